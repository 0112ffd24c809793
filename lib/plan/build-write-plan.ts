import { renderStatement } from '../cql/render-statement.js'
import type { StatementNode } from '../cql/statement.js'
import type { TableModel } from '../model/table-model.js'
import { buildBind } from './compile-bind.js'
import type { Marker } from './marker.js'
import type { WritePlan } from './statement-plan.js'

/** The plan of a statement that writes, from its node. */
export function buildWritePlan(
  { entityName }: TableModel,
  node: Exclude<StatementNode<Marker>, { readonly kind: 'select' }>,
  isIdempotent = true,
): WritePlan {
  const { cql, markers } = renderStatement(node)
  const { bind, source } = buildBind(`bind_${node.kind}_${entityName}`, entityName, markers)
  return {
    kind: node.kind,
    entityName,
    cql,
    markers: markers.map((marker) => marker.name),
    bind,
    isIdempotent,
    source: { bind: source },
  }
}
