import type { ComparisonKind, Operator } from '../../cql/operators.js'
import type { RelationOperator } from '../../cql/statement.js'
import type { MarkerSource } from '../marker.js'

const comparisons: Readonly<Record<ComparisonKind, RelationOperator>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' }

/** One bound of a range: how it compares, and where its value is within the operator. */
interface Bound {
  readonly operator: RelationOperator
  readonly path: MarkerSource['path']
}

/** What a shape says of an operator: its kind; `and` spells out both bounds, `gte+lt`. */
export function operatorCode({ kind, operands }: Operator): string {
  return kind === 'and' ? (operands as readonly Operator[]).map((bound) => bound.kind).join('+') : kind
}

/** The bounds of a range by the code of its operator: `between` has both ends, `gte+lt` one of each. */
export function boundsOf(code: string): readonly Bound[] {
  if (code === 'between') {
    return [
      { operator: '>=', path: ['operands', 0] },
      { operator: '<=', path: ['operands', 1] },
    ]
  }
  const operators = code.split('+').map((kind) => comparisons[kind as ComparisonKind])
  if (operators.length === 1) return [{ operator: operators[0]!, path: ['operands', 0] }]
  return operators.map((operator, i) => ({ operator, path: ['operands', i, 'operands', 0] }))
}
