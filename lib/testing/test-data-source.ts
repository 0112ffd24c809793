import { randomUUID } from 'node:crypto'
import { DataSource } from '../data-source/data-source.js'
import type { DataSourceOptions } from '../data-source/data-source-options.js'
import { startCassandra } from '../server/start-cassandra.js'
import type { CassandraServer } from '../server/start-cassandra.js'

/** Options of a data source, but for where it connects and its keyspace. */
export type TestDataSourceOptions = Omit<DataSourceOptions, 'contactPoints' | 'localDataCenter' | 'keyspace' | 'client'>

/** A data source with a keyspace of its own, dropped by `destroy`. */
class TestDataSource extends DataSource {
  #isEnding = false

  constructor(
    options: TestDataSourceOptions,
    server: CassandraServer,
    private readonly keyspace: string,
  ) {
    const { contactPoints, localDataCenter } = server
    const replication = { class: 'NetworkTopologyStrategy', [localDataCenter]: 1 }
    super({
      synchronize: { mode: 'additive', views: true },
      createKeyspace: { replication },
      logging: ['warn'],
      ...options,
      contactPoints,
      localDataCenter,
      keyspace,
    })
  }

  override async destroy(): Promise<void> {
    if (!this.isInitialized || this.#isEnding) return
    this.#isEnding = true
    try {
      await this.schema.drop({ keyspace: this.keyspace, confirm: this.keyspace })
    } finally {
      await super.destroy()
      await releaseServer()
    }
  }
}

let server: Promise<CassandraServer> | undefined
let users = 0

/**
 * An initialised data source on a real server with a private keyspace; `destroy` drops the keyspace. The server is
 * the one `startCassandra` finds or starts; the test data sources of a process share it, the last one stops it.
 */
export async function createTestDataSource(options: TestDataSourceOptions): Promise<DataSource> {
  users++
  server ??= startCassandra()
  try {
    const keyspace = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
    return await new TestDataSource(options, await server, keyspace).initialize()
  } catch (error) {
    await releaseServer()
    throw error
  }
}

async function releaseServer(): Promise<void> {
  if (--users > 0) return
  const last = server
  server = undefined
  const running = await last?.catch(() => undefined)
  await running?.stop()
}
