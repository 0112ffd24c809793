import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { listNames, refuse } from '../call.js'
import { writtenAs } from './check-operator.js'
import { indexThatAnswers } from './index-support.js'
import type { Restriction } from './restriction.js'

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

/** Refuses a condition beside `scan: true`: one of them would be kept and the other not. */
export function refuseConditionOfScan(call: Call): never {
  return refuse(
    call,
    'E_OPTION',
    'scan: true asks for the whole table, and where for a part of it; expected one of them.',
    { hint: 'Leave scan out to read what the condition names.' },
  )
}

/** Refuses a range of values of a partition key column. */
export function refuseRangeOnPartitionKey(call: Call, { column }: Restriction): never {
  return refuse(
    call,
    'E_PARTITION_KEY',
    'is a partition key column and has no order to compare by; expected a value or In([…]).',
    {
      property: column.propertyName,
      hint: 'Partitions are placed by the hash of their key: make the column a clustering column to query ranges of it.',
    },
  )
}

/** Refuses a condition that neither a partition key nor an index answers. */
export function refuseMissingPartitionKey(call: Call, others: readonly Restriction[]): never {
  const { partitionKey } = call.model
  const given = new Set(others.map(({ column }) => column))
  const missing = partitionKey.filter((column) => !given.has(column))
  const index = others.map(indexThatAnswers).find((one) => one !== undefined)
  const sentence =
    missing.length === 0
      ? 'the condition cannot be answered'
      : `the partition key is (${partitionKey.map((column) => column.propertyName).join(', ')}) but ${listNames(missing)} ${missing.length === 1 ? 'is' : 'are'} not restricted`
  return refuse(call, 'E_PARTITION_KEY', `${sentence}. Cassandra would have to ask every node.`, {
    hint: `Give ${listNames(missing) || 'values of the partition key'}, ${index === undefined ? '' : `add ${index} to a column you restrict, `}or key a table by what you have.`,
  })
}

/** Refuses a restriction that would make the server read and discard rows. */
export function refuseFiltering(call: Call, restriction: Restriction): never {
  const { propertyName } = restriction.column
  const hasIndex = call.model.indexes.some((index) => index.column === restriction.column)
  const sentence = hasIndex
    ? `has an index that cannot answer ${writtenAs(restriction)}; expected ${indexFor(restriction)}.`
    : 'is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows.'
  return refuse(call, 'E_FILTERING', sentence, {
    property: propertyName,
    hint: `Key a table by '${propertyName}', ${addIndex(restriction)}or filter in code; allowFiltering: true is only safe inside one partition.`,
  })
}

/** The advice to add the index that answers a restriction, where there is one. */
function addIndex(restriction: Restriction): string {
  const index = indexThatAnswers(restriction)
  return index === undefined ? '' : `add ${index}, `
}

/** What would answer a restriction. */
function indexFor({ code }: Restriction): string {
  switch (code) {
    case 'contains':
      return "an index on the values (target: 'values')"
    case 'containsKey':
      return "an index on the keys (target: 'keys')"
    case 'containsEntry':
      return "an index on the entries (target: 'entries')"
    default:
      return 'equality, or a SAI index on a type with an order'
  }
}

/** Refuses several restrictions of which at most one index can be used. */
export function refuseSecondIndex(call: Call, columns: readonly ColumnModel[]): never {
  return refuse(
    call,
    'E_FILTERING',
    `${listNames(columns)} are restricted together, and a secondary index answers for one column only.`,
    {
      hint: "Use @Index({ using: 'sai' }) on each (Cassandra 5.0), or filter one of them in code.",
    },
  )
}

/** Refuses an index together with `IN` on the partition key in one statement. */
export function refuseIndexOfPartitions(call: Call): never {
  return refuse(
    call,
    'E_FILTERING',
    'In on the partition key cannot be combined with an index in one statement; expected one partition.',
    {
      hint: 'Leave out fanOut: false, so that each partition is read by itself.',
    },
  )
}

/** Refuses a tuple range that would have to filter rows. */
export function refuseTupleFiltering(call: Call): never {
  return refuse(
    call,
    'E_TUPLE_RANGE',
    'servers do not filter by a tuple range; expected the whole partition key and values for the columns before it.',
    { hint: 'Restrict the partition key, or filter in code.' },
  )
}
