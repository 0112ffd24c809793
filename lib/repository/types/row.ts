import type { Selection } from '../../cql/selections.js'
import type { ColumnsOf, IsLoose, KeyColumns, Names, Refused, Value } from './key.js'

/**
 * What to read for each property of the result: `true` or a selection. Names are here for messages only: the compiler
 * compares a list with a mistake in it to this type, and then says what is wrong with the name; `SelectCheck` refuses them.
 */
interface SelectMap<E> {
  readonly [property: string]: true | Selection | ColumnsOf<E>
  readonly [index: number]: ColumnsOf<E>
}

/** Names of the properties to read, or a map of what to read for each property of the result. */
export type Select<E> = readonly ColumnsOf<E>[] | SelectMap<E> | undefined

/** Refuses what a map cannot read, each mistake where it stands; names are checked already. */
export type SelectCheck<E, S> = S extends readonly unknown[] | undefined
  ? unknown
  : { readonly [P in keyof S]: EntryCheck<E, P, S[P]> }

type EntryCheck<E, P, Entry> =
  Entry extends Selection<infer Of, infer Kind, infer Operand>
    ? Of extends ColumnsOf<E>
      ? SelectionCheck<E, Of, Kind, Operand>
      : Refused<`'${Of}' is no column of this table`>
    : P extends ColumnsOf<E>
      ? true
      : Refused<`'${P & string}' is no column of this table`>

type SelectionCheck<E, P extends keyof E & string, Kind, Operand> = Kind extends 'writetime' | 'ttl'
  ? P extends KeyColumns<E>
    ? Refused<`'${P}' is a key column, which has neither a write time nor a TTL`>
    : unknown
  : Kind extends 'field'
    ? Operand extends keyof Value<E[P]>
      ? unknown
      : Refused<`'${Operand & string}' is no field of '${P}'`>
    : Kind extends 'element'
      ? Operand extends ElementKey<Value<E[P]>>
        ? unknown
        : Refused<`'${P}' is no map with such keys`>
      : Value<E[P]> extends Vector
        ? unknown
        : Refused<`'${P}' is no vector`>

/** What a vector column reads as. */
type Vector = Float32Array | readonly number[]

type ElementKey<T> =
  T extends ReadonlyMap<infer K, unknown> ? K : T extends Readonly<Record<string, unknown>> ? string : never

type ElementValue<T> =
  T extends ReadonlyMap<unknown, infer V> ? V : T extends Readonly<Record<string, infer V>> ? V : never

/** `undefined` where the property itself may be absent. */
type IfAbsent<T> = undefined extends T ? undefined : null extends T ? undefined : never

type SelectedValue<E, P extends keyof E, Kind, Operand> = Kind extends 'writetime'
  ? bigint | IfAbsent<E[P]>
  : Kind extends 'ttl'
    ? number | undefined
    : Kind extends 'field'
      ? Value<E[P]>[Operand & keyof Value<E[P]>] | undefined
      : Kind extends 'element'
        ? ElementValue<Value<E[P]>> | undefined
        : number

type EntryValue<E, P, Entry> =
  Entry extends Selection<infer Of, infer Kind, infer Operand>
    ? SelectedValue<E, Of & keyof E, Kind, Operand>
    : E[P & keyof E]

/**
 * The result of a read: the entity, or a plain object of the selected properties. Of a list that is not known before the
 * program runs each property may be missing.
 */
export type Row<E, S> = S extends readonly (infer K)[]
  ? number extends S['length']
    ? Partial<Pick<E, K & keyof E>>
    : Pick<E, K & keyof E>
  : S extends SelectMap<E>
    ? { -readonly [P in keyof S]: EntryValue<E, P, S[P]> }
    : E

/** One row a partition: its key and its static columns. Without `KEY` the compiler does not know which those are. */
type DistinctRow<E> =
  IsLoose<E> extends true ? Partial<E> : Pick<E, (Names<E, 'partition'> | Names<E, 'static'>) & keyof E>

/** A class that rows become, whose constructor takes no arguments. */
export type IntoClass = (new () => object) | undefined

/** Either, where the compiler does not know `distinct`. */
type ReadRow<E, S, D> = [S] extends [undefined] ? (D extends true ? DistinctRow<E> : Row<E, S>) : Row<E, S>

/** The result of a read that says `distinct` or `into`. */
export type Result<E, S, D, I> = I extends new () => infer T ? T : ReadRow<E, S, D>

type Misfit<T, R> = { [K in keyof T & keyof R]-?: R[K] extends T[K] ? never : K }[keyof T & keyof R]

/** Refuses a class with a property that is read and has another type. */
export type IntoCheck<E, S, D, I> = I extends new () => infer T
  ? [Misfit<T, ReadRow<E, S, D>>] extends [never]
    ? unknown
    : Refused<`'${Misfit<T, ReadRow<E, S, D>> & string}' of this class has another type than what is read`>
  : unknown

/** `{ embedding: vector }`: one column, and the vector to look for. */
export type Nearest<E> = {
  readonly [K in ColumnsOf<E> as Value<E[K]> extends Vector ? K : never]?: Vector
}

/** What rows may be grouped by. */
export type GroupBy<E> = readonly (IsLoose<E> extends true ? ColumnsOf<E> : KeyColumns<E>)[]

/** Columns of numbers, as far as the compiler knows: a text may be a decimal. */
export type NumberColumns<E> = {
  [K in ColumnsOf<E>]: Value<E[K]> extends number | bigint | string | { toNumber(): number } ? K : never
}[ColumnsOf<E>]

/** `bigint` of integer columns, `number` of `float` and `double`, `string` of `decimal`. */
export type Sum<T> = T extends bigint
  ? bigint
  : T extends number
    ? bigint | number
    : T extends string
      ? bigint | string
      : string

/** `string` of `decimal`, `number` of other columns; undefined of no values. */
export type Average<T> = (T extends bigint | number ? number : T extends string ? number | string : string) | undefined
