import { printDataType } from '../../cql/data-type.js'
import type { EntityMetadata } from '../../metadata/entity-metadata.js'
import type { Problems } from '../problems.js'
import type { TableModel } from '../table-model.js'

/** Rules on the column that counts versions: one, a plain int that nothing but the library sets. */
export function validateVersion(model: TableModel, { columns }: EntityMetadata, problems: Problems): void {
  const [first, second] = columns.filter(({ isVersion }) => isVersion)
  if (first === undefined) return
  if (second !== undefined) {
    problems.add('E_VERSION', second.propertyName, `counts versions, as '${first.propertyName}' does; expected one.`)
  }
  const column = model.columnOf.get(first.propertyName)
  if (column === undefined) return
  const { type, propertyName, isSelected, isTransformed, supply } = column
  if (type.kind !== 'native' || type.name !== 'int') {
    problems.add('E_VERSION', propertyName, `counts versions and is an int; given ${printDataType(type)}.`)
  }
  if (first.role !== 'regular') {
    problems.add(
      'E_VERSION',
      propertyName,
      'counts versions of its row: expected neither { static } nor a part in the key.',
    )
  }
  const isPlain = isSelected && !isTransformed && supply === undefined && first.allowed === undefined
  if (isPlain) return
  problems.add(
    'E_VERSION',
    propertyName,
    'counts versions: it is read with every row, and set by the library alone; expected no default, transformer, enum or { select: false }.',
  )
}
