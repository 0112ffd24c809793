import { printDataType } from '../../cql/data-type.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { columnRename } from '../recipes/rename-hint.js'
import { compareType } from './compare-type.js'
import { refuseDropped } from './dropped-column.js'
import type { LiveColumn, LiveColumnKind, LiveKeyspace, LiveTable } from '../live/live-schema.js'
import { refuseMixedCounters } from './mixed-counters.js'
import { addColumnsCql } from '../model-statements.js'
import { columnRecipe } from '../recipes/column-recipe.js'
import { objectName } from '../object-name.js'
import { refuseColumn } from './refuse-column.js'
import type { ServerFeatures } from '../live/server-features.js'

/** Columns that are missing, added by one statement, and columns that are otherwise than the entity says. */
export function compareColumns(
  model: TableModel,
  live: LiveTable,
  keyspace: LiveKeyspace | undefined,
  features: ServerFeatures,
): SchemaDifference[] {
  const missing = model.columns.filter((column) => !isKey(column) && !live.columns.has(column.columnName))
  const refused = missing.flatMap((column) => [
    ...refuseDropped(model, column, live),
    ...refuseMixedCounters(model, column, live),
    ...refuseColumn(model, column, keyspace, features),
  ])
  const impossible = new Set(refused.map(({ object }) => object))
  const added = missing.filter((column) => !impossible.has(columnObject(model, column)))
  const cql = added.length === 0 ? undefined : addColumnsCql(model, added)
  return [
    ...refused,
    ...added.map((column) => ({ ...missingColumn(model, column, cql), hint: columnRename(model, column, live) })),
    ...model.columns.flatMap((column) => compareColumn(model, column, live)),
  ]
}

/** The column by its full name, `shop.readings.site`. */
export function columnObject({ keyspace, table }: TableModel, { columnName }: ColumnModel): string {
  return objectName(keyspace, table, columnName)
}

/** The kind of a column as `system_schema` names it. */
export function liveKindOf({ role }: ColumnModel): LiveColumnKind {
  return role === 'partition' ? 'partition_key' : role
}

function isKey({ role }: ColumnModel): boolean {
  return role === 'partition' || role === 'clustering'
}

function missingColumn(model: TableModel, column: ColumnModel, cql: string | undefined): SchemaDifference {
  return {
    object: columnObject(model, column),
    kind: 'column',
    is: undefined,
    wanted: column.role === 'static' ? `static ${printDataType(column.type)}` : printDataType(column.type),
    action: 'add',
    reason: 'does not exist',
    cql,
  }
}

/** A column that is part of the key on one side only is a difference of the primary key, which is told already. */
function compareColumn(model: TableModel, column: ColumnModel, table: LiveTable): SchemaDifference[] {
  const live = table.columns.get(column.columnName)
  if (live === undefined) return []
  if (live.kind === liveKindOf(column)) return compareType(model, column, live, table)
  const isKeyOfEither = isKey(column) || live.kind === 'partition_key' || live.kind === 'clustering'
  return isKeyOfEither ? [] : [otherKind(model, column, live, table)]
}

function otherKind(model: TableModel, column: ColumnModel, live: LiveColumn, table: LiveTable): SchemaDifference {
  return {
    object: columnObject(model, column),
    kind: 'column',
    is: `a ${live.kind} column`,
    wanted: `a ${column.role} column`,
    action: 'refuse',
    reason: `is ${live.kind}, unlike ${model.entityName}.${column.propertyName}`,
    hint: 'Static cells are stored apart from rows: add a column of another name and copy.',
    recipe: columnRecipe(model, column, live, table),
  }
}
