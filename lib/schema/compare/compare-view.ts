import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import { comparePrimaryKey } from './compare-primary-key.js'
import { compareProperties } from './compare-properties.js'
import { compareType } from './compare-type.js'
import { columnObject } from './compare-columns.js'
import { extraColumns } from './extra-objects.js'
import { notNullColumns } from './view-where.js'
import type { LiveKeyspace, LiveView } from '../live/live-schema.js'
import type { ServerFeatures } from '../live/server-features.js'
import { createViewCql } from '../model-statements.js'
import { objectName } from '../object-name.js'

/** What comparing a view needs to know besides it. */
export interface CompareViewOptions {
  readonly features: ServerFeatures
  /** Whether views may be created. */
  readonly views?: boolean | undefined
}

/**
 * All differences of a materialized view of `base`. One that is missing is created if views may be; one that is otherwise is
 * refused, since no view can be changed. Columns that only the live view has do no harm and are reported.
 */
export function compareView(
  model: TableModel,
  base: TableModel,
  keyspace: LiveKeyspace | undefined,
  options: CompareViewOptions,
): SchemaDifference[] {
  if (keyspace?.tables.has(model.table) === true) return [isTable(model)]
  const live = keyspace?.views.get(model.table)
  if (live === undefined) return [missingView(model, base, options)]
  const hint = recipeFor(model)
  const unchangeable = [
    ...compareBase(model, base, live),
    ...comparePrimaryKey(model, live),
    ...compareWhere(model, live),
    ...compareColumns(model, live),
  ]
  return [
    ...unchangeable.map((difference) => ({ ...difference, hint, recipe: undefined })),
    ...compareProperties(model, live.properties),
    ...extraColumns(model, live),
  ]
}

function recipeFor({ entityName, qualifiedName }: TableModel): string {
  return `Views cannot be changed: give ${entityName} another { name } for a view beside this one, or drop it by hand, DROP MATERIALIZED VIEW ${qualifiedName}, for a new one in its place.`
}

function missingView(model: TableModel, base: TableModel, { features, views }: CompareViewOptions): SchemaDifference {
  const missing = {
    ...tell(model),
    is: undefined,
    wanted: `the view of ${model.entityName}`,
    reason: 'does not exist',
  }
  if (views === true) return { ...missing, action: 'create', cql: createViewCql(model, base, features) }
  return {
    ...missing,
    action: 'refuse',
    hint: "Views are experimental in Cassandra and created only if you say so: synchronize: { mode: 'additive', views: true }.",
  }
}

function isTable(model: TableModel): SchemaDifference {
  return {
    ...tell(model),
    is: 'a table',
    wanted: `the view of ${model.entityName}`,
    action: 'refuse',
    reason: 'is a table, which no view can replace',
    hint: `Give ${model.entityName} another { name }.`,
  }
}

function compareBase(model: TableModel, base: TableModel, { baseTable }: LiveView): SchemaDifference[] {
  if (baseTable === base.table) return []
  const [is, wanted] = [baseTable, base.table].map((table) => `a view of ${objectName(model.keyspace, table)}`)
  return [{ ...tell(model), is, wanted, action: 'refuse', reason: `is of another table than ${model.entityName}` }]
}

/** A view made by hand may leave out more rows than those without a key. */
function compareWhere(model: TableModel, { whereClause }: LiveView): SchemaDifference[] {
  const wanted = model.primaryKey.map(({ columnName }) => columnName)
  const found = notNullColumns(whereClause)
  if (found !== undefined && found.size === wanted.length && wanted.every((name) => found.has(name))) return []
  const conditions = wanted.map((name) => `${objectName(name)} IS NOT NULL`).join(' AND ')
  const reason = `has other rows than ${model.entityName}`
  return [{ ...tell(model), is: whereClause, wanted: conditions, action: 'refuse', reason }]
}

function compareColumns(model: TableModel, view: LiveView): SchemaDifference[] {
  return model.columns.flatMap((column) => {
    const live = view.columns.get(column.columnName)
    if (live !== undefined) return compareType(model, column, live, view)
    if (column.isKey) return []
    const reason = 'is not in the view'
    const object = columnObject(model, column)
    return [{ object, kind: 'column', is: undefined, wanted: 'a column', action: 'refuse', reason }]
  })
}

function tell({ keyspace, table }: TableModel): Pick<SchemaDifference, 'object' | 'kind'> {
  return { object: objectName(keyspace, table), kind: 'view' }
}
