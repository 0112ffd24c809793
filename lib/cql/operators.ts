import { StatementError } from '../errors/statement-error.js'

/** Operators of `where` that compare with one bound. */
export type ComparisonKind = 'lt' | 'lte' | 'gt' | 'gte'

/** Operators that restrict a column to a range of its values. */
export type RangeKind = ComparisonKind | 'between' | 'and'

/** Operators about the elements of a collection. */
export type ElementKind = 'contains' | 'containsKey' | 'containsEntry'

/** Operators of `if` only: see `condition-operators.ts`. */
export type ConditionKind = 'ne' | 'null' | 'element' | 'field'

/** What an operator does, whatever its operands are. */
export type OperatorKind = RangeKind | ElementKind | ConditionKind | 'in' | 'like' | 'token' | 'raw'

declare const operandType: unique symbol

/**
 * A restriction other than equality, made only by the functions below and their neighbours. It is recognised by its
 * class, never by its shape, so data from JSON cannot become one.
 */
export class Operator<out Operand = unknown, out Kind extends OperatorKind = OperatorKind> {
  /** For the compiler only: which column types the operator fits. */
  declare readonly [operandType]: Operand
  readonly kind: Kind
  readonly operands: readonly unknown[]

  constructor(kind: Kind, operands: readonly unknown[]) {
    this.kind = kind
    this.operands = operands
  }
}

/** Whether a value is an operator: made by one of the functions here. */
export function isOperator(value: unknown): value is Operator {
  return value instanceof Operator
}

/** An operator on values; one operator in another means nothing, but in `And` and `Token`. */
export function operatorOn<Operand, Kind extends OperatorKind>(
  name: string,
  kind: Kind,
  operands: readonly unknown[],
): Operator<Operand, Kind> {
  if (!operands.some(isOperator)) return new Operator(kind, operands)
  throw new StatementError(`${name}() takes values, not another operator.`, {
    code: 'E_OPERAND',
    hint: 'Only And(MoreThan(a), LessThan(b)) and Token(MoreThan(a)) have operators inside.',
  })
}

/** `"column" IN ?`: any of the values, 65,535 at most. An empty list reads nothing and sends nothing. */
export function In<const T>(values: readonly T[]): Operator<T, 'in'> {
  if (!Array.isArray(values)) {
    throw new StatementError('In() takes an array of values.', { code: 'E_OPERAND', hint: 'Write In([a, b]).' })
  }
  return new Operator('in', [[...(values as readonly T[])]])
}

/** `"column" < ?` */
export function LessThan<const T>(value: T): Operator<T, 'lt'> {
  return operatorOn('LessThan', 'lt', [value])
}

/** `"column" <= ?` */
export function LessThanOrEqual<const T>(value: T): Operator<T, 'lte'> {
  return operatorOn('LessThanOrEqual', 'lte', [value])
}

/** `"column" > ?` */
export function MoreThan<const T>(value: T): Operator<T, 'gt'> {
  return operatorOn('MoreThan', 'gt', [value])
}

/** `"column" >= ?` */
export function MoreThanOrEqual<const T>(value: T): Operator<T, 'gte'> {
  return operatorOn('MoreThanOrEqual', 'gte', [value])
}

/** `"column" >= ? AND "column" <= ?`: both ends included. Half open: `And(MoreThanOrEqual(a), LessThan(b))`. */
export function Between<const T>(from: T, to: T): Operator<T, 'between'> {
  return operatorOn('Between', 'between', [from, to])
}

/** A lower and an upper bound on one column: `And(MoreThanOrEqual(a), LessThan(b))`. */
export function And<T>(lower: Operator<T, 'gt' | 'gte'>, upper: Operator<T, 'lt' | 'lte'>): Operator<T, 'and'> {
  const isBound = (operator: unknown, kinds: readonly OperatorKind[]) =>
    isOperator(operator) && kinds.includes(operator.kind)
  if (!isBound(lower, ['gt', 'gte']) || !isBound(upper, ['lt', 'lte'])) {
    throw new StatementError('And() takes a lower bound and an upper bound.', {
      code: 'E_OPERAND',
      hint: 'Write And(MoreThanOrEqual(a), LessThan(b)).',
    })
  }
  return new Operator('and', [lower, upper])
}
