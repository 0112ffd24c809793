import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { LiveColumn, LiveTable } from '../live/live-schema.js'
import { tableRecipe } from '../recipes/table-recipe.js'
import { objectName } from '../object-name.js'

/** What can be done about another primary key. */
export const fixedKey =
  'A primary key is fixed when its table is created: make a table of another name, copy the rows, then switch to it.'

/** Partition key, clustering columns and their order: none can be changed, so every difference is refused. */
export function comparePrimaryKey(model: TableModel, live: LiveTable): SchemaDifference[] {
  return [
    ...comparePart(model, live, 'another partition key', names(model.partitionKey), liveNames(live, 'partition_key')),
    ...compareClustering(model, live),
  ]
}

function compareClustering(model: TableModel, live: LiveTable): SchemaDifference[] {
  const wanted = names(model.clusteringColumns)
  const is = liveNames(live, 'clustering')
  if (!sameList(wanted, is)) return comparePart(model, live, 'other clustering columns', wanted, is)
  const wantedOrder = model.clusteringColumns.map((column) => ordered(column.columnName, column.order ?? 'asc'))
  const liveOrder = liveKey(live, 'clustering').map(({ name, order }) => ordered(name, order))
  return comparePart(model, live, 'another clustering order', wantedOrder, liveOrder)
}

function comparePart(
  model: TableModel,
  live: LiveTable,
  part: string,
  wanted: readonly string[],
  is: readonly string[],
): SchemaDifference[] {
  if (sameList(wanted, is)) return []
  const { keyspace, table, entityName } = model
  return [
    {
      object: objectName(keyspace, table),
      kind: 'primary key',
      is: `(${is.join(', ')})`,
      wanted: `(${wanted.join(', ')})`,
      action: 'refuse',
      reason: `has ${part} than ${entityName}`,
      hint: fixedKey,
      recipe: tableRecipe(model, live),
    },
  ]
}

function names(columns: readonly { readonly columnName: string }[]): string[] {
  return columns.map(({ columnName }) => objectName(columnName))
}

function liveNames(live: LiveTable, kind: LiveColumn['kind']): string[] {
  return liveKey(live, kind).map(({ name }) => objectName(name))
}

/** Columns come by name; a key has an order. */
function liveKey({ columns }: LiveTable, kind: LiveColumn['kind']): LiveColumn[] {
  return [...columns.values()].filter((column) => column.kind === kind).sort((a, b) => a.position - b.position)
}

function ordered(name: string, order: string): string {
  return `${objectName(name)} ${order.toUpperCase()}`
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
