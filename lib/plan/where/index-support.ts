import type { ColumnModel, IndexModel } from '../../model/table-model.js'
import { indexTargetOf } from '../../model/index-target.js'
import { isRange } from './restriction.js'
import type { Restriction } from './restriction.js'

/** Whether one of the indexes answers a restriction; `using`: one of this kind. */
export function isIndexed(
  indexes: readonly IndexModel[],
  restriction: Restriction,
  using?: IndexModel['using'],
): boolean {
  return indexes.some((index) => (using === undefined || index.using === using) && isAnsweredBy(index, restriction))
}

/** Whether an index answers a restriction, as Cassandra 5.0.9 did for each kind of index, type and operator. */
function isAnsweredBy(index: IndexModel, restriction: Restriction): boolean {
  const { column, code } = restriction
  if (index.column !== column) return false
  const target = indexTargetOf(index)
  const isWhole = target === undefined || target === 'full'
  switch (code) {
    case '=':
      return isWhole && column.type.kind !== 'vector'
    case 'contains':
      return target === 'values'
    case 'containsKey':
      return target === 'keys'
    case 'containsEntry':
      return target === 'entries'
    case 'like':
      return index.using === 'sasi'
    default:
      return isWhole && isRange(restriction) && hasOrder(index)
  }
}

/** The decorator of an index that would answer a restriction; undefined where none does. */
export function indexThatAnswers(restriction: Restriction): string | undefined {
  const { column, code } = restriction
  switch (code) {
    case '=':
      return column.type.kind === 'vector' ? undefined : '@Index()'
    case 'contains':
      return '@Index()'
    case 'containsKey':
      return "@Index({ target: 'keys' })"
    case 'containsEntry':
      return "@Index({ target: 'entries' })"
    default:
      return isRange(restriction) && isOrderedInSai(column) ? "@Index({ using: 'sai' })" : undefined
  }
}

function isOrderedInSai({ type }: ColumnModel): boolean {
  return type.kind === 'native' && !unorderedInSai.has(type.name)
}

/** Types whose values a SAI index compares as bytes, or not at all. */
const unorderedInSai: ReadonlySet<string> = new Set(['text', 'ascii', 'boolean', 'uuid', 'blob'])

/** Whether an index answers ranges: SAI those of numbers, times and addresses, SASI those of everything but text. */
function hasOrder({ using, column, options }: IndexModel): boolean {
  const { type } = column
  if (using === 'sai') return isOrderedInSai(column)
  if (using !== 'sasi' || options.mode?.toUpperCase() === 'CONTAINS') return false
  return type.kind !== 'native' || (type.name !== 'text' && type.name !== 'ascii')
}
