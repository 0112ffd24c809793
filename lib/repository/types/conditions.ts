import type { WriteOptions } from '../../execution/options.js'
import type { Operator } from '../../cql/operators.js'
import type { PlaceOperatorKind } from '../../cql/condition-operators.js'
import type { ColumnsOf, KeyColumns, Refused, Value } from './key.js'

/** A map, a list or a plain object of fields, by what can be asked of its parts. Maps first: they look like sets. */
type Parts<T> = T extends readonly (infer I)[]
  ? Operator<readonly [number, I], 'element'> | Operator<I, 'contains'>
  : T extends ReadonlyMap<infer K, infer V>
    ? Operator<readonly [K, V], 'element' | 'containsEntry'> | Operator<K, 'containsKey'> | Operator<V, 'contains'>
    : T extends ReadonlySet<infer I>
      ? Operator<I, 'contains'>
      : T extends Date | ArrayBufferView
        ? never
        : T extends object
          ? Operator<Entries<T>, 'element' | 'field' | 'containsEntry'>
          : never

/** `['city', string] | ['zip', number]` */
type Entries<T> = { [F in keyof T & string]-?: readonly [F, Value<T[F]>] }[keyof T & string]

/** What a column is compared with: a value, or an operator. */
type Compared<T> = T | Operator<T, PlaceOperatorKind> | Parts<T>

/** What `if` may say: columns outside the primary key, all of which must hold. */
export type Conditions<E> = {
  readonly [K in Exclude<ColumnsOf<E>, KeyColumns<E>>]?: Compared<Value<E[K]>>
} & {
  readonly [K in KeyColumns<E>]?: Refused<`'${K}' is a primary key column, which finds the row`>
}

/** Refuses columns that there are not: what is inferred is not checked for them. */
export type KnownColumns<E, C> = C extends undefined
  ? unknown
  : { readonly [K in Exclude<keyof C, ColumnsOf<E>>]: Refused<'no column of this entity'> }

declare const inferred: unique symbol

/**
 * For the compiler only, nothing is of this type: from properties that are not optional it infers `undefined` too, so that
 * an option that may be undefined gives the union of results without `exactOptionalPropertyTypes` as well.
 */
export interface SaidConditions<X, C> extends WriteOptions {
  readonly [inferred]: never
  readonly ifExists: X
  readonly if: C
}

/** As `SaidConditions`, for an insert. */
export interface SaidAbsence<X> extends WriteOptions {
  readonly [inferred]: never
  readonly ifNotExists: X
}
