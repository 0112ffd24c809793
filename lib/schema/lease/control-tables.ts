import { quoteIdentifier } from '../../cql/identifier.js'
import { renderSchemaStatement } from '../../cql/render-schema-statement.js'
import type { ColumnNode, CreateTableNode } from '../../cql/schema-statement.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import type { ServerFeatures } from '../live/server-features.js'
import { tableId } from '../live/table-id.js'

/**
 * The two tables schema sync keeps in each keyspace it has changed. Any number of instances may create them at once: their
 * text and their ids are the same in all of them, and have to stay so. Other columns need other names of tables.
 */
const controlTables = {
  /** One row: who may change the schema now, until its cells expire, and how often that changed hands. */
  cassiform_schema_lock: {
    columns: [column('scope', 'text'), column('owner', 'uuid'), column('holder', 'text'), column('epoch', 'bigint')],
    partitionKey: ['scope'],
    clusteringColumns: [],
    comment: 'cassiform: who may change the schema',
  },
  /** One row for each object that schema sync created or changed, with the last statement. */
  cassiform_schema_ledger: {
    columns: [
      column('kind', 'text'),
      column('object', 'text'),
      column('table_id', 'uuid'),
      column('generation', 'int'),
      column('cql', 'text'),
      column('epoch', 'bigint'),
      column('applied_at', 'timestamp'),
      column('applied_by', 'text'),
    ],
    partitionKey: ['kind'],
    clusteringColumns: [{ name: 'object', order: 'ASC' }],
    comment: 'cassiform: what was done to the schema',
  },
} satisfies Record<string, Omit<CreateTableNode, 'kind' | 'table' | 'id' | 'properties'> & { comment: string }>

type ControlTable = keyof typeof controlTables

/** Names that no report of extra tables mentions. */
export const controlTableNames = Object.keys(controlTables) as ControlTable[]

/** `"shop"."cassiform_schema_lock"` */
export function controlTable(keyspace: string, name: ControlTable): string {
  return `${quoteIdentifier(keyspace)}.${quoteIdentifier(name)}`
}

/** The `CREATE TABLE IF NOT EXISTS` statements of those that a keyspace lacks. */
export function missingControlTables(
  keyspace: string,
  live: LiveKeyspace | undefined,
  { linearSchema }: ServerFeatures,
): readonly { readonly name: string; readonly cql: string }[] {
  return controlTableNames
    .filter((name) => live?.tables.has(name) !== true)
    .map((name) => {
      const { comment, ...table } = controlTables[name]
      const cql = renderSchemaStatement({
        kind: 'create table',
        table: { keyspace, name },
        ...table,
        id: linearSchema ? undefined : tableId(keyspace, name),
        properties: [{ name: 'comment', value: comment }],
      })
      return { name, cql }
    })
}

function column(name: string, type: string): ColumnNode {
  return { name, type, isStatic: false }
}
