import { StatementError } from '../errors/statement-error.js'
import { isOperator, Operator } from './operators.js'
import type { ComparisonKind, ConditionKind, OperatorKind } from './operators.js'

/** What an element or a field can be compared with. */
export type PlaceOperatorKind = ComparisonKind | 'in' | 'between' | 'and' | 'ne' | 'null'

/** A list or tuple as columns have them, not as literals of it are inferred. */
type Compared<T> = T extends readonly unknown[] ? { -readonly [K in keyof T]: T[K] } : T

/**
 * `IF "column" != ?`. An absent cell is not equal to any value, so on a row that is missing it holds, and an update then
 * creates the row. `NotEqual(null)`: the cell is there, which holds on no missing row.
 */
export function NotEqual<const T>(value: T): Operator<Compared<NonNullable<T>>, 'ne'> {
  return new Operator('ne', [value])
}

/**
 * `IF "column" = null`: the cell is absent. It is on a row that is missing as well, so the condition holds there, and an
 * update then creates the row.
 */
export function IsNull(): Operator<never, 'null'> {
  return new Operator('null', [])
}

/**
 * `IF "map"[?] = ?`: the value under a key of a map, or at an index of a list; another operator in place of the value
 * compares by it: `ElementIs('apples', MoreThan(3))`. An element that is missing is null.
 */
export function ElementIs<const K extends string | number | bigint | boolean | object, const T>(
  place: K,
  value: T | Operator<T, PlaceOperatorKind>,
): Operator<readonly [K, T], 'element'> {
  return new Operator('element', [place, refuseNested('ElementIs', value)])
}

/**
 * `IF "address"."city" = ?`: one field of a user-defined type, by the name of its property; another operator in place of
 * the value compares by it.
 */
export function FieldIs<const F extends string, const T>(
  field: F,
  value: T | Operator<T, PlaceOperatorKind>,
): Operator<readonly [F, T], 'field'> {
  if (typeof field !== 'string') {
    throw new StatementError('FieldIs() takes the name of a field and a value.', {
      code: 'E_OPERAND',
      hint: "Write FieldIs('city', value).",
    })
  }
  return new Operator('field', [field, refuseNested('FieldIs', value)])
}

const places: readonly OperatorKind[] = ['element', 'field', 'containsEntry']

/** CQL compares no element of an element. */
function refuseNested(name: string, value: unknown): unknown {
  if (!isOperator(value) || !places.includes(value.kind)) return value
  throw new StatementError(`${name}() takes a value or a comparison, not another place.`, {
    code: 'E_OPERAND',
    hint: 'CQL compares elements of columns only.',
  })
}

const kinds: ReadonlySet<OperatorKind> = new Set<ConditionKind>(['ne', 'null', 'element', 'field'])

/** Whether an operator is one of `if` only. */
export function isForConditions(kind: OperatorKind): boolean {
  return kinds.has(kind)
}
