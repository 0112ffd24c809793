import { isMulticell } from '../cql/data-type.js'
import type { ColumnModel, IndexModel } from '../model/table-model.js'
import type { Call } from './call.js'
import { listNames, refuse } from './call.js'
import { isPointwise } from './restriction.js'
import type { Restriction } from './restriction.js'

/**
 * How the server reaches the rows: in one partition, in several (`IN` on the partition key), through an index, or by
 * reading and discarding rows, which is only ever done when asked for.
 */
export type AccessPath = 'partition' | 'partitions' | 'index' | 'filtering'

/**
 * The access path of a condition. What the server would refuse, or would only do by scanning, is an error here that
 * names the missing key column or index; rules as of Cassandra 5.0's restriction sets.
 */
export function findAccessPath(
  call: Call,
  restrictions: readonly Restriction[],
  { allowFiltering }: { readonly allowFiltering: boolean },
): AccessPath {
  const restricted = new Map(restrictions.map((restriction) => [restriction.column, restriction]))
  refuseRangeOnPartitionKey(call, restrictions)
  refuseWholeCollections(call, restrictions)
  if (allowFiltering) return partitionPath(call, restricted) ?? 'filtering'
  const path = partitionPath(call, restricted)
  const others = path === undefined ? restrictions : restrictions.filter(({ column }) => !column.isKey)
  if (path !== undefined) checkClusteringPrefix(call, restricted)
  if (path !== undefined && others.length === 0) return path
  return indexPath(call, others, path)
}

/** Methods that read the whole table where they are told to with `scan: true`: what they give is small. */
const methodsThatScan = new Set(['count', 'exists', 'sum', 'average', 'minimum', 'maximum'])

/** Refuses a condition that restricts nothing. */
export function refuseFullScan(call: Call): never {
  const key = listNames(call.model.partitionKey)
  return refuse(
    call,
    'E_FULL_SCAN',
    `would read the whole table; expected a restricted partition key (${key}), given no condition.`,
    {
      hint: methodsThatScan.has(call.method)
        ? 'Give the partition key, or read the whole table on purpose with scan: true.'
        : 'Give the partition key, or walk the table on purpose with scan().',
    },
  )
}

function refuseRangeOnPartitionKey(call: Call, restrictions: readonly Restriction[]): void {
  const ranged = restrictions.find(
    (restriction) => restriction.column.role === 'partition' && !isPointwise(restriction),
  )
  if (ranged === undefined) return
  refuse(
    call,
    'E_PARTITION_KEY',
    'is a partition key column and has no order to compare by; expected a value or In([…]).',
    {
      property: ranged.column.propertyName,
      hint: 'Partitions are placed by the hash of their key: make the column a clustering column to query ranges of it.',
    },
  )
}

/** Elements of a collection that is not frozen are cells of their own; the server compares no such collection. */
function refuseWholeCollections(call: Call, restrictions: readonly Restriction[]): void {
  const collection = restrictions.find(({ column }) => isMulticell(column.type))
  if (collection === undefined) return
  const kind = collection.column.type.kind === 'udt' ? 'user-defined type' : 'collection'
  refuse(call, 'E_UNSUPPORTED_OPERATOR', `is a ${kind} that is not frozen and cannot be compared as a whole.`, {
    property: collection.column.propertyName,
    hint: 'Restrict other columns and compare in code, or declare it frozen.',
  })
}

/** `partition` or `partitions` when the whole partition key is given, else undefined. */
function partitionPath(call: Call, restricted: ReadonlyMap<ColumnModel, Restriction>): AccessPath | undefined {
  const given = call.model.partitionKey.map((column) => restricted.get(column))
  if (given.some((restriction) => restriction === undefined)) return undefined
  return given.some((restriction) => restriction?.code === 'in') ? 'partitions' : 'partition'
}

/** Clustering columns are restricted from the first on, without gaps, and a range ends the prefix. */
export function checkClusteringPrefix(call: Call, restricted: ReadonlyMap<ColumnModel, Restriction>): void {
  let missing: ColumnModel | undefined
  let range: ColumnModel | undefined
  for (const column of call.model.clusteringColumns) {
    const restriction = restricted.get(column)
    if (restriction === undefined) {
      missing ??= column
      continue
    }
    if (missing !== undefined) refuseGap(call, column, missing)
    if (range !== undefined) refuseAfterRange(call, column, range)
    if (!isPointwise(restriction)) range = column
  }
}

