import { isMulticell, isMulticellCollection, partsOf, printDataType } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import { indexTargetOf } from '../index-target.js'
import type { Problems } from '../problems.js'
import type { IndexModel } from '../table-model.js'

/** What a storage-attached or SASI index cannot be on (executed on 5.0). */
export function validateIndexClass(index: IndexModel, problems: Problems): void {
  if (index.using === 'sasi') validateSasi(index, problems)
  if (index.using === 'sai') validateSai(index, problems)
}

function validateSai(index: IndexModel, problems: Problems): void {
  const { column, options } = index
  const { propertyName, isKey, type } = column
  const add = (message: string, hint: string) => problems.add('E_INDEX', propertyName, message, hint)
  const indexed = indexedTypes(index)
  const blob = indexed.find((part) => part.kind === 'native' && part.name === 'blob')
  if (blob !== undefined) {
    const what = blob === type ? 'is a blob' : 'has blobs where it is indexed'
    add(`${what}, which a SAI index does not take.`, "Use @Index({ using: 'secondary' }).")
  }
  if (isMulticellCollection(type) && indexed.length === 1 && indexed[0]?.kind === 'vector') {
    // The server takes one of floats, and fails writes then (seen on 5.0.9).
    add('has vectors for elements, which a SAI index does not find.', "Use @Index({ using: 'secondary' }).")
  }
  const analysis = analysisOptions.find((name) => name in options)
  if (analysis === undefined) return
  const left = `Remove ${analysis} from the options of the index.`
  const other = indexed.find((part) => !isText(part))
  if (isKey) add(`is part of the primary key, whose SAI index cannot have the option '${analysis}'.`, left)
  else if (other !== undefined) {
    add(`has a SAI index with the option '${analysis}', which is for text; given ${printDataType(other)}.`, left)
  }
}

/** Options that say what becomes of a text before it is indexed. */
const analysisOptions = ['case_sensitive', 'normalize', 'ascii']

/** What an index finds: the column whole, or the keys or values of a collection with cells of its own, or both. */
function indexedTypes(index: IndexModel): readonly CqlType[] {
  const { type } = index.column
  if (!isMulticellCollection(type)) return [type]
  const parts = partsOf(type)
  switch (indexTargetOf(index)) {
    case 'keys':
      return parts.slice(0, 1)
    case 'entries':
      return parts
    default:
      return parts.slice(-1)
  }
}

const modes: readonly string[] = ['PREFIX', 'CONTAINS', 'SPARSE']

function validateSasi({ column, options }: IndexModel, problems: Problems): void {
  const { propertyName, role, type } = column
  const add = (message: string, hint?: string) => problems.add('E_INDEX', propertyName, message, hint)
  if (role === 'partition') add('is part of the partition key, which a SASI index does not take.', 'Remove the index.')
  if (isMulticell(type)) {
    add(
      'has elements that are cells of their own, which a SASI index does not take.',
      "Use @Index({ using: 'secondary' }).",
    )
  }
  const mode = (options.mode ?? 'PREFIX').toUpperCase()
  if (!modes.includes(mode)) add(`has a SASI index of an unknown mode; expected ${modes.join(', ')}.`)
  if (mode === 'SPARSE' && isText(type)) add("has a SASI index of mode 'SPARSE', which is for numbers.")
}

function isText(type: CqlType): boolean {
  return type.kind === 'native' && (type.name === 'text' || type.name === 'ascii')
}
