/**
 * Names the key of an entity for the compiler, and exists only for it:
 * `declare readonly [KEY]?: { partition: ['sensorId', 'day']; clustering: ['at']; static: ['site'] }`.
 * With it, wrong and incomplete keys do not compile; without it the same rules hold at run time only.
 */
export const KEY: unique symbol = Symbol.for('cassiform.key')

/** What `KEY` may say, each a tuple of property names. */
export interface KeySpec {
  readonly partition: readonly string[]
  readonly clustering?: readonly string[]
  readonly static?: readonly string[]
  readonly counter?: readonly string[]
  /** Properties an insert may leave out because they are generated. */
  readonly generated?: readonly string[]
  /** Columns with an index: `where` may restrict them without the partition key. */
  readonly indexed?: readonly string[]
}

type AnyFunction = (...args: never[]) => unknown

/** Names of the properties that can be columns: text names, no methods. */
export type ColumnsOf<E> = {
  [K in keyof E]-?: K extends string ? (NonNullable<E[K]> extends AnyFunction ? never : K) : never
}[keyof E]

type SpecOf<E> = E extends { readonly [KEY]?: infer S } ? Extract<S, KeySpec> : never

/** True for entities without `KEY`: their keys are checked at run time only. */
export type IsLoose<E> = [SpecOf<E>] extends [never] ? true : false

/** Property names that `KEY` lists in one of its parts. */
export type Names<E, Part extends keyof KeySpec> =
  SpecOf<E> extends { readonly [P in Part]: infer L extends readonly string[] } ? L[number] & ColumnsOf<E> : never

/** Clustering columns as a tuple, in their order. */
export type ClusteringTuple<E> = SpecOf<E> extends { clustering: infer C extends readonly string[] } ? C : []

export type KeyColumns<E> = Names<E, 'partition'> | Names<E, 'clustering'>

/** The type of a property without null and undefined. */
export type Value<T> = NonNullable<T>

type LooseKey<E> = { readonly [K in ColumnsOf<E>]?: Value<E[K]> }

/** The whole primary key by value. */
export type FullKey<E> = IsLoose<E> extends true ? LooseKey<E> : { readonly [P in KeyColumns<E>]: Value<E[P]> }

/** The partition key alone: enough for static columns. */
export type PartitionOnlyKey<E> =
  IsLoose<E> extends true
    ? LooseKey<E>
    : { readonly [P in Names<E, 'partition'>]: Value<E[P]> } & { readonly [P in Names<E, 'clustering'>]?: never }

/** The key of an update: the partition key alone is one only where there are static columns. */
export type UpdateKey<E> = [Names<E, 'static'>] extends [never] ? FullKey<E> : FullKey<E> | PartitionOnlyKey<E>
