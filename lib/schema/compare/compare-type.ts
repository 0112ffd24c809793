import { printDataType } from '../../cql/data-type.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { columnRecipe } from '../recipes/column-recipe.js'
import { fixedKey } from './compare-primary-key.js'
import type { LiveColumn, LiveTable } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { sameType } from './type-text.js'

const recipe =
  'Cassandra does not change the type of a column (CASSANDRA-12443): add a column of another name, copy, then read that one.'

/**
 * A column whose type is not the wanted one, always refused. Types this version does not know are compared as well, as
 * text.
 */
export function compareType(
  model: TableModel,
  column: ColumnModel,
  live: LiveColumn,
  table: LiveTable,
): SchemaDifference[] {
  const wanted = printDataType(column.type)
  if (sameType(wanted, live.type)) return []
  return [
    {
      object: objectName(model.keyspace, model.table, column.columnName),
      kind: 'column',
      is: live.type,
      wanted,
      action: 'refuse',
      reason: `${typeReason(wanted, live.type)} ${model.entityName}.${column.propertyName}`,
      hint: column.isKey ? fixedKey : recipe,
      recipe: columnRecipe(model, column, live, table),
    },
  ]
}

function typeReason(wanted: string, is: string): string {
  if (sameType(wanted, `frozen<${is}>`)) return 'is not frozen, unlike'
  if (sameType(`frozen<${wanted}>`, is)) return 'is frozen, unlike'
  const wantedKind = collectionKind(wanted)
  const liveKind = collectionKind(is)
  if (wantedKind !== undefined && liveKind !== undefined && wantedKind !== liveKind) {
    return 'is another kind of collection than'
  }
  return 'has another type than'
}

function collectionKind(type: string): string | undefined {
  return /^(?:frozen<)?(list|set|map)</.exec(type.replace(/\s+/g, ''))?.[1]
}
