import type { ExecutionOptions } from '../../execution/options.js'
import { executionOptionNames } from '../../execution/options.js'
import type { LooseWhere, Order, Where } from './criteria.js'
import type { ColumnsOf } from './key.js'
import type { GroupBy, IntoCheck, Nearest, SelectCheck } from './row.js'

/** What every reader takes besides its condition. */
export interface ReadOptions<E> extends ExecutionOptions {
  /** Rows at most; groups, with `groupBy`. */
  readonly limit?: number | undefined
  /** Rows of each partition at most; groups, with `groupBy`. */
  readonly perPartitionLimit?: number | undefined
  /** Of the rows of each partition, where `In` names several: these come one after the other. */
  readonly order?: Order<E> | undefined
  readonly fanOut?: FanOut
  /** Primary key columns from the first on; those with one value in `where` may be left out. The first row of each group. */
  readonly groupBy?: GroupBy<E> | undefined
}

/**
 * How `In` on the partition key is sent. By default each partition is read by itself, a bounded number at once, each
 * from a node that has it; the rows come in the order of the values. False: one `IN ?` to one node, which gathers all
 * of them, in an order of its own.
 */
export type FanOut = boolean | undefined

/** What readers of rows take besides a condition. `AF`: filtering is allowed, and with it any column in `where`. */
export interface SelectOptions<E, S, AF extends boolean> extends ReadOptions<E> {
  /** Property names, or a map; the result is then plain objects of these, typed so, that cannot be saved. */
  readonly select?: S & SelectCheck<E, NoInfer<S>>
  /** Lets the server read and discard rows; only safe inside one partition. */
  readonly allowFiltering?: AF
}

/** A condition, and what to read of the rows that meet it. */
export interface FindOptions<E, S, AF extends boolean> extends SelectOptions<E, S, AF> {
  readonly where: AF extends true ? LooseWhere<E> : Where<E>
}

/** What rows become, or which they are, in other ways than by a condition. */
export interface SpecialOptions<E, S, N, D extends boolean, I> {
  /**
   * `{ embedding: vector }`: the rows nearest to a vector, nearest first, by the column's index; alone or with a
   * condition on one partition or on columns with SAI indexes. Needs a `limit` of 1,000 at most. Cassandra 5.0.
   */
  readonly annOf?: (N & Nearest<E>) | undefined
  /**
   * One row a partition, plain: its key and its static columns. Of the whole table with `scan: true` in place of `where`.
   */
  readonly distinct?: D
  /**
   * A class whose instances rows become, in place of the entity: made by its constructor without arguments, then given
   * what is read by the names of properties. They cannot be saved.
   */
  readonly into?: I & IntoCheck<E, S, D, I>
}

/** The condition; only a vector search, and `distinct` with `scan: true`, do without. */
export type WhereOptions<E, AF extends boolean, N, D> = [N] extends [undefined]
  ? D extends true
    ? { readonly where?: AF extends true ? LooseWhere<E> : Where<E>; readonly scan?: boolean | undefined }
    : { readonly where: AF extends true ? LooseWhere<E> : Where<E> }
  : { readonly where?: (AF extends true ? LooseWhere<E> : Where<E>) | undefined }

/** What `find` takes; of a method that hands it on, `FindManyOptions<E>`: whole rows, by conditions that `KEY` allows. */
export type FindManyOptions<
  E,
  S = undefined,
  AF extends boolean = false,
  N = undefined,
  D extends boolean = false,
  I = undefined,
> = SelectOptions<E, S, AF> &
  SpecialOptions<E, S, N, D, I> &
  WhereOptions<E, AF, N, D> &
  ([N] extends [undefined] ? unknown : { readonly limit: number }) & {
    /**
     * Entities are hydrated when they are taken from the array. Worth it where few of the rows are looked at:
     * `benchmarks/lazy-rows.md`.
     */
    readonly lazy?: boolean | undefined
  }

/** What `findOne` takes: as `find`, but for the number of rows. */
export type FindOneOptions<
  E,
  S = undefined,
  AF extends boolean = false,
  N = undefined,
  D extends boolean = false,
  I = undefined,
> = Omit<SelectOptions<E, S, AF>, 'limit' | 'perPartitionLimit'> &
  SpecialOptions<E, S, N, D, I> &
  WhereOptions<E, AF, N, D>

/** What `findAndCount` takes: `find` in one partition, of rows as they are. */
export type FindAndCountOptions<E, S = undefined, AF extends boolean = false> = Omit<FindOptions<E, S, AF>, 'groupBy'>

/** What `count` and `exists` take: a condition, or `scan: true` for the whole table. */
export type AggregateOptions<E, AF extends boolean = false> = ExecutionOptions & {
  readonly allowFiltering?: AF
  readonly fanOut?: FanOut
} & (
    | { readonly where: AF extends true ? LooseWhere<E> : Where<E>; readonly scan?: false | undefined }
    | { readonly where?: undefined; readonly scan: true }
  )

/** What `sum`, `average`, `minimum` and `maximum` take after their condition. `SC`: the whole table is read on purpose. */
export interface FigureOptions<AF extends boolean, SC extends boolean> extends ExecutionOptions {
  readonly allowFiltering?: AF
  /** Reads the whole table; the condition is then `undefined` or `{}`. */
  readonly scan?: SC
}

/** The condition of a figure. */
export type FigureWhere<E, AF extends boolean, SC extends boolean> = SC extends true
  ? { readonly [P in ColumnsOf<E>]?: never } | undefined
  : AF extends true
    ? LooseWhere<E>
    : Where<E>

/** What readers of rows know, whatever they do with them. */
const selectOptionNames = [...executionOptionNames, 'where', 'select', 'order', 'groupBy', 'allowFiltering', 'fanOut']

/** What `findOne` knows. */
export const findOneOptionNames = [...selectOptionNames, 'annOf', 'distinct', 'into', 'scan']

/** What `find` knows. */
export const findOptionNames = [...findOneOptionNames, 'limit', 'perPartitionLimit', 'lazy']

/** What `findAndCount` knows. */
export const findAndCountOptionNames = [
  ...selectOptionNames.filter((name) => name !== 'groupBy'),
  'limit',
  'perPartitionLimit',
]

/** What `sum` and the like know. */
export const figureOptionNames = [...executionOptionNames, 'allowFiltering', 'scan']

/** What `count` and `exists` know. */
export const aggregateOptionNames = [...executionOptionNames, 'where', 'allowFiltering', 'scan', 'fanOut']