function refuseGap(call: Call, column: ColumnModel, missing: ColumnModel): never {
  const order = listNames(call.model.clusteringColumns)
  return refuse(
    call,
    'E_CLUSTERING_GAP',
    `is restricted but '${missing.propertyName}' before it is not; expected clustering columns in order (${order}).`,
    {
      property: column.propertyName,
      hint: `Restrict '${missing.propertyName}' as well, or filter in code; allowFiltering: true reads and discards the rows between.`,
    },
  )
}

function refuseAfterRange(call: Call, column: ColumnModel, range: ColumnModel): never {
  return refuse(
    call,
    'E_RANGE_NOT_LAST',
    `is restricted after a range on '${range.propertyName}'; expected the range to be the last restriction.`,
    {
      property: column.propertyName,
      hint: `Rows are ordered by '${range.propertyName}' first: filter '${column.propertyName}' in code, or key a table the other way round.`,
    },
  )
}

/** Every restriction outside the partition must be carried by an index. */
function indexPath(call: Call, others: readonly Restriction[], path: AccessPath | undefined): AccessPath {
  const { model } = call
  const uncovered = others.filter((restriction) => !isCovered(model.indexes, restriction))
  const hasIndex = others.some(({ column }) => model.indexes.some((index) => index.column === column))
  if (path === undefined && !hasIndex) refuseMissingPartitionKey(call, others)
  const [first] = uncovered
  if (first !== undefined) refuseFiltering(call, first)
  const secondary = others.filter(({ column }) => !model.indexes.some((i) => i.column === column && i.using === 'sai'))
  if (secondary.length > 0 && others.length > 1)
    refuseSecondIndex(
      call,
      others.map(({ column }) => column),
    )
  if (path === 'partitions') refuseIndexOfPartitions(call)
  return 'index'
}

function isCovered(indexes: readonly IndexModel[], { column, code }: Restriction): boolean {
  return indexes.some((index) => {
    if (index.column !== column || (index.target !== undefined && index.target !== 'full')) return false
    if (code === '=') return true
    return index.using === 'sai' && code !== 'in' && hasOrderInSai(column)
  })
}

/** SAI answers ranges on everything but text and booleans (live server: "might involve data filtering"). */
function hasOrderInSai({ type }: ColumnModel): boolean {
  return type.kind === 'native' && !['text', 'ascii', 'boolean', 'uuid', 'blob'].includes(type.name)
}

function refuseMissingPartitionKey(call: Call, others: readonly Restriction[]): never {
  const { partitionKey } = call.model
  const given = new Set(others.map(({ column }) => column))
  const missing = partitionKey.filter((column) => !given.has(column))
  const sentence =
    missing.length === 0
      ? 'the condition cannot be answered'
      : `the partition key is (${partitionKey.map((column) => column.propertyName).join(', ')}) but ${listNames(missing)} ${missing.length === 1 ? 'is' : 'are'} not restricted`
  return refuse(call, 'E_PARTITION_KEY', `${sentence}. Cassandra would have to ask every node.`, {
    hint: `Give ${listNames(missing)}, add @Index() to a column you restrict, or key a table by what you have.`,
  })
}

function refuseFiltering(call: Call, { column, code }: Restriction): never {
  const hasIndex = call.model.indexes.some((index) => index.column === column)
  const sentence = hasIndex
    ? `has an index that cannot answer ${code === 'in' ? 'In' : 'a range'}; expected equality, or a SAI index on a type with an order.`
    : 'is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows.'
  return refuse(call, 'E_FILTERING', sentence, {
    property: column.propertyName,
    hint: `Key a table by '${column.propertyName}', add @Index(), or filter in code; allowFiltering: true is only safe inside one partition.`,
  })
}

function refuseSecondIndex(call: Call, columns: readonly ColumnModel[]): never {
  return refuse(
    call,
    'E_FILTERING',
    `${listNames(columns)} are restricted together, and a secondary index answers for one column only.`,
    {
      hint: "Use @Index({ using: 'sai' }) on each (Cassandra 5.0), or filter one of them in code.",
    },
  )
}

function refuseIndexOfPartitions(call: Call): never {
  return refuse(
    call,
    'E_FILTERING',
    'In on the partition key cannot be combined with an index; expected one partition.',
    {
      hint: 'Run one query for each partition.',
    },
  )
}
