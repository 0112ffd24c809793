import { partsOf } from '../../../../lib/cql/data-type.js'
import type { CqlType, VectorType } from '../../../../lib/cql/data-type.js'
import type { IndexOptions } from '../../../../lib/index.js'
import { columnsOf, holdsDuration, isCounterTable, parsed } from './model-draft.js'
import type { ColumnDraft, TableDraft, TypeDraft } from './model-draft.js'

/** An index that a column may have. */
export interface IndexCandidate {
  readonly column: string
  readonly index: IndexOptions
}

/** Every index that a table may have: each kind on each target of each column, those it has already among them. */
export function indexCandidates(table: TableDraft, types: readonly TypeDraft[], sai: boolean): IndexCandidate[] {
  if (isCounterTable(table)) return []
  const onlyKey = columnsOf(table, 'partition').length === 1
  return table.columns
    .filter(({ role, type }) => !(onlyKey && role === 'partition') && !holdsDuration(type, types))
    .flatMap((column) => {
      const indexes = [...secondaryIndexes(column), ...(sai ? saiIndexes(column) : [])]
      return indexes.map((index) => ({ column: column.name, index }))
    })
}

/** The table with an index of its own name, unless one of its kind is on that part of the column already. */
export function withIndex(table: TableDraft, { column, index }: IndexCandidate): TableDraft {
  const number = table.columns.flatMap(({ indexes }) => indexes).length
  const isSame = (other: IndexOptions) => other.using === index.using && other.target === index.target
  const columns = table.columns.map((one) => {
    if (one.name !== column || one.indexes.some(isSame)) return one
    const named = one.indexes.length === 0 ? index : { ...index, name: `${table.name}_index_${number}` }
    return { ...one, indexes: [...one.indexes, named] }
  })
  return { ...table, columns }
}

function secondaryIndexes({ type }: ColumnDraft): IndexOptions[] {
  const parts = parsed(type)
  if (parts.kind === 'vector') return []
  return targetsOf(parts).map((target) => ({ using: 'secondary', ...target }))
}

/** Storage-attached indexes take no blobs, and columns with plain names only; what they make of a text, not in keys. */
function saiIndexes({ name, role, type }: ColumnDraft): IndexOptions[] {
  const parts = parsed(type)
  if (!/^\w+$/.test(name)) return []
  const isKey = role === 'partition' || role === 'clustering'
  if (parts.kind === 'vector') return isKey ? [] : vectorIndexes(parts)
  const isText = !isKey && parts.kind === 'native' && (parts.name === 'text' || parts.name === 'ascii')
  const options = [{}, ...(isText ? [{ options: { case_sensitive: false, normalize: true } }] : [])]
  return targetsOf(parts)
    .filter(({ target }) => !isUnfit(parts, target))
    .flatMap((target) => options.map((given) => ({ using: 'sai', ...target, ...given })))
}

const similarities = ['cosine', 'dot_product', 'euclidean'] as const

/** Of vectors of floats; one dimension has no cosine. */
function vectorIndexes({ element, dimensions }: VectorType): IndexOptions[] {
  if (element.kind !== 'native' || element.name !== 'float' || dimensions === 1) return []
  return similarities.map((similarity) => ({ using: 'sai', similarity }))
}

function targetsOf(type: CqlType): Pick<IndexOptions, 'target'>[] {
  switch (type.kind) {
    case 'list':
    case 'set':
      return [{ target: type.frozen ? 'full' : 'values' }]
    case 'map':
      return type.frozen ? [{ target: 'full' }] : [{ target: 'values' }, { target: 'keys' }, { target: 'entries' }]
    case 'udt':
      return type.frozen ? [{}] : []
    default:
      return [{}]
  }
}

/** Whether a storage-attached index would have blobs to find, or vectors in a collection. */
function isUnfit(type: CqlType, target: IndexOptions['target']): boolean {
  const isBlob = (part: CqlType | undefined) => part?.kind === 'native' && part.name === 'blob'
  const isOther = (part: CqlType | undefined) => isBlob(part) || part?.kind === 'vector'
  const parts = partsOf(type)
  switch (target) {
    case 'full':
      return false
    case 'keys':
      return isOther(parts[0])
    case 'values':
      return isOther(parts.at(-1))
    case 'entries':
      return parts.some(isBlob)
    default:
      return isBlob(type)
  }
}
