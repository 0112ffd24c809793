import type { IsMulticellCollection, TypeArgument } from '../cql/type-helpers.js'
import type { ClusteringNames } from './entity-definition.js'
import type { KEY } from './key.js'
import type { PropertyType } from './property-type.js'

/** A class made by `defineEntity` or `defineUserType`. */
export interface DefinedClass<Instance extends object> {
  new (): Instance
  readonly prototype: Instance
  readonly name: string
}

/**
 * Instances of a class made by `defineEntity`: columns `C`, partition key `P`, clustering columns `K`, computed
 * properties `X`. Key columns are there always, collections that are not frozen are read as empty ones; every other
 * cell may be absent in Cassandra.
 */
export type DefinedEntity<C, P extends readonly string[], K, X> = {
  // Written out, so that messages call it by this name.
  [N in keyof EntityParts<C, P, K, X>]: EntityParts<C, P, K, X>[N]
}

type EntityParts<C, P extends readonly string[], K, X> = KeyProperties<C, P[number] | KeyNames<K>> &
  Properties<C, Exclude<CollectionNames<C>, P[number] | KeyNames<K>>> &
  OptionalProperties<C, Exclude<keyof C, P[number] | KeyNames<K> | CollectionNames<C>>> &
  ComputedProperties<X> & { readonly [KEY]?: DefinedKey<C, P, K> }

/** Instances of a class made by `defineUserType`: any field may be absent. */
export type DefinedUserType<F> = { -readonly [N in keyof F]?: ValueOf<F[N]> | AbsentOf<F[N]> }

type KeyNames<K> = ClusteringNames<K> extends readonly (infer Name)[] ? Name : never

type KeyProperties<C, Names> = { -readonly [N in keyof C & Names]: ValueOf<C[N]> }

type Properties<C, Names extends keyof C> = { -readonly [N in Names]: ValueOf<C[N]> }

type OptionalProperties<C, Names extends keyof C> = { -readonly [N in Names]?: ValueOf<C[N]> | AbsentOf<C[N]> }

type ComputedProperties<X> = {
  readonly [N in keyof X]?: (X[N] extends { readonly writetime: string } ? bigint : number) | undefined
}

/** What `KEY` says of it; see `KeySpec`. */
interface DefinedKey<C, P, K> {
  readonly partition: P
  readonly clustering: ClusteringNames<K>
  readonly static: NamesWith<C, { readonly static: true }>
  readonly counter: CounterNames<C>
  readonly generated: GeneratedNames<C>
  readonly sets: NamesWith<C, { readonly type: `set<${string}`; readonly as: 'array' }>
  readonly indexed: NamesWith<C, { readonly index: true | object }>
}

type NamesWith<C, Said> = readonly { [N in keyof C]: C[N] extends Said ? N & string : never }[keyof C][]

type CounterNames<C> = readonly {
  [N in keyof C]: Lowercase<TypeIn<C[N]> & string> extends 'counter' ? N & string : never
}[keyof C][]

/** An insert may leave out what has a first value of its own, and collections, which are empty then. */
type GeneratedNames<C> = readonly (NamesWith<C, Supplied>[number] | (CollectionNames<C> & string))[]

type Supplied = { readonly generated: string } | { readonly default: unknown }

type CollectionNames<C> = { [N in keyof C]: IsEmptyable<C[N]> extends true ? N : never }[keyof C]

type IsEmptyable<D> = D extends
  { readonly nullable: true } | { readonly transformer: unknown } | { readonly select: false }
  ? false
  : IsMulticellCollection<TypeIn<D>>

/** The CQL type in a definition. */
type TypeIn<D> = D extends TypeArgument
  ? D
  : D extends { readonly type: infer A }
    ? A
    : D extends { readonly createDate: true } | { readonly updateDate: true }
      ? 'timestamp'
      : D extends { readonly version: true }
        ? 'int'
        : unknown

type ValueOf<D> = D extends TypeArgument
  ? PropertyType<D, undefined, undefined, never>
  : PropertyType<TypeIn<D>, Said<D, 'as'>, Said<D, 'enum'>, TakenBy<Said<D, 'transformer'>>>

type Said<D, Option extends string> = D extends { readonly [O in Option]: infer Value } ? Value : undefined

/** What a transformer, or the first of several, takes. */
type TakenBy<T> = T extends readonly [infer First, ...unknown[]]
  ? TakenBy<First>
  : T extends { to(value: infer Value): unknown }
    ? Value
    : never

type AbsentOf<D> = D extends { readonly absent: 'null' } ? null | undefined : undefined
