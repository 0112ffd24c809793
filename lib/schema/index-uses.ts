import { partsOf, printDataType } from '../cql/data-type.js'
import { readTypeText } from './compare/type-text.js'
import { liveDefinition } from './index-definition.js'
import type { IndexDefinition } from './index-definition.js'
import type { LiveKeyspace, LiveTable } from './live/live-schema.js'
import { holdsUserType } from './partition-key-uses.js'

/**
 * Names of the indexes that break when a user-defined type gets another field, since a server goes on with the type as it was
 * when they were made. Of values that have the new field, an entry is not equal to itself: from then on the table
 * cannot be flushed, nor truncated, until its memory is full; writes to a SAI index on entries fail (executed on 5.0.9, the
 * former on 4.1.10 as well). These are secondary indexes that find the type, SAI indexes on entries with it, and SAI indexes on
 * anything in a table that has it in a clustering column.
 */
export function indexesBoundTo(userType: string, { tables, types }: LiveKeyspace): readonly string[] {
  const holds = (text: string) => holdsUserType(text, userType, types)
  return [...tables.values()].flatMap((table) =>
    table.indexes.filter((index) => isBound(liveDefinition(index), table, holds)).map(({ name }) => name),
  )
}

function isBound(index: IndexDefinition, { columns }: LiveTable, holds: (text: string) => boolean): boolean {
  const isFound = indexedTexts(index, columns.get(index.column)?.type ?? '').some(holds)
  if (index.using !== 'sai') return isFound
  const isClustered = [...columns.values()].some(({ kind, type }) => kind === 'clustering' && holds(type))
  return isClustered || (index.target === 'entries' && isFound)
}

/** The types of what an index finds: keys, values, or the column whole. */
function indexedTexts({ target }: IndexDefinition, text: string): readonly string[] {
  const type = readTypeText(text)
  const parts = type === undefined ? [] : partsOf(type).map(printDataType)
  if (target === 'keys') return parts.slice(0, 1)
  return target === 'values' ? parts.slice(-1) : [text]
}
