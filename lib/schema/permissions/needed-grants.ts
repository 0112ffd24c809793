import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { controlTableNames } from '../lease/control-tables.js'
import type { LiveKeyspace } from '../live/live-schema.js'
import type { SchemaLook } from '../live/look-at-schema.js'
import { isWithin, objectName } from '../object-name.js'
import { needsStatement } from '../plan-schema.js'
import { withoutCovered } from './grant.js'
import type { Grant } from './grant.js'

/**
 * What a role has to be granted to bring the differences of a look about, on the narrowest resources that do. Nothing is
 * needed on what will be created: whoever creates a keyspace or a table has every permission on it.
 *
 * As the `authorize` of each statement in Cassandra 4.1 and 5.0 asks: `CREATE KEYSPACE` for CREATE on all keyspaces,
 * `CREATE TABLE` and `CREATE TYPE` for CREATE and `ALTER TYPE` for ALTER on the keyspace, `ALTER TABLE`, `CREATE INDEX` and
 * `CREATE MATERIALIZED VIEW` for ALTER on the table or the base of the view. The tables of schema sync are read and written,
 * and conditional writes ask for SELECT as well.
 */
export function neededGrants({ live, differences }: SchemaLook, models: readonly TableModel[]): readonly Grant[] {
  const keyspaces = [...new Set(models.map(({ keyspace }) => keyspace))]
  const mended = differences.filter(needsStatement)
  return withoutCovered(
    keyspaces.flatMap((keyspace): readonly Grant[] => {
      const changes = mended.filter(({ object }) => isWithin(object, keyspace))
      if (changes.length === 0) return []
      const there = live.keyspaces.get(keyspace)
      if (there === undefined) return [{ permission: 'CREATE' }]
      const own = models.filter((model) => model.keyspace === keyspace)
      return [...changes.flatMap((difference) => grantsFor(difference, there, own)), ...controlGrants(there)]
    }),
  )
}

function grantsFor(
  difference: SchemaDifference,
  { name: keyspace, tables }: LiveKeyspace,
  models: readonly TableModel[],
): readonly Grant[] {
  switch (difference.kind) {
    case 'table':
    case 'type':
      return [{ permission: 'CREATE', keyspace }]
    case 'field':
      return [{ permission: 'ALTER', keyspace }]
    default: {
      const table = tableOf(difference, models)
      return table !== undefined && tables.has(table) ? [{ permission: 'ALTER', keyspace, table }] : []
    }
  }
}

/** The table that a statement on a column, a property, an index or a view is about; of a view its base. */
function tableOf({ kind, object }: SchemaDifference, models: readonly TableModel[]): string | undefined {
  const model = models.find(({ keyspace, table, indexes }) => {
    if (kind === 'index') return indexes.some(({ name }) => objectName(keyspace, name) === object)
    return isWithin(object, keyspace, table)
  })
  return model?.viewOf?.table ?? model?.table
}

function controlGrants({ name: keyspace, tables }: LiveKeyspace): readonly Grant[] {
  return controlTableNames
    .filter((table) => tables.has(table))
    .flatMap((table) => (['SELECT', 'MODIFY'] as const).map((permission) => ({ permission, keyspace, table })))
}
