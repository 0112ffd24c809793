import { renderStatement } from '../../cql/render-statement.js'
import type { SelectNode } from '../../cql/statement.js'
import type { TableModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { buildBind } from '../writes/compile-bind.js'
import { buildHydrate } from './compile-hydrate.js'
import type { HydrateFunction, HydrateTarget } from './compile-hydrate.js'
import { decodeFailure } from './decode-failure.js'
import { checkDistinct } from './distinct.js'
import { checkGroupBy } from './group-by.js'
import { checkInto } from './into.js'
import type { Origins } from '../loaded.js'
import { limitMarker, requiredMarker } from '../marker.js'
import type { Marker } from '../marker.js'
import { narrow } from '../where/narrow.js'
import type { NarrowedWhere } from '../where/narrow.js'
import { maxNearest } from './nearest.js'
import { tokenRelations } from './plan-scan.js'
import { planOrder } from './order-by.js'
import { resultsOf, selectorsOf } from './projection.js'
import type { SelectShape } from './select-shape.js'
import { buildSharedHydrate, readsSeveralClasses, sharedDecodeFailure } from './shared-rows.js'
import type { SelectPlan } from '../statement-plan.js'

/** `SELECT … FROM "ks"."t" WHERE … ORDER BY … PER PARTITION LIMIT ? LIMIT ?`; arguments of `bind`: condition, options. */
export function planSelect(call: Call, shape: SelectShape, origins: Origins): SelectPlan {
  const { model } = call
  const narrowed = narrow(call, shape)
  const { restrictions, accessPath, discardsOthers } = narrowed
  if (shape.isDistinct) checkDistinct(call, shape.projection, restrictions, accessPath)
  const { cql, markers } = renderStatement(nodeOf(call, shape, narrowed))
  const { bind, source } = buildBind(`bind_select_${model.entityName}`, model.entityName, markers)
  const results = resultsOf(model, shape)
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
    explainFailure: (rows, failure) =>
      givesSeveralClasses(model, shape)
        ? sharedDecodeFailure(model, rows, failure)
        : decodeFailure(model, results, rows, failure),
    accessPath,
    discardsOthers,
    isIdempotent: true,
    source: { bind: source, hydrate: hydrateSource },
  }
}

function nodeOf(call: Call, shape: SelectShape, narrowed: NarrowedWhere): SelectNode<Marker> {
  const { model } = call
  const { restrictions, relations, accessPath, discardsOthers } = narrowed
  return {
    kind: 'select',
    table: model.qualifiedName,
    isDistinct: shape.isDistinct,
    selectors: selectorsOf(model, shape),
    where: [...(shape.hasTokenRange ? tokenRelations(model) : []), ...relations],
    groupBy: checkGroupBy(call, shape.groupBy, restrictions),
    orderBy: accessPath === 'scan' ? [] : planOrder(call, shape.order, restrictions, accessPath),
    annOf: nearestClause(shape),
    limit: shape.hasLimit ? limitOf(shape) : undefined,
    perPartitionLimit: shape.hasPerPartitionLimit
      ? limitMarker('perPartitionLimit', { argument: 1, path: ['perPartitionLimit'] })
      : undefined,
    allowFiltering: shape.allowFiltering || discardsOthers,
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

/** Whether rows become instances of the classes that their discriminators say. */
function givesSeveralClasses(model: TableModel, { projection, into }: SelectShape): boolean {
  return projection.kind === 'entity' && into === undefined && readsSeveralClasses(model)
}

function hydrateFor(model: TableModel, shape: SelectShape, origins: Origins): HydrateFunction {
  const { projection, into } = shape
  if (projection.kind === 'count' || projection.kind === 'exists') {
    return { hydrate: (row) => row, source: undefined }
  }
  if (givesSeveralClasses(model, shape)) return buildSharedHydrate(model, origins)
  const target: HydrateTarget = into !== undefined ? { into } : projection.kind === 'entity' ? origins : 'plain'
  return buildHydrate(model, resultsOf(model, shape), target)
}
