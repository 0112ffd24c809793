import { renderStatement } from '../cql/render-statement.js'
import type { SelectNode } from '../cql/statement.js'
import type { TableModel } from '../model/table-model.js'
import { findAccessPath } from './access-path.js'
import type { AccessPath } from './access-path.js'
import type { Call } from './call.js'
import { buildBind } from './compile-bind.js'
import { buildHydrate } from './compile-hydrate.js'
import type { HydrateFunction, HydrateTarget } from './compile-hydrate.js'
import { decodeFailure } from './decode-failure.js'
import { checkDistinct } from './distinct.js'
import { checkGroupBy } from './group-by.js'
import { checkInto } from './into.js'
import type { Origins } from './loaded.js'
import { limitMarker, requiredMarker } from './marker.js'
import type { Marker } from './marker.js'
import { findNearestPath, maxNearest } from './nearest.js'
import { checkScan, tokenRelations } from './plan-scan.js'
import { planOrder } from './order-by.js'
import { resultsOf, selectorsOf } from './projection.js'
import { refuseFullScan } from './refuse-access.js'
import { relationsOf } from './relations.js'
import type { SelectShape } from './select-shape.js'
import type { SelectPlan } from './statement-plan.js'

/** `SELECT … FROM "ks"."t" WHERE … ORDER BY … PER PARTITION LIMIT ? LIMIT ?`; arguments of `bind`: condition, options. */
export function planSelect(call: Call, shape: SelectShape, origins: Origins): SelectPlan {
  const { model } = call
  const accessPath = accessPathOf(call, shape)
  if (shape.isDistinct) checkDistinct(call, shape.projection, shape.where.restrictions, accessPath)
  const { cql, markers } = renderStatement(nodeOf(call, shape, accessPath))
  const { bind, source } = buildBind(`bind_select_${model.entityName}`, model.entityName, markers)
  const results = resultsOf(model, shape.projection)
  if (shape.into !== undefined) checkInto(call, shape.into, results)
  const { hydrate, source: hydrateSource } = hydrateFor(model, shape, origins)
  return {
    kind: 'select',
    entityName: model.entityName,
    cql,
    markers: markers.map((marker) => marker.name),
    bind,
    hydrate,
    isLazy: shape.isLazy,
    isNearest: shape.nearest !== undefined,
    explainFailure: (rows, failure) => decodeFailure(model, results, rows, failure),
    accessPath,
    isIdempotent: true,
    source: { bind: source, hydrate: hydrateSource },
  }
}

function nodeOf(call: Call, shape: SelectShape, accessPath: AccessPath | 'scan'): SelectNode<Marker> {
  const { model } = call
  const { restrictions } = shape.where
  return {
    kind: 'select',
    table: model.qualifiedName,
    isDistinct: shape.isDistinct,
    selectors: selectorsOf(model, shape.projection),
    where: [...(shape.hasTokenRange ? tokenRelations(model) : []), ...relationsOf(restrictions, model)],
    groupBy: checkGroupBy(call, shape.groupBy, restrictions),
    orderBy: accessPath === 'scan' ? [] : planOrder(call, shape.order, restrictions, accessPath),
    annOf: nearestClause(shape),
    limit: shape.hasLimit ? limitOf(shape) : undefined,
    perPartitionLimit: shape.hasPerPartitionLimit
      ? limitMarker('perPartitionLimit', { argument: 1, path: ['perPartitionLimit'] })
      : undefined,
    allowFiltering: shape.allowFiltering,
  }
}

function nearestClause({ nearest }: SelectShape): SelectNode<Marker>['annOf'] {
  if (nearest === undefined) return undefined
  const marker = requiredMarker(nearest, { argument: 1, path: ['annOf', nearest.propertyName] })
  return { column: nearest.quotedName, marker: { ...marker, name: `annOf(${nearest.propertyName})` } }
}

function limitOf({ nearest }: SelectShape): Marker {
  const source = { argument: 1, path: ['limit'] } as const
  return nearest === undefined ? limitMarker('limit', source) : limitMarker('limit', source, maxNearest)
}

function accessPathOf(call: Call, shape: SelectShape): AccessPath | 'scan' {
  const { where, scan, allowFiltering, nearest, hasTokenRange } = shape
  if (hasTokenRange) return checkScan(call, shape)
  if (nearest !== undefined) return findNearestPath(call, where.restrictions)
  if (where.restrictions.length > 0) return findAccessPath(call, where.restrictions, { allowFiltering })
  return scan ? 'scan' : refuseFullScan(call)
}

function hydrateFor(model: TableModel, { projection, into }: SelectShape, origins: Origins): HydrateFunction {
  if (projection.kind === 'count' || projection.kind === 'exists') {
    return { hydrate: (row) => row, source: undefined }
  }
  const target: HydrateTarget = into !== undefined ? { into } : projection.kind === 'entity' ? origins : 'plain'
  return buildHydrate(model, resultsOf(model, projection), target)
}
