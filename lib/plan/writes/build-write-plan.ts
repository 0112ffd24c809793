import { renderStatement } from '../../cql/render-statement.js'
import type { StatementNode } from '../../cql/statement.js'
import type { TableModel } from '../../model/table-model.js'
import { buildBind } from './compile-bind.js'
import { noCurrent } from './current.js'
import type { ReadCurrent } from './current.js'
import type { IfShape } from './if-clause.js'
import type { Marker } from '../marker.js'
import type { WritePlan, WrittenCell } from '../statement-plan.js'

/** What is known of a statement that writes besides its text. */
export interface WriteFacts {
  /** Safe to send twice; true unless said otherwise, and never of a conditional write. */
  readonly isIdempotent?: boolean
  /** What makes it conditional. */
  readonly ifShape?: IfShape
  /** Only of a conditional write. */
  readonly readCurrent?: ReadCurrent | undefined
}

/** The plan of a statement that writes, from its node. */
export function buildWritePlan(
  model: TableModel,
  node: Exclude<StatementNode<Marker>, { readonly kind: 'select' }>,
  { isIdempotent = true, ifShape, readCurrent = noCurrent }: WriteFacts = {},
): WritePlan {
  const { entityName } = model
  const isConditional = ifShape !== undefined
  const rendered = renderStatement(node)
  const { cql, markers } = rendered
  const { bind, source } = buildBind(`bind_${node.kind}_${entityName}`, entityName, markers)
  return {
    kind: node.kind,
    entityName,
    cql,
    markers: markers.map((marker) => marker.name),
    bind,
    // The second time, its condition would meet what the first time wrote.
    isIdempotent: isIdempotent && !isConditional,
    isConditional,
    ifShape,
    readCurrent,
    source: { bind: source },
    members: (rendered.members ?? [rendered]).map((one) => ({ cql: one.cql, valueCount: one.markers.length })),
    cells: markers.flatMap((marker, value) => cellOf(model, marker, value)),
  }
}

function cellOf(
  { columnOf }: TableModel,
  { cell, property, isNullable, isTaken = false }: Marker,
  value: number,
): readonly WrittenCell[] {
  if (cell === undefined || property === undefined) return []
  const [name = property, ...field] = property.split('.')
  const column = columnOf.get(name)
  const columnName = column?.columnName ?? name
  const path = [columnName, ...field].join('.')
  const isStatic = column?.role === 'static'
  return [{ value, property, cell: path, column: columnName, type: cell, isReplaced: isNullable, isTaken, isStatic }]
}
