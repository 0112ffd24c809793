import { CassandraDriver } from '../../../../lib/driver/cassandra-driver.js'
import { createClient } from '../../../../lib/driver/client-options.js'
import type { ConnectionOptions } from '../../../../lib/driver/client-options.js'
import type { Driver, DriverResult } from '../../../../lib/driver/driver.js'

/** A driver that keeps every statement it was given, in the order in which they were sent. */
export interface RecordingDriver extends Driver {
  readonly statements: string[]
  /** The statements that change the schema, but for the tables of schema sync itself. */
  ddl(): string[]
}

export const localDataCenter = process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1'

/** Connected through connections of its own: to the server of the test run, unless options name another one. */
export async function connect(options: ConnectionOptions = {}): Promise<RecordingDriver> {
  const contactPoints = options.contactPoints ?? process.env.CASSANDRA_CONTACT_POINTS?.split(',')
  if (contactPoints === undefined) throw new Error('CASSANDRA_CONTACT_POINTS is not set')
  const driver = recording(new CassandraDriver(createClient({ localDataCenter, ...options, contactPoints }), true))
  await driver.connect()
  return driver
}

/** One statement as an operator would send it. */
export function run(driver: Driver, cql: string): Promise<DriverResult> {
  return driver.execute(cql, [], { prepare: false, readTimeout: 60_000 })
}

/** A keyspace name nobody else has. */
export function uniqueKeyspace(prefix: string): string {
  return `${prefix}_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`
}

export const createKeyspace = { replication: { class: 'SimpleStrategy', replication_factor: 1 } }

function recording(driver: Driver): RecordingDriver {
  const statements: string[] = []
  return {
    statements,
    ddl: () => statements.filter((cql) => /^(CREATE|ALTER|DROP)\b/.test(cql) && !isControl(cql)),
    connect: () => driver.connect(),
    shutdown: () => driver.shutdown(),
    hosts: () => driver.hosts(),
    execute: (cql, values, options) => {
      statements.push(cql)
      return driver.execute(cql, values, options)
    },
  }
}

/** Whether a statement or a name is about the tables of schema sync itself. */
export function isControl(text: string): boolean {
  return text.includes('cassiform_schema_')
}
