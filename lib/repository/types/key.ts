import type { KEY, KeySpec } from '../../decorators/key.js'

type AnyFunction = (...args: never[]) => unknown

/** Names of the properties that can be columns: text names, no methods. */
export type ColumnsOf<E> = {
  [K in keyof E]-?: K extends string ? (NonNullable<E[K]> extends AnyFunction ? never : K) : never
}[keyof E]

type SpecOf<E> = E extends { readonly [KEY]?: infer S } ? Extract<S, KeySpec> : never

/** True for entities without `KEY`: their keys are checked at run time only. */
export type IsLoose<E> = [SpecOf<E>] extends [never] ? true : false

/** Names as `KEY` lists them in one of its parts, mistakes included. */
type Listed<E, Part extends keyof KeySpec> = [SpecOf<E>] extends [never]
  ? never
  : SpecOf<E> extends { readonly [P in Part]: infer L extends readonly string[] }
    ? L[number]
    : never

/** Property names that `KEY` lists in one of its parts. */
export type Names<E, Part extends keyof KeySpec> = Listed<E, Part> & ColumnsOf<E>

/** Clustering columns as a tuple, in their order. */
export type ClusteringTuple<E> = [SpecOf<E>] extends [never]
  ? []
  : SpecOf<E> extends { readonly clustering: infer C extends readonly string[] }
    ? C
    : []

/** The first partition key column. */
export type FirstPartitionName<E> =
  SpecOf<E> extends {
    readonly partition: readonly [infer First extends string, ...(readonly string[])]
  }
    ? First
    : never

/** Partition key columns as `KEY` lists them. */
export type PartitionNames<E> = Listed<E, 'partition'>

type ClusteringNames<E> = Listed<E, 'clustering'>

/** The columns of the primary key. */
export type KeyColumns<E> = Names<E, 'partition'> | Names<E, 'clustering'>

/** The type of a property without null and undefined. */
export type Value<T> = NonNullable<T>

declare const why: unique symbol

/** Shown by the compiler where a value is not taken, with the reason. No value is of this type. */
export interface Refused<Reason extends string> {
  readonly [why]: Reason
}

/** The value of a key column; of a name that is no column, a type that nothing fits: `KEY` is wrong, not the call. */
export type KeyValue<E, P extends string> = P extends keyof E
  ? Value<E[P]>
  : Refused<`KEY lists '${P}', which is no public property of the entity`>

type LooseKey<E> = { readonly [K in ColumnsOf<E>]?: Value<E[K]> }

/** The whole primary key by value. */
export type FullKey<E> =
  IsLoose<E> extends true ? LooseKey<E> : { readonly [P in PartitionNames<E> | ClusteringNames<E>]: KeyValue<E, P> }

/** The partition key alone: enough for static columns. */
export type PartitionOnlyKey<E> =
  IsLoose<E> extends true
    ? LooseKey<E>
    : { readonly [P in PartitionNames<E>]: KeyValue<E, P> } & { readonly [P in ClusteringNames<E>]?: never }

/** The key of an update: the partition key alone is one only where there are static columns. */
export type UpdateKey<E> = [Names<E, 'static'>] extends [never] ? FullKey<E> : FullKey<E> | PartitionOnlyKey<E>

/** Columns that can be incremented: those `KEY` lists as counters, else every property of type bigint. */
export type CounterColumns<E> = [Names<E, 'counter'>] extends [never]
  ? { [K in ColumnsOf<E>]: Value<E[K]> extends bigint ? K : never }[ColumnsOf<E>]
  : Names<E, 'counter'>

/** Counters that a partition key alone can change. */
export type StaticCounterColumns<E> =
  IsLoose<E> extends true ? CounterColumns<E> : Extract<CounterColumns<E>, Names<E, 'static'>>
