import { bulkOptionNames } from '../execution/bulk-options.js'
import type { BulkSettings } from '../execution/bulk-options.js'
import type { ExecutionOptions, WriteOptions } from '../execution/options.js'
import { executionOptionNames, writeOptionNames } from '../execution/options.js'
import type { PartitionGroupLimits } from '../execution/partition-groups.js'
import type { LooseWhere, Order, Where } from './criteria.js'

/** What every reader takes besides its condition. */
export interface ReadOptions<E> extends ExecutionOptions {
  /** Rows at most. */
  readonly limit?: number | undefined
  /** Rows of each partition at most. */
  readonly perPartitionLimit?: number | undefined
  readonly order?: Order<E> | undefined
}

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

/** Items of one partition in one unlogged batch: fewer and larger requests where a source has them near each other. */
export interface GroupingOptions {
  /** `true`: 100 items and 50,000 bytes at most. */
  readonly groupByPartition?: boolean | PartitionGroupLimits | undefined
}

/** What `insertMany` and `saveMany` take. */
export type BulkWriteOptions<Item> = BulkSettings<Item> & GroupingOptions & Omit<WriteOptions, 'fetchSize'>

/** What `removeMany` takes. */
export type BulkRemoveOptions<Item> = Omit<BulkWriteOptions<Item>, 'ttl'>

/** What a bound view of a repository may fix for all its calls. */
export type ViewOptions = Omit<WriteOptions, 'signal'>

export const findOneOptionNames = [...executionOptionNames, 'where', 'select', 'order', 'allowFiltering']
export const findOptionNames = [...findOneOptionNames, 'limit', 'perPartitionLimit']
export const aggregateOptionNames = [...executionOptionNames, 'where', 'allowFiltering', 'scan']
export const deleteOptionNames = [...writeOptionNames.filter((name) => name !== 'ttl'), 'partition']
export const counterOptionNames = writeOptionNames.filter((name) => name !== 'ttl' && name !== 'timestamp')
export const removeOptionNames = deleteOptionNames.filter((name) => name !== 'partition')
export const viewOptionNames = writeOptionNames.filter((name) => name !== 'signal')

export const bulkWriteOptionNames = [
  ...new Set([...writeOptionNames.filter((name) => name !== 'fetchSize'), ...bulkOptionNames, 'groupByPartition']),
]
export const bulkRemoveOptionNames = bulkWriteOptionNames.filter((name) => name !== 'ttl')

/** Requests of one call with many items (`insert` of an array, `findByKeys`) that are under way at once. */
export const concurrency = 64
