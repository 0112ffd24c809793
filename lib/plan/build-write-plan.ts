import { renderStatement } from '../cql/render-statement.js'
import type { StatementNode } from '../cql/statement.js'
import type { TableModel } from '../model/table-model.js'
import { buildBind } from './compile-bind.js'
import type { Marker } from './marker.js'
import type { WritePlan, WrittenCell } from './statement-plan.js'

/** The plan of a statement that writes, from its node. */
export function buildWritePlan(
  { entityName }: TableModel,
  node: Exclude<StatementNode<Marker>, { readonly kind: 'select' }>,
  isIdempotent = true,
): WritePlan {
  const rendered = renderStatement(node)
  const { cql, markers } = rendered
  const { bind, source } = buildBind(`bind_${node.kind}_${entityName}`, entityName, markers)
  return {
    kind: node.kind,
    entityName,
    cql,
    markers: markers.map((marker) => marker.name),
    bind,
    isIdempotent,
    source: { bind: source },
    members: (rendered.members ?? [rendered]).map((one) => ({ cql: one.cql, valueCount: one.markers.length })),
    cells: markers.flatMap(cellOf),
  }
}

function cellOf({ cell, property, isNullable }: Marker, value: number): readonly WrittenCell[] {
  return cell === undefined || property === undefined ? [] : [{ value, property, type: cell, isReplaced: isNullable }]
}
