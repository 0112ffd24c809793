import { isMulticell } from '../../cql/data-type.js'
import type { Problems } from '../problems.js'
import type { IndexModel } from '../table-model.js'

/** What a storage-attached or SASI index cannot be on (executed on 5.0). */
export function validateIndexClass(index: IndexModel, problems: Problems): void {
  if (index.using === 'sasi') validateSasi(index, problems)
  const { type, propertyName } = index.column
  if (index.using !== 'sai' || type.kind !== 'native' || type.name !== 'blob') return
  problems.add(
    'E_INDEX',
    propertyName,
    'is a blob, which a SAI index does not take.',
    "Use @Index({ using: 'secondary' }).",
  )
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

function isText(type: IndexModel['column']['type']): boolean {
  return type.kind === 'native' && (type.name === 'text' || type.name === 'ascii')
}
