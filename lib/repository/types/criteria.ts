import type { Operator, RangeKind } from '../../cql/operators.js'
import type { skip } from '../../cql/skip.js'
import type { NoTupleRestriction, TupleKey, TupleRestriction } from '../../cql/tuple-range.js'
import type {
  ClusteringTuple,
  ColumnsOf,
  FirstPartitionName,
  IsLoose,
  KeyColumns,
  KeyValue,
  Names,
  PartitionNames,
  Refused,
  Value,
} from './key.js'

type Skip = typeof skip
type Raw = Operator<never, 'raw'>
type Token = Operator<bigint | string, 'token'>
type Range<T> = Operator<T, RangeKind> | Raw
type Equality<T> = T | Operator<T, 'in'>

/** Operators about the elements of a collection, whatever it looks like; a map may be an object by its text keys. */
type ElementOperator<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? EntryOperator<K, V>
    : T extends ReadonlySet<infer Element> | readonly (infer Element)[]
      ? Operator<Element, 'contains'>
      : T extends string
        ? Operator<string, 'like'>
        : string extends keyof T
          ? EntryOperator<string, T[keyof T]>
          : never

type EntryOperator<K, V> =
  Operator<V, 'contains'> | Operator<K, 'containsKey'> | Operator<readonly [K, V], 'containsEntry'>

/** What a column may be restricted by where an index answers, or filtering is allowed. */
type Restriction<T> = Equality<T> | Range<T> | ElementOperator<T> | Skip

/** Any column, any operator: entities without `KEY`, and reads that allow filtering. */
export type LooseWhere<E> = {
  readonly [K in ColumnsOf<E>]?: Restriction<Value<E[K]>> | Token
} & (NoTupleRestriction | TupleRestriction<readonly ColumnsOf<E>[], readonly unknown[]>)

/** Clustering columns in order: values or `In`, then at most one range, nothing after it. */
type ClusteringWhere<E, C extends readonly string[]> = C extends readonly [
  infer Head extends string,
  ...infer Rest extends readonly string[],
]
  ? Rest extends readonly []
    ? LastWhere<E, Head>
    : | { readonly [P in C[number] | TupleKey]?: Skip }
      | ({ readonly [P in Head]: Range<KeyValue<E, Head>> | Skip } & {
          readonly [P in Rest[number] | TupleKey]?:
            Skip | Refused<`'${P & string}' cannot be restricted after a range on '${Head}'`>
        })
      | ({ readonly [P in Head]: Equality<KeyValue<E, Head>> | Skip } & ClusteringWhere<E, Rest>)
      | TupleWhere<E, C>
  : NoTupleRestriction

/** One object type in place of three alternatives: the compiler compares every condition with each of them. */
type LastWhere<E, C extends string> = {
  readonly [P in C]?: Equality<KeyValue<E, P>> | Range<KeyValue<E, P>> | Skip
} & NoTupleRestriction

/** A range over the next clustering columns together, two or more, and nothing beside it. */
type TupleWhere<E, C extends readonly string[]> = C extends readonly [string, string, ...string[]]
  ? TupleOf<E, C> & {
      readonly [P in C[number]]?: Refused<`'${P}' cannot be restricted beside or after a tuple range`>
    }
  : never

/** The runs of columns that begin with the first, each with its values. */
type TupleOf<E, C extends readonly string[]> = C extends readonly [...infer Shorter extends readonly string[], string]
  ? C['length'] extends 1
    ? never
    : TupleRestriction<C, { readonly [I in keyof C]: KeyValue<E, C[I]> }> | TupleOf<E, Shorter>
  : never

/** No column outside the primary key. */
type NothingElse<E> = {
  readonly [P in Exclude<ColumnsOf<E>, KeyColumns<E>>]?: Refused<`'${P}' is no primary key column of this table`>
}

/** The whole partition key and a prefix of the clustering columns, nothing else. */
type KeyPrefix<E> = { readonly [P in PartitionNames<E>]: Equality<KeyValue<E, P>> } & ClusteringWhere<
  E,
  ClusteringTuple<E>
> &
  NothingElse<E>

/** A range of tokens on the first partition key column, nothing else. */
type TokenWhere<E> = { readonly [P in FirstPartitionName<E>]: Token } & {
  readonly [P in Exclude<KeyColumns<E>, FirstPartitionName<E>> | TupleKey]?: Refused<'Token() stands alone'>
} & NothingElse<E>

/**
 * `KeyPrefix`, made after `TokenWhere`: of alternatives that fit equally badly the compiler explains the one it made last,
 * and an incomplete key should not be told of tokens.
 */
type PrefixAfterToken<E> = [TokenWhere<E>] extends [never] ? never : KeyPrefix<E>

/** What a key finds: rows by a prefix of it, or ranges of tokens. */
type KeyWhere<E> = TokenWhere<E> | PrefixAfterToken<E>

/** At least one of the columns that `KEY` lists as indexed, and what else is known. */
type IndexedWhere<E> = {
  [I in Names<E, 'indexed'>]: { readonly [P in I]: Restriction<Value<E[P]>> } & {
    readonly [P in Exclude<ColumnsOf<E>, I>]?: Restriction<Value<E[P]>>
  }
}[Names<E, 'indexed'>]

/** What `where` may say: for entities with `KEY` only what Cassandra can answer without scanning. */
export type Where<E> = WhereBy<E>[IsLoose<E> extends true ? 'value' : 'key']

/** A table, not a condition: of a condition the compiler would infer whether filtering is allowed. */
interface WhereBy<E> {
  readonly value: LooseWhere<E>
  readonly key: KeyWhere<E> | IndexedWhere<E>
}

/** What `delete` may say: key columns only. */
export type DeleteWhere<E> = IsLoose<E> extends true ? LooseWhere<E> : KeyPrefix<E>

/** Clustering columns from the first on, as stored or exactly reversed. */
export type Order<E> = {
  readonly [K in IsLoose<E> extends true ? ColumnsOf<E> : Names<E, 'clustering'>]?:
    'asc' | 'desc' | 'ASC' | 'DESC' | undefined
}

export type { Row, Select } from './row.js'
