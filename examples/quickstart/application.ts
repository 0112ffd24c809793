import { DataSource } from 'cassiform'
import type { DataSourceOptions } from 'cassiform'
import { recordStatements } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { DailyWeather } from './daily-weather.js'
import { Earthquake } from './earthquake.js'

/** An application that is up, and the schema statements it sent on the way. */
export interface Booted {
  readonly db: DataSource
  readonly schemaStatements: readonly string[]
}

/** What an application does when it starts: connect, and bring the schema to what the entities say. */
export async function boot(
  { contactPoints, localDataCenter }: CassandraServer,
  keyspace: string,
  entities: DataSourceOptions['entities'] = [Earthquake, DailyWeather],
  more: Partial<DataSourceOptions> = {},
): Promise<Booted> {
  const db = new DataSource({
    contactPoints,
    localDataCenter,
    keyspace,
    entities,
    synchronize: 'additive',
    createKeyspace: { replication: { class: 'NetworkTopologyStrategy', [localDataCenter]: 1 } },
    logging: ['warn'],
    ...more,
  })
  const recording = recordStatements(db)
  await db.initialize()
  recording.stop()
  const schemaStatements = recording.statements.map(({ cql }) => cql).filter((cql) => /^(CREATE|ALTER|DROP) /.test(cql))
  return { db, schemaStatements }
}

/** Removes whatever the runs left, if they left anything. */
export async function removeKeyspace(server: CassandraServer, keyspace: string): Promise<void> {
  const { contactPoints, localDataCenter } = server
  const db = new DataSource({ contactPoints, localDataCenter, entities: [] })
  try {
    await db.initialize()
    await db.schema.drop({ keyspace, confirm: keyspace })
  } finally {
    await db.destroy()
  }
}
