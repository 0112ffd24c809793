import type { Driver, DriverRow, RequestOptions } from '../../driver/driver.js'
import { consistencyCode } from '../../driver/consistency.js'
import { assembleSchema } from '../assemble-schema.js'
import type { SchemaRows } from '../assemble-schema.js'
import type { LiveSchema } from './live-schema.js'

/**
 * What is read: of the tables whose columns are other ones in other servers all they have, of the others what every server
 * has. `system_schema` is local to each node, so the consistency level says nothing, and a node answers with what it knows
 * itself.
 */
const sources = {
  keyspaces: 'keyspace_name, replication, durable_writes',
  tables: '*',
  columns: 'keyspace_name, table_name, column_name, kind, position, type, clustering_order',
  dropped_columns: '*',
  indexes: 'keyspace_name, table_name, index_name, kind, options',
  views: '*',
  types: 'keyspace_name, type_name, field_names, field_types',
} satisfies Record<keyof SchemaRows, string>

type Source = keyof typeof sources

const consistency = consistencyCode('ONE')
const pageSize = 5000

/**
 * The live schema of some keyspaces: seven tables of `system_schema`, read in parallel, once.
 * Not a snapshot: a statement of somebody else may fall between the reads, so bad news deserves a second look.
 * Errors of the driver pass. `host` is the node that is asked, any if it is missing.
 */
export async function readSchema(
  driver: Driver,
  keyspaces: readonly string[],
  { host }: { readonly host?: unknown } = {},
): Promise<LiveSchema> {
  if (keyspaces.length === 0) return { keyspaces: new Map() }
  const names = Object.keys(sources) as Source[]
  const read = await Promise.all(names.map((source) => readAll(driver, source, keyspaces, host)))
  return assembleSchema(Object.fromEntries(names.map((source, i) => [source, read[i]])) as unknown as SchemaRows)
}

async function readAll(driver: Driver, source: Source, keyspaces: readonly string[], host: unknown) {
  const markers = keyspaces.map(() => '?').join(', ')
  const cql = `SELECT ${sources[source]} FROM system_schema.${source} WHERE keyspace_name IN (${markers})`
  const rows: DriverRow[] = []
  let pageState: string | undefined
  do {
    const options: RequestOptions = {
      prepare: false,
      consistency,
      fetchSize: pageSize,
      isIdempotent: true,
      pageState,
      host,
    }
    const page = await driver.execute(cql, keyspaces, options)
    rows.push(...(page.rows ?? []))
    pageState = page.pageState ?? undefined
  } while (pageState !== undefined)
  return rows
}
