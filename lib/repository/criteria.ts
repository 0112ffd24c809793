import type { Operator } from '../cql/operators.js'
import type {
  ClusteringTuple,
  ColumnsOf,
  IsLoose,
  KeyColumns,
  KeyValue,
  Names,
  PartitionNames,
  Refused,
  Value,
} from './key.js'

type RangeKind = 'lt' | 'lte' | 'gt' | 'gte' | 'between' | 'and'
type Range<T> = Operator<T, RangeKind>
type Equality<T> = T | Operator<T, 'in'>
type Restriction<T> = Value<T> | Operator<Value<T>, RangeKind | 'in'>

/** Any column, any operator: entities without `KEY`, and reads that allow filtering. */
export type LooseWhere<E> = { readonly [K in ColumnsOf<E>]?: Restriction<E[K]> }

/** Clustering columns in order: values or `In`, then at most one range, nothing after it. */
type ClusteringWhere<E, C extends readonly string[]> = C extends readonly [
  infer Head extends string,
  ...infer Rest extends readonly string[],
]
  ? | { readonly [P in C[number]]?: never }
    | ({ readonly [P in Head]: Range<KeyValue<E, Head>> } & {
        readonly [P in Rest[number]]?: Refused<`'${P}' cannot be restricted after a range on '${Head}'`>
      })
    | ({ readonly [P in Head]: Equality<KeyValue<E, Head>> } & ClusteringWhere<E, Rest>)
  : unknown

/** The whole partition key and a prefix of the clustering columns, nothing else. */
type KeyWhere<E> = { readonly [P in PartitionNames<E>]: Equality<KeyValue<E, P>> } & ClusteringWhere<
  E,
  ClusteringTuple<E>
> & {
    readonly [P in Exclude<ColumnsOf<E>, KeyColumns<E>>]?: Refused<`'${P}' is no primary key column of this table`>
  }

/** At least one of the columns that `KEY` lists as indexed, and what else is known. */
type IndexedWhere<E> = {
  [I in Names<E, 'indexed'>]: { readonly [P in I]: Restriction<E[P]> } & {
    readonly [P in Exclude<ColumnsOf<E>, I>]?: Restriction<E[P]>
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
export type DeleteWhere<E> = IsLoose<E> extends true ? LooseWhere<E> : KeyWhere<E>

/** Clustering columns from the first on, as stored or exactly reversed. */
export type Order<E> = { readonly [K in ColumnsOf<E>]?: 'asc' | 'desc' | 'ASC' | 'DESC' | undefined }

export type { Row, Select } from './row.js'
