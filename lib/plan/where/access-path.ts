import type { ColumnModel, IndexModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { checkOperators } from './check-operator.js'
import { checkClusteringPrefix, isClusteringPrefix } from './clustering-prefix.js'
import { isIndexed } from './index-support.js'
import {
  refuseFiltering,
  refuseIndexOfPartitions,
  refuseMissingPartitionKey,
  refuseRangeOnPartitionKey,
  refuseSecondIndex,
  refuseTupleFiltering,
} from './refuse-access.js'
import { isPointwise, isRange, isTokenRange } from './restriction.js'
import type { Restriction } from './restriction.js'
import { refuseOverlaps } from './tuple-range.js'

/**
 * How the server reaches the rows: in one partition, in several (`IN` on the partition key), in a range of tokens,
 * through an index, by reading and discarding rows, which is only ever done when asked for, or as `raw`, by the text of
 * a `Raw`, which only the server reads.
 */
export type AccessPath = 'partition' | 'partitions' | 'tokens' | 'index' | 'filtering' | 'raw'

/**
 * The access path of a condition. What the server would refuse, or would only do by scanning, is an error here that
 * names the missing key column or index. The rules are those of `StatementRestrictions` of Cassandra 5.0, executed one by
 * one: what the keys do not answer must be answered by indexes, all of it.
 */
export function findAccessPath(
  call: Call,
  restrictions: readonly Restriction[],
  { allowFiltering }: { readonly allowFiltering: boolean },
): AccessPath {
  checkOperators(call, restrictions)
  refuseOverlaps(call, restrictions)
  const path = keyPath(call, restrictions)
  if (restrictions.some(({ raw }) => raw !== undefined)) return path ?? 'raw'
  const isPrefix = isClusteringPrefix(call, restrictions)
  const left = leftByKeys(call, restrictions, path, isPrefix)
  if (left.length === 0) return path ?? 'tokens'
  const hasIndex = restrictions.some((restriction) => mayUseIndex(call.model.indexes, restriction))
  if (hasIndex && isListOfPartitions(restrictions)) refuseIndexOfPartitions(call)
  if (allowFiltering) {
    for (const restriction of left) checkTupleFilter(call, restrictions, restriction)
    return hasIndex ? 'index' : (path ?? 'filtering')
  }
  if (!hasIndex) refuseWithoutIndex(call, restrictions, left, path)
  checkIndexes(call, restrictions, left, path)
  return 'index'
}

/** `partition` or `partitions` when the whole partition key is given, else undefined. */
function keyPath(call: Call, restrictions: readonly Restriction[]): 'partition' | 'partitions' | undefined {
  const given = call.model.partitionKey.map((column) => restrictions.find((one) => one.column === column))
  if (!given.every((one) => one !== undefined && isPointwise(one))) return undefined
  return given.some((one) => one?.code === 'in') ? 'partitions' : 'partition'
}

/**
 * What the keys leave to indexes, or to filtering. Without a whole partition key that is everything but a range of
 * tokens; beside such a range, and an index on a column that is no key, a prefix of clustering columns is left out too.
 */
function leftByKeys(
  call: Call,
  restrictions: readonly Restriction[],
  path: AccessPath | undefined,
  isPrefix: boolean,
): readonly Restriction[] {
  const outside = restrictions.filter((restriction) => !isTokenRange(restriction))
  const isAnsweredByKey = ({ column }: Restriction) => column.role === 'clustering' && isPrefix
  if (path !== undefined) return outside.filter((one) => !isAnsweredByKey(one) && one.column.role !== 'partition')
  const isBesideTokens = outside.length < restrictions.length
  const { indexes } = call.model
  const hasIndexOf = (isKey: boolean) => outside.some((one) => one.column.isKey === isKey && mayUseIndex(indexes, one))
  if (!isBesideTokens || !hasIndexOf(false) || hasIndexOf(true)) return outside
  return outside.filter((one) => !isAnsweredByKey(one))
}

/** `IN` on a partition key column; beside a range of tokens it only filters. */
function isListOfPartitions(restrictions: readonly Restriction[]): boolean {
  if (restrictions.some(isTokenRange)) return false
  return restrictions.some(({ column, code }) => column.role === 'partition' && code === 'in')
}

/** Whether the server would look for an index by a restriction; of a tuple range by any of its columns. */
function mayUseIndex(indexes: readonly IndexModel[], restriction: Restriction): boolean {
  const { tuple } = restriction
  if (tuple === undefined) return isIndexed(indexes, restriction)
  return tuple.columns.some((column) => isIndexed(indexes, { column, code: 'gt' }))
}

/** A tuple range is a place in the order of the keys: servers neither filter by one nor use an index for it. */
function checkTupleFilter(call: Call, restrictions: readonly Restriction[], restriction: Restriction): void {
  const { tuple, column } = restriction
  if (tuple === undefined) return
  const { clusteringColumns, indexes } = call.model
  const before = clusteringColumns.slice(0, clusteringColumns.indexOf(column))
  const isInPlace = before.every((one) => restrictions.some((other) => other.column === one && isPointwise(other)))
  if (!isInPlace || mayUseIndex(indexes, restriction)) refuseTupleFiltering(call)
}

function refuseWithoutIndex(
  call: Call,
  restrictions: readonly Restriction[],
  left: readonly Restriction[],
  path: AccessPath | undefined,
): never {
  const ranged = restrictions.find((one) => one.column.role === 'partition' && isRange(one))
  if (ranged !== undefined) refuseRangeOnPartitionKey(call, ranged)
  const unfit = left.find(({ column }) => call.model.indexes.some((index) => index.column === column))
  const isAnywhere = path === undefined && !restrictions.some(isTokenRange)
  if (isAnywhere && unfit === undefined) refuseMissingPartitionKey(call, left)
  if (path !== undefined) checkClusteringPrefix(call, restrictions)
  return refuseFiltering(call, unfit ?? left.find(({ column }) => !column.isKey) ?? left[0]!)
}

/** Every restriction that the keys leave must be answered by an index, and several of them by SAI together. */
function checkIndexes(
  call: Call,
  restrictions: readonly Restriction[],
  left: readonly Restriction[],
  path: AccessPath | undefined,
): void {
  const { indexes } = call.model
  const uncovered = left.filter((restriction) => !isIndexed(indexes, restriction))
  if (path !== undefined && uncovered.some(({ column }) => column.isKey)) checkClusteringPrefix(call, restrictions)
  const [first] = uncovered
  if (first !== undefined) refuseFiltering(call, first)
  if (left.length === 1 || left.every((restriction) => isIndexed(indexes, restriction, 'sai'))) return
  refuseSecondIndex(call, columnsOf(left))
}

function columnsOf(restrictions: readonly Restriction[]): readonly ColumnModel[] {
  return restrictions.map(({ column }) => column)
}
