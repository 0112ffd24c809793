import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { UserTypeModel } from '../../model/user-type-model.js'
import { answersFor, liveDefinition, printDefinition, wantedDefinition } from '../index-definition.js'
import type { LiveKeyspace, LiveTable, LiveUserType } from '../live/live-schema.js'
import { controlTableNames } from '../lease/control-tables.js'
import { objectName } from '../object-name.js'

const kept = 'Nothing is ever dropped: older and newer instances may use it.'

/** Tables that no entity describes, all of a keyspace in one report. */
export function extraTables({ name, tables }: LiveKeyspace, models: readonly TableModel[]): SchemaDifference[] {
  const known = models.filter(({ keyspace }) => keyspace === name).map(({ table }) => table)
  const extra = without(tables.keys(), [...known, ...controlTableNames])
  return inKeyspace(name, { kind: 'table', reason: 'has tables that no entity describes' }, extra)
}

/** Materialized views that no class describes, all of a keyspace in one report. */
export function extraViews({ name, views }: LiveKeyspace, models: readonly TableModel[]): SchemaDifference[] {
  const known = models.filter(({ keyspace }) => keyspace === name).map(({ table }) => table)
  const what = { kind: 'view', reason: 'has materialized views that no class describes' } as const
  return inKeyspace(name, what, without(views.keys(), known))
}

/** User-defined types that no class describes, all of a keyspace in one report. */
export function extraTypes({ name, types }: LiveKeyspace, models: readonly TableModel[]): SchemaDifference[] {
  const known = models.flatMap(({ userTypes }) => userTypes).filter(({ keyspace }) => keyspace === name)
  const names = known.map((type) => type.name)
  const what = { kind: 'type', reason: 'has user-defined types that no class describes' } as const
  return inKeyspace(name, what, without(types.keys(), names))
}

/** Fields of a user-defined type its class does not have. */
export function extraFields(
  { keyspace, name, entityName, fields }: UserTypeModel,
  live: LiveUserType,
): SchemaDifference[] {
  const known = new Set(fields.map(({ fieldName }) => fieldName))
  return [...live.fields]
    .filter(([field]) => !known.has(field))
    .map(([field, type]) => ({
      object: objectName(keyspace, name, field),
      kind: 'field',
      is: type,
      wanted: undefined,
      action: 'report',
      reason: `is a field ${entityName} does not have`,
      hint: kept,
    }))
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

function without(names: Iterable<string>, known: readonly string[]): string[] {
  const left = new Set(known)
  return [...names].filter((name) => !left.has(name))
}

/** Nothing for no names. */
function inKeyspace(
  keyspace: string,
  what: Pick<SchemaDifference, 'kind' | 'reason'>,
  names: readonly string[],
): SchemaDifference[] {
  if (names.length === 0) return []
  const is = shortList(names.map((name) => objectName(name)))
  return [{ ...what, object: objectName(keyspace), is, wanted: undefined, action: 'report', hint: kept }]
}

/** The first ten, and how many there are besides. */
function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ')
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown
}
