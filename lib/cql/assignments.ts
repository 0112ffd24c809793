import { isMap } from 'node:util/types'
import { StatementError } from '../errors/statement-error.js'

/**
 * Changes of a column that say what to do with what it holds. `change` is what `save` makes of a set or map that gained
 * some elements and lost others: its operand is `{ added, removed }`.
 */
export type AssignmentKind =
  | 'append'
  | 'prepend'
  | 'setAt'
  | 'removeAt'
  | 'add'
  | 'remove'
  | 'put'
  | 'change'
  | 'setField'
  | 'increment'
  | 'decrement'

declare const operandType: unique symbol

/**
 * A change of a column other than replacing it, made only by the functions below and recognised by its class, never by
 * its shape.
 */
export class Assignment<out Operand = unknown, out Kind extends AssignmentKind = AssignmentKind> {
  /** For the compiler only: which column types the assignment fits. */
  declare readonly [operandType]: Operand
  readonly kind: Kind
  readonly operand: unknown

  constructor(kind: Kind, operand: unknown) {
    this.kind = kind
    this.operand = operand
  }
}

/** Whether a value is an assignment: made by one of the functions here. */
export function isAssignment(value: unknown): value is Assignment {
  return value instanceof Assignment
}

/** `"list" = "list" + ?`: elements at the end. Not idempotent: sent twice, it appends twice. */
export function Append<T>(elements: Iterable<T> & object): Assignment<T, 'append'> {
  return new Assignment('append', elementsOf('Append', elements))
}

/** `"list" = ? + "list"`: elements at the front, in the order given. Not idempotent. */
export function Prepend<T>(elements: Iterable<T> & object): Assignment<T, 'prepend'> {
  return new Assignment('prepend', elementsOf('Prepend', elements))
}

/**
 * `"list"[?] = ?`: the element at an index, from 0 on. The server reads the list first, and refuses an index beyond it.
 * Not idempotent: sent later again, it may meet another element.
 */
export function SetAt<T>(index: number, value: T): Assignment<T, 'setAt'> {
  return new Assignment('setAt', { index: checkIndex('SetAt', index), value })
}

/** `"list"[?] = null`: takes out the element at an index, from 0 on; as `SetAt`. */
export function RemoveAt(index: number): Assignment<never, 'removeAt'> {
  return new Assignment('removeAt', { index: checkIndex('RemoveAt', index) })
}

/**
 * `"address"."city" = ?`: one field of a user-defined type that is not frozen, by the name of its property; `null` deletes
 * it. For several fields give a plain object of them in place of the value.
 */
export function SetField<const F extends string, T>(field: F, value: T): Assignment<readonly [F, T], 'setField'> {
  if (typeof field === 'string' && value !== undefined) return new Assignment('setField', { field, value })
  throw new StatementError('SetField() takes the name of a field and a value.', {
    code: 'E_OPERAND',
    hint: "Write SetField('city', value); null deletes the field.",
  })
}

/** `"set" = "set" + ?`: elements into a set, without reading or replacing it. */
export function Add<T>(elements: Iterable<T> & object): Assignment<T, 'add'> {
  return new Assignment('add', new Set(elementsOf('Add', elements)))
}

/** `"column" = "column" - ?`: elements out of a set or a list (every equal one), or keys out of a map. */
export function Remove<T>(elements: Iterable<T> & object): Assignment<T, 'remove'> {
  return new Assignment('remove', elementsOf('Remove', elements))
}

/** `"map" = "map" + ?`: entries into a map, without reading or replacing it. */
export function Put<K, V>(entries: ReadonlyMap<K, V>): Assignment<readonly [K, V], 'put'> {
  if (!isMap(entries)) {
    throw new StatementError('Put() takes a Map.', { code: 'E_OPERAND', hint: 'Write Put(new Map([[key, value]])).' })
  }
  return new Assignment('put', new Map(entries))
}

/** `"counter" = "counter" + ?`: a bigint, or a safe integer. Not idempotent. */
export function Increment(by: bigint | number = 1n): Assignment<bigint, 'increment'> {
  return new Assignment('increment', by)
}

/** `"counter" = "counter" - ?`: a bigint, or a safe integer. Not idempotent. */
export function Decrement(by: bigint | number = 1n): Assignment<bigint, 'decrement'> {
  return new Assignment('decrement', by)
}

/** Lists of the server have no more elements than 32 bits with a sign can count. */
function checkIndex(name: string, index: number): number {
  if (Number.isInteger(index) && index >= 0 && index <= 2_147_483_647) return index
  throw new StatementError(`${name}() takes the index of an element: an integer, 0 or more.`, {
    code: 'E_OPERAND',
    hint: 'The first element has index 0; no index counts from the end.',
  })
}

/** A copy of the elements. A text is refused although it can be iterated: it would fall into letters. */
function elementsOf<T>(name: string, elements: Iterable<T> & object): T[] {
  const given: unknown = elements
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) return [...elements]
  throw new StatementError(`${name}() takes an array or a Set of elements.`, {
    code: 'E_OPERAND',
    hint: `Write ${name}([a, b]).`,
  })
}
