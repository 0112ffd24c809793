import type { DriverHost, DriverResult, DriverRow } from '../../../lib/driver/driver.js'
import type { LiveSchema, LiveTable } from '../../../lib/schema/live/live-schema.js'
import { controlTableNames } from '../../../lib/schema/lease/control-tables.js'
import { FakeLease } from './fake-lease.js'
import { fakeRoles } from './fake-roles.js'
import type { FakeRoles } from './fake-roles.js'
import { host, scriptedDriver } from './scripted-driver.js'
import type { ScriptedDriver, SentStatement } from './scripted-driver.js'

export interface FakeServer {
  readonly driver: ScriptedDriver
  /** What the tables of schema sync hold. */
  readonly lease: FakeLease
  /** Statements that change the schema, as they arrived. */
  ddl(): SentStatement[]
}

/**
 * A cluster that answers reads of `system_schema` from `live()` and schema versions from `version`, and hands every
 * schema statement to `change`. Keyspaces have the tables of schema sync unless `isBare` says otherwise.
 */
export function fakeServer(given: {
  readonly live: () => LiveSchema
  readonly change?: (cql: string) => void
  readonly hosts?: readonly DriverHost[]
  readonly version?: (handle: unknown) => string
  readonly isBare?: boolean
  /** What is known of roles; without it nobody is logged in. */
  readonly roles?: FakeRoles
  /** Names of the indexes that a node has built; all there are, if it is not given. */
  readonly built?: (handle: unknown) => readonly string[]
}): FakeServer {
  const {
    live,
    change,
    hosts = [host('a')],
    version = () => 'v1',
    isBare = false,
    roles = fakeRoles(undefined),
    built = () => namesOfIndexes(live()),
  } = given
  const lease = new FakeLease()
  const driver = scriptedDriver(hosts, (statement): DriverResult => {
    const { cql, options } = statement
    const source = /FROM system_schema\.(\w+)/.exec(cql)?.[1]
    if (source !== undefined) {
      const rows = rowsOf(live(), source)
      return { rows: source === 'tables' && !isBare ? [...rows, ...controlRows(live())] : rows }
    }
    if (cql.includes('IndexInfo')) return { rows: built(options.host).map((name) => ({ index_name: name })) }
    const answer = lease.answer(statement)
    if (answer !== undefined) return answer
    if (/^LIST\b|FROM system_views\./.test(cql)) return roles.answer(cql)
    if (cql.includes('system.local')) return { rows: [{ schema_version: version(options.host) }] }
    change?.(cql)
    return {}
  })
  return { driver, lease, ddl: () => driver.sent.filter(({ cql }) => /^(?:CREATE|ALTER|DROP)\b/.test(cql)) }
}

function namesOfIndexes({ keyspaces }: LiveSchema): string[] {
  const tables = [...keyspaces.values()].flatMap((keyspace) => [...keyspace.tables.values()])
  return tables.flatMap(({ indexes }) => indexes.map(({ name }) => name))
}

function controlRows({ keyspaces }: LiveSchema): DriverRow[] {
  return [...keyspaces.keys()].flatMap((keyspace) =>
    controlTableNames.map((table) => ({ keyspace_name: keyspace, table_name: table })),
  )
}

function rowsOf({ keyspaces }: LiveSchema, source: string): DriverRow[] {
  const all = [...keyspaces.values()]
  const ofTables = (rows: (table: LiveTable) => DriverRow[], isOfViews = false) =>
    all.flatMap(({ name, tables, views }) =>
      [...tables.values(), ...(isOfViews ? views.values() : [])].flatMap((table) =>
        rows(table).map((row) => ({ keyspace_name: name, table_name: table.name, ...row })),
      ),
    )
  switch (source) {
    case 'keyspaces':
      return all.map(({ name, replication }) => ({ keyspace_name: name, replication, durable_writes: true }))
    case 'types':
      return all.flatMap(({ name, types }) =>
        [...types.values()].map((type) => ({
          keyspace_name: name,
          type_name: type.name,
          field_names: [...type.fields.keys()],
          field_types: [...type.fields.values()],
        })),
      )
    case 'tables':
      return ofTables(({ id, properties: { comment, caching, speculativeRetry } }) => [
        { id, comment, caching, speculative_retry: speculativeRetry },
      ])
    case 'columns':
      return ofTables(
        ({ columns }) =>
          [...columns.values()].map(({ name, order, ...rest }) => ({
            column_name: name,
            clustering_order: order,
            ...rest,
          })),
        true,
      )
    case 'views':
      return all.flatMap(({ name, views }) =>
        [...views.values()].map((view) => ({
          keyspace_name: name,
          view_name: view.name,
          base_table_name: view.baseTable,
          where_clause: view.whereClause,
        })),
      )
    case 'indexes':
      return ofTables(({ indexes }) => indexes.map(({ name, ...rest }) => ({ index_name: name, ...rest })))
    default:
      return []
  }
}
