import type { SchemaDifference } from '../errors/schema-error.js'
import type { TableModel } from '../model/table-model.js'
import { answersFor, liveDefinition, printDefinition, wantedDefinition } from './index-definition.js'
import type { LiveKeyspace, LiveTable } from './live-schema.js'
import { objectName } from './object-name.js'

/** Tables of schema sync itself. */
const controlTables: readonly string[] = ['cassiform_schema_lock', 'cassiform_schema_ledger']

const kept = 'Nothing is ever dropped: older and newer instances may use it.'

/** Tables that no entity describes, all of a keyspace in one report. */
export function extraTables(keyspace: LiveKeyspace | undefined, models: readonly TableModel[]): SchemaDifference[] {
  if (keyspace === undefined) return []
  const { name, tables } = keyspace
  const known = new Set(models.filter((model) => model.keyspace === name).map((model) => model.table))
  const extra = [...tables.keys()].filter((table) => !known.has(table) && !controlTables.includes(table))
  if (extra.length === 0) return []
  return [
    {
      object: objectName(name),
      kind: 'table',
      is: shortList(extra.map((table) => objectName(table))),
      wanted: undefined,
      action: 'report',
      reason: 'has tables that no entity describes',
      hint: kept,
    },
  ]
}

/** Columns the entity does not have. Those of the primary key are refused elsewhere. */
export function extraColumns(
  { keyspace, table, entityName, columns }: TableModel,
  live: LiveTable,
): SchemaDifference[] {
  const known = new Set(columns.map((column) => column.columnName))
  return [...live.columns.values()]
    .filter(({ name, kind }) => !known.has(name) && (kind === 'regular' || kind === 'static'))
    .map(({ name, type, kind }) => ({
      object: objectName(keyspace, table, name),
      kind: 'column',
      is: kind === 'static' ? `static ${type}` : type,
      wanted: undefined,
      action: 'report',
      reason: `is a column ${entityName} does not have`,
      hint: kept,
    }))
}

/** Indexes the entity does not have, under any name. */
export function extraIndexes({ keyspace, entityName, indexes }: TableModel, live: LiveTable): SchemaDifference[] {
  const wanted = indexes.map(wantedDefinition)
  const names = new Set(indexes.map((index) => index.name))
  return live.indexes
    .filter(({ name }) => !names.has(name))
    .filter((index) => !wanted.some((definition) => answersFor(liveDefinition(index), definition)))
    .map((index) => ({
      object: objectName(keyspace, index.name),
      kind: 'index',
      is: printDefinition(liveDefinition(index), live.name),
      wanted: undefined,
      action: 'report',
      reason: `is an index ${entityName} does not have`,
      hint: kept,
    }))
}

/** The first ten, and how many there are besides. */
function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown
}
