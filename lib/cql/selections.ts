/** What a `select` map may ask for besides whole columns. */
export type SelectionKind = 'writetime' | 'ttl' | 'field' | 'element' | 'similarity'

declare const selected: unique symbol

/**
 * Something of a column that is read in place of the whole of it, made only by the functions below and recognised by
 * its class, never by its shape, so data from JSON cannot become one.
 */
export class Selection<
  out Property extends string = string,
  out Kind extends SelectionKind = SelectionKind,
  out Operand = unknown,
> {
  /** For the compiler only: no object has the shape of a selection. */
  declare readonly [selected]: Kind
  readonly kind: Kind
  /** Name of the property whose column it is of. */
  readonly property: Property
  /** The field, key or vector; undefined for `writetime` and `ttl`. */
  readonly operand: Operand

  constructor(kind: Kind, property: Property, operand: Operand) {
    this.kind = kind
    this.property = property
    this.operand = operand
  }
}

/** Whether a value is a selection: made by one of the functions here. */
export function isSelection(value: unknown): value is Selection {
  return value instanceof Selection
}

/**
 * `WRITETIME("column")`: microseconds since 1970 as a bigint, undefined where the cell is absent. Not of key columns, nor
 * of collections and user-defined types that are not frozen, whose parts have a time each.
 */
export function Writetime<const P extends string>(property: P): Selection<P, 'writetime', undefined> {
  return new Selection('writetime', property, undefined)
}

/** `TTL("column")`: the seconds left, undefined where the cell is absent or does not expire. Of the same columns. */
export function Ttl<const P extends string>(property: P): Selection<P, 'ttl', undefined> {
  return new Selection('ttl', property, undefined)
}

/** `"column"."field"`: one field of a user-defined type, by the name of its property; undefined where it is absent. */
export function Field<const P extends string, const F extends string>(property: P, field: F): Selection<P, 'field', F> {
  return new Selection('field', property, field)
}

/** `"column"[?]`: the value a map has under a key, undefined where it has none. */
export function Element<const P extends string, const K>(property: P, key: K): Selection<P, 'element', K> {
  return new Selection('element', property, key)
}

/**
 * `similarity_cosine("column", ?)`, or by the function of the column's index: how near a vector is, from 0 to 1 for
 * cosine and Euclidean distance. NaN for a row without a vector. Cassandra 5.0.
 */
export function Similarity<const P extends string, const V extends Float32Array | readonly number[]>(
  property: P,
  vector: V,
): Selection<P, 'similarity', V> {
  return new Selection('similarity', property, vector)
}
