import type { ColumnModel } from '../model/table-model.js'
import type { Call } from './call.js'
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
  const left = leftBy(restrictions, path, isPrefix)
  if (left.length === 0) return path ?? 'tokens'
  const hasIndex = restrictions.some((restriction) => isIndexed(call.model.indexes, restriction))
  if (hasIndex && path === 'partitions') refuseIndexOfPartitions(call)
  if (allowFiltering) return filteringPath(call, { left, hasIndex, isPrefix, path })
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

/** What the keys leave to indexes, or to filtering: without a whole partition key everything but a range of tokens. */
function leftBy(
  restrictions: readonly Restriction[],
  path: AccessPath | undefined,
  isPrefix: boolean,
): readonly Restriction[] {
  if (path === undefined) return restrictions.filter((restriction) => !isTokenRange(restriction))
  return restrictions.filter(({ column }) => !column.isKey || (column.role === 'clustering' && !isPrefix))
}

/** Servers filter by anything but a tuple range: that is a place in the order of the keys, or nothing. */
function filteringPath(
  call: Call,
  {
    left,
    hasIndex,
    isPrefix,
    path,
  }: {
    readonly left: readonly Restriction[]
    readonly hasIndex: boolean
    readonly isPrefix: boolean
    readonly path: AccessPath | undefined
  },
): AccessPath {
  const isTupleLeft = left.some(({ tuple }) => tuple !== undefined)
  if (isTupleLeft && (hasIndex || !isPrefix)) refuseTupleFiltering(call)
  return hasIndex ? 'index' : (path ?? 'filtering')
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
