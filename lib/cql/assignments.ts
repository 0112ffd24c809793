/**
 * Changes to a collection that leave the rest of it alone. `change` is what `save` makes of a set or map that gained
 * some elements and lost others: its operand is `{ added, removed }`.
 */
export type AssignmentKind = 'append' | 'prepend' | 'add' | 'remove' | 'put' | 'change'

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
export function Append<T>(elements: Iterable<T>): Assignment<T, 'append'> {
  return new Assignment('append', [...elements])
}

/** `"list" = ? + "list"`: elements at the front, in the order given. Not idempotent. */
export function Prepend<T>(elements: Iterable<T>): Assignment<T, 'prepend'> {
  return new Assignment('prepend', [...elements])
}

/** `"set" = "set" + ?`: elements into a set, without reading or replacing it. */
export function Add<T>(elements: Iterable<T>): Assignment<T, 'add'> {
  return new Assignment('add', new Set(elements))
}

/** `"column" = "column" - ?`: elements out of a set or a list (every equal one), or keys out of a map. */
export function Remove<T>(elements: Iterable<T>): Assignment<T, 'remove'> {
  return new Assignment('remove', [...elements])
}

/** `"map" = "map" + ?`: entries into a map, without reading or replacing it. */
export function Put<K, V>(entries: ReadonlyMap<K, V>): Assignment<readonly [K, V], 'put'> {
  return new Assignment('put', new Map(entries))
}
