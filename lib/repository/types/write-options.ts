import { bulkOptionNames } from '../../execution/bulk/bulk-options.js'
import type { BulkSettings } from '../../execution/bulk/bulk-options.js'
import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import { writeOptionNames } from '../../execution/options.js'
import type { PartitionGroupLimits } from '../../execution/bulk/partition-groups.js'
import type { Conditions, KnownColumns } from './conditions.js'

/** What every write takes that may overwrite what nobody compared. */
export interface OverwriteOptions extends WriteOptions {
  /** Writes an entity with `@VersionColumn` without comparing its version. */
  readonly unsafe?: boolean | undefined
}

/** What `insert` takes. `X`: `ifNotExists` as it was written. */
export interface InsertOptions<X extends boolean | undefined = boolean | undefined> extends OverwriteOptions {
  /**
   * `IF NOT EXISTS`: writes only where there is no row, and says whether it did. A row that is written on conditions
   * should be written on conditions only: these writes have times of the server, which a plain write by a clock that is
   * ahead would cover for good.
   */
  readonly ifNotExists?: X
}

/** Conditions of a write to a row. `X`, `C`: `ifExists` and `if` as they were written. */
export interface WriteConditions<E, X extends boolean | undefined, C extends Conditions<E> | undefined> {
  /**
   * `IF EXISTS`: writes only where there is a row, and says whether it did. Of static columns by the partition key: only
   * where the partition has a static cell already.
   */
  readonly ifExists?: X
  /**
   * `IF … AND …`: writes only if all of it holds, and says whether it did. A row that is missing has no cells: `IsNull()`
   * and `NotEqual(value)` hold on it, and an update then creates it; add a comparison with a value to refuse that.
   */
  readonly if?: C & KnownColumns<E, C>
}

/** What `update` takes. */
export interface UpdateOptions<
  E,
  X extends boolean | undefined = boolean | undefined,
  C extends Conditions<E> | undefined = Conditions<E> | undefined,
>
  extends OverwriteOptions, WriteConditions<E, X, C> {}

/** What `remove` takes. */
export interface RemoveOptions<
  E = object,
  X extends boolean | undefined = boolean | undefined,
  C extends Conditions<E> | undefined = Conditions<E> | undefined,
>
  extends Omit<OverwriteOptions, 'ttl'>, WriteConditions<E, X, C> {}

/** What `delete` takes. */
export interface DeleteOptions<
  E = object,
  X extends boolean | undefined = boolean | undefined,
  C extends Conditions<E> | undefined = Conditions<E> | undefined,
> extends RemoveOptions<E, X, C> {
  /** Deletes all rows of a partition or key prefix, on purpose. */
  readonly partition?: boolean | undefined
}

/** What `increment` and `decrement` take: counters neither expire nor have a time of their own. */
export type CounterOptions = Omit<WriteOptions, 'ttl' | 'timestamp'>

/**
 * What `clear` takes. No consistency: servers truncate on every node, at whatever level they are asked. `timeoutMs`: a
 * minute, or the default of the data source if that is longer, unless said otherwise.
 */
export type ClearOptions = Pick<ExecutionOptions, 'timeoutMs' | 'signal' | 'executionProfile' | 'idempotent' | 'trace'>

/** Items of one partition in one unlogged batch: fewer and larger requests where a source has them near each other. */
export interface GroupingOptions {
  /** `true`: 100 items and 50,000 bytes at most. */
  readonly groupByPartition?: boolean | PartitionGroupLimits | undefined
}

/** What `insertMany` and `saveMany` take. */
export type BulkWriteOptions<Item> = BulkSettings<Item> & GroupingOptions & OverwriteOptions

/** What `removeMany` takes. */
export type BulkRemoveOptions<Item> = Omit<BulkWriteOptions<Item>, 'ttl'>

/** What `upsert` knows. */
export const upsertOptionNames = [...writeOptionNames, 'unsafe']

/** What `insert` knows. */
export const insertOptionNames = [...upsertOptionNames, 'ifNotExists']

/** What `update` knows. */
export const updateOptionNames = [...upsertOptionNames, 'ifExists', 'if']

/** What `remove` knows. */
export const removeOptionNames = updateOptionNames.filter((name) => name !== 'ttl')

/** What `delete` knows. */
export const deleteOptionNames = [...removeOptionNames, 'partition']

/** What `increment` and `decrement` know. */
export const counterOptionNames = writeOptionNames.filter((name) => name !== 'ttl' && name !== 'timestamp')

/** What `clear` knows. */
export const clearOptionNames = [
  'timeoutMs',
  'signal',
  'executionProfile',
  'idempotent',
  'trace',
] as const satisfies (keyof ClearOptions)[]

/** What `findOrCreate` knows: it is conditional, so that it takes no timestamp. */
export const findOrCreateOptionNames = writeOptionNames.filter((name) => name !== 'timestamp')

/** What `insertMany` and `saveMany` know. */
export const bulkWriteOptionNames = [
  ...new Set([...writeOptionNames, ...bulkOptionNames, 'groupByPartition', 'unsafe']),
]

/** What `removeMany` knows. */
export const bulkRemoveOptionNames = bulkWriteOptionNames.filter((name) => name !== 'ttl')
