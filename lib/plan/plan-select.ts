import { renderStatement } from '../cql/render-statement.js'
import type { DriverRow } from '../driver/driver.js'
import { quoteIdentifier } from '../cql/identifier.js'
import type { SelectNode, Selector } from '../cql/statement.js'
import type { TableModel } from '../model/table-model.js'
import type { Call } from './call.js'
import { isComputed } from './cell.js'
import type { ResultColumn } from './cell.js'
import { refuse, refuseUnknownProperty } from './call.js'
import { buildBind } from './compile-bind.js'
import { buildHydrate } from './compile-hydrate.js'
import type { HydrateFunction } from './compile-hydrate.js'
import type { Origins } from './loaded.js'
import { decodeFailure } from './decode-failure.js'
import { limitMarker } from './marker.js'
import type { Marker } from './marker.js'
import { narrow } from './narrow.js'
import { planOrder } from './order-by.js'
import type { OrderInput } from './order-by.js'
import type { WhereShape } from './restriction.js'
import { buildSharedHydrate, entityColumns, readsSeveralClasses, sharedDecodeFailure } from './shared-rows.js'
import type { SelectPlan } from './statement-plan.js'

/** What a read fetches: entities, some columns of them, their number, or whether there are any. */
export type Projection =
  | { readonly kind: 'entity' }
  | { readonly kind: 'columns'; readonly columns: readonly ResultColumn[] }
  | { readonly kind: 'count' }
  | { readonly kind: 'exists' }

/** The shape of a read, beyond its condition. */
export interface SelectShape {
  readonly where: WhereShape
  readonly projection: Projection
  readonly order: OrderInput | undefined
  readonly hasLimit: boolean
  readonly hasPerPartitionLimit: boolean
  readonly allowFiltering: boolean
  /** The whole table on purpose: only where there is no condition. */
  readonly scan: boolean
}

/** `SELECT … FROM "ks"."t" WHERE … ORDER BY … PER PARTITION LIMIT ? LIMIT ?`; arguments of `bind`: condition, options. */
export function planSelect(call: Call, shape: SelectShape, origins: Origins): SelectPlan {
  const { model } = call
  const { restrictions, relations, accessPath, discardsOthers } = narrow(call, shape)
  const node: SelectNode<Marker> = {
    kind: 'select',
    table: model.qualifiedName,
    selectors: selectorsOf(call, shape.projection),
    where: relations,
    orderBy: accessPath === 'scan' ? [] : planOrder(call, shape.order, restrictions, accessPath),
    limit: shape.hasLimit ? limitMarker('limit', { argument: 1, path: ['limit'] }) : undefined,
    perPartitionLimit: shape.hasPerPartitionLimit
      ? limitMarker('perPartitionLimit', { argument: 1, path: ['perPartitionLimit'] })
      : undefined,
    allowFiltering: shape.allowFiltering || discardsOthers,
  }
  const { cql, markers } = renderStatement(node)
  const { bind, source } = buildBind(`bind_select_${model.entityName}`, model.entityName, markers)
  const { hydrate, source: hydrateSource } = hydrateFor(call, shape.projection, origins)
  return {
    kind: 'select',
    entityName: model.entityName,
    cql,
    markers: markers.map((marker) => marker.name),
    bind,
    hydrate,
    explainFailure: (rows, failure) => explainFailure(model, shape.projection, rows, failure),
    accessPath,
    discardsOthers,
    isIdempotent: true,
    source: { bind: source, hydrate: hydrateSource },
  }
}

function selectorsOf({ model }: Call, projection: Projection): readonly Selector[] {
  switch (projection.kind) {
    case 'count':
      return [{ expression: 'count(*)', alias: '"count"' }]
    case 'exists':
      return model.partitionKey.map(({ quotedName }) => ({ column: quotedName }))
    case 'columns':
      return projection.columns.map(selectorOf)
    case 'entity':
      return entityColumns(model).map(selectorOf)
  }
}

function selectorOf(column: ResultColumn): Selector {
  const alias = quoteIdentifier(column.resultName)
  if (isComputed(column)) return { expression: `${column.function}(${column.column.quotedName})`, alias }
  const { quotedName, columnName, resultName } = column
  return columnName === resultName ? { column: quotedName } : { expression: quotedName, alias }
}

/** The columns whose cells are decoded. */
function resultsOf(model: TableModel, projection: Projection): readonly ResultColumn[] {
  if (projection.kind === 'entity') return entityColumns(model)
  return projection.kind === 'columns' ? projection.columns : []
}

function explainFailure(
  model: TableModel,
  projection: Projection,
  rows: readonly DriverRow[],
  failure: unknown,
): unknown {
  if (projection.kind === 'entity' && readsSeveralClasses(model)) return sharedDecodeFailure(model, rows, failure)
  return decodeFailure(model, resultsOf(model, projection), rows, failure)
}

function hydrateFor({ model }: Call, projection: Projection, origins: Origins): HydrateFunction {
  switch (projection.kind) {
    case 'entity':
      if (readsSeveralClasses(model)) return buildSharedHydrate(model, origins)
      return buildHydrate(model, resultsOf(model, projection), origins)
    case 'columns':
      return buildHydrate(model, resultsOf(model, projection), 'plain')
    default:
      return { hydrate: (row) => row, source: undefined }
  }
}

/** `select: ['at', 'value']` → a projection; undefined selects the entity. */
export function readSelect(call: Call, select: unknown): Projection {
  if (select === undefined) return { kind: 'entity' }
  if (!Array.isArray(select) || select.length === 0) {
    refuse(call, 'E_SELECT', 'select takes a list of property names with at least one in it.', {
      hint: "Write select: ['at', 'value'], or leave it out for whole entities.",
    })
  }
  const { columnOf, computed } = call.model
  const columns = new Set<ResultColumn>()
  for (const property of select as readonly unknown[]) {
    const column = columnOf.get(property as string) ?? computed.find(({ propertyName }) => propertyName === property)
    columns.add(column ?? refuseUnknownProperty(call, String(property), 'select'))
  }
  return { kind: 'columns', columns: [...columns] }
}
