import { Client } from 'cassandra-driver'
import type * as Testing from '../../lib/testing/index.js'
import { schemaStatements, tablesOf } from '../tables/schema.js'
import { seed } from '../tables/seed.js'
import { clientOptions } from './client-options.js'
import type { Target } from './contender.js'
import { loadPackage } from './discover.js'

/** A server with a keyspace of its own, tables filled. */
export interface BenchmarkDatabase {
  readonly target: Omit<Target, 'packageEntry'>
  readonly close: () => Promise<void>
}

/** Finds or starts a server (`testingEntry`: entry file of the built `cassiform/testing`), creates the keyspace and fills the tables. */
export async function openDatabase(testingEntry: string): Promise<BenchmarkDatabase> {
  const { startCassandra } = loadPackage(testingEntry) as typeof Testing
  const server = await startCassandra(isServerNamed() ? {} : { heap: '1g' })
  const { contactPoints, localDataCenter } = server
  const keyspace = `bench_${process.pid}_${Date.now().toString(36)}`
  const client = new Client({
    ...clientOptions,
    contactPoints: [...contactPoints],
    localDataCenter,
    socketOptions: { readTimeout: 60_000 },
  })
  const close = async () => {
    try {
      await client.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`)
      await client.shutdown()
    } finally {
      await server.stop()
    }
  }
  try {
    const tables = tablesOf(server.version)
    for (const statement of schemaStatements(keyspace, localDataCenter, tables)) await client.execute(statement)
    await seed(client, keyspace, tables)
  } catch (error) {
    await close()
    throw error
  }
  return { target: { contactPoints, localDataCenter, keyspace, server: server.version }, close }
}

/** A server that runs already has the heap it has: `startCassandra` would not use it for one of another size. */
function isServerNamed(): boolean {
  return (process.env['CASSANDRA_CONTACT_POINTS'] ?? '') !== ''
}
