import type { ExecutionOptions, WriteOptions } from '../execution/options.js'
import { executionOptionNames, writeOptionNames } from '../execution/options.js'
import type { LooseWhere, Order, Where } from './criteria.js'

/** What every reader takes besides its condition. */
export interface ReadOptions<E> extends ExecutionOptions {
  /** Rows at most. */
  readonly limit?: number | undefined
  /** Rows of each partition at most. */
  readonly perPartitionLimit?: number | undefined
  readonly order?: Order<E> | undefined
  readonly fanOut?: FanOut
}

/**
 * How `In` on the partition key is sent. By default each partition is read by itself, a bounded number at once, each
 * from a node that has it; the rows come in the order of the values. False: one `IN ?` to one node, which gathers all
 * of them, in an order of its own.
 */
export type FanOut = boolean | undefined

/** What `find` takes. `AF`: filtering is allowed, and with it any column in `where`. */
export interface FindOptions<E, S, AF extends boolean> extends ReadOptions<E> {
  readonly where: AF extends true ? LooseWhere<E> : Where<E>
  /** Property names; the result is then plain objects of these, typed so, that cannot be saved. */
  readonly select?: S
  /** Lets the server read and discard rows; only safe inside one partition. */
  readonly allowFiltering?: AF
}

/** What `findOne` takes: as `find`, but for the number of rows. */
export type FindOneOptions<E, S, AF extends boolean> = Omit<FindOptions<E, S, AF>, 'limit' | 'perPartitionLimit'>

/** What `count` and `exists` take: a condition, or `scan: true` for the whole table. */
export type AggregateOptions<E, AF extends boolean> = ExecutionOptions & {
  readonly allowFiltering?: AF
  readonly fanOut?: FanOut
} & (
    | { readonly where: AF extends true ? LooseWhere<E> : Where<E>; readonly scan?: false | undefined }
    | { readonly where?: undefined; readonly scan: true }
  )

export interface DeleteOptions extends Omit<WriteOptions, 'ttl'> {
  /** Deletes all rows of a partition or key prefix, on purpose. */
  readonly partition?: boolean | undefined
}

/** What `increment` and `decrement` take: counters neither expire nor have a time of their own. */
export type CounterOptions = Omit<WriteOptions, 'ttl' | 'timestamp'>

/** What a bound view of a repository may fix for all its calls. */
export type ViewOptions = Omit<WriteOptions, 'signal'>

export const findOneOptionNames = [...executionOptionNames, 'where', 'select', 'order', 'allowFiltering', 'fanOut']
export const findOptionNames = [...findOneOptionNames, 'limit', 'perPartitionLimit']
export const aggregateOptionNames = [...executionOptionNames, 'where', 'allowFiltering', 'scan', 'fanOut']
export const deleteOptionNames = [...writeOptionNames.filter((name) => name !== 'ttl'), 'partition']
export const counterOptionNames = writeOptionNames.filter((name) => name !== 'ttl' && name !== 'timestamp')
export const removeOptionNames = deleteOptionNames.filter((name) => name !== 'partition')
export const viewOptionNames = writeOptionNames.filter((name) => name !== 'signal')

/** Requests of one call with many items (`insert` of an array, `findByKeys`) that are under way at once. */
export const concurrency = 64
