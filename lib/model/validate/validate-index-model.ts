import { isCollection, isMulticell, isMulticellCollection } from '../../cql/data-type.js'
import { refuseTableLikeName } from '../../cql/identifier.js'
import { holdsDuration } from '../holds-duration.js'
import type { Problems } from '../problems.js'
import type { IndexModel, TableModel } from '../table-model.js'
import { validateIndexClass } from './validate-index-class.js'
import { validateVectorIndex } from './validate-vector.js'

/** Rules on one index. */
export function validateIndex(index: IndexModel, model: TableModel, problems: Problems): void {
  const { column, target, name } = index
  const property = column.propertyName
  const refusal = refuseTableLikeName(name, 'index')
  if (refusal !== undefined) problems.add('E_NAME', property, `has an impossible index name: ${refusal}.`)
  if (column.role === 'partition' && model.partitionKey.length === 1) {
    problems.add(
      'E_INDEX',
      property,
      'is the only partition key column and cannot be indexed: every query by it finds its node at once.',
      'Remove the index.',
    )
  }
  if (holdsDuration(column.type, model)) {
    problems.add(
      'E_INDEX',
      property,
      'is or holds a duration, which has no order and cannot be indexed.',
      'Remove the index.',
    )
  }
  validateVectorIndex(index, problems)
  validateIndexClass(index, problems)
  if (column.isCounter) problems.add('E_INDEX', property, 'is a counter and cannot be indexed.', 'Remove the index.')
  else if (model.isCounter) {
    problems.add('E_INDEX', property, 'is in a table of counters, which cannot have indexes.', 'Remove the index.')
  }
  if (column.type.kind === 'udt' && !column.type.frozen) {
    problems.add('E_INDEX', property, 'is a user-defined type that is not frozen and cannot be indexed.')
  }
  if (target !== undefined && !isCollection(column.type)) {
    problems.add('E_INDEX', property, `has an index target '${target}', which is for collections.`, 'Remove it.')
  } else if (isCollection(column.type) && !isMulticell(column.type) && target !== 'full') {
    problems.add(
      'E_INDEX',
      property,
      'is a frozen collection: only the whole of it can be indexed.',
      "Use target: 'full'.",
    )
  } else if (isMulticellCollection(column.type) && target === 'full') {
    problems.add('E_INDEX', property, "is a collection with cells of its own: 'full' is for frozen ones.")
  } else if ((target === 'keys' || target === 'entries') && column.type.kind !== 'map') {
    problems.add('E_INDEX', property, `has an index target '${target}', which is for maps.`, "Use target: 'values'.")
  }
  const clash = model.indexes.find((other) => other !== index && other.name === name)
  if (clash !== undefined) {
    problems.add(
      'E_NAME_CLASH',
      property,
      `has an index of the same name as '${clash.column.propertyName}'.`,
      'Name one of them.',
    )
  }
}
