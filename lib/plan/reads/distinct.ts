import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { AccessPath } from '../where/access-path.js'
import { listNames, refuse } from '../call.js'
import type { Call } from '../call.js'
import { isComputed, isDerived } from '../cell.js'
import type { ResultColumn } from '../cell.js'
import type { Projection } from './projection.js'
import type { Restriction } from '../where/restriction.js'

/** What one row a partition has: its key, and its statics. */
export function distinctColumns({ columns, selectedColumns }: TableModel): readonly ColumnModel[] {
  return columns.filter((column) => isOfPartition(column) && (column.isKey || selectedColumns.includes(column)))
}

/** Partitions are told apart by what they have once. */
function isOfPartition({ role }: ColumnModel): boolean {
  return role === 'partition' || role === 'static'
}

/** Checks `SELECT DISTINCT`: partition key and static columns only, and the whole partition key unless it is given. */
export function checkDistinct(
  call: Call,
  projection: Projection,
  restrictions: readonly Restriction[],
  path: AccessPath | 'scan',
): void {
  const restricted = restrictions.find(({ column }) => !isOfPartition(column))
  if (restricted?.column.isDiscriminator === true) refuseClass(call, restricted.column)
  if (restricted !== undefined) refuseColumn(call, restricted.column, 'restricted')
  if (projection.kind !== 'columns') return
  for (const result of projection.columns) {
    const column = sourceOf(call.model, result)
    if (!isOfPartition(column)) refuseColumn(call, column, 'read')
  }
  if (path === 'partition' || path === 'partitions') return
  const missing = call.model.partitionKey.filter((column) => !projection.columns.includes(column))
  if (missing.length === 0) return
  refuse(call, 'E_DISTINCT', `distinct reads the partition key, but select leaves out ${listNames(missing)}.`, {
    hint: 'Add it to select, or restrict the partition key in where.',
  })
}

/** Of a class that shares its table the discriminator is restricted without being named. */
function refuseClass(call: Call, { propertyName }: ColumnModel): never {
  const { entityName, shared } = call.model
  return refuse(call, 'E_DISTINCT', `tells rows of ${entityName} apart, and distinct gives partitions, not rows.`, {
    property: propertyName,
    hint: `Use the repository of ${shared!.base.name} for the partitions, or groupBy for the first row of ${entityName} in each.`,
  })
}

/** The column that a result is, or is of. */
function sourceOf({ columns }: TableModel, result: ResultColumn): ColumnModel {
  if (isComputed(result)) return result.column
  return isDerived(result) ? columns[result.ordinal]! : result
}

function refuseColumn(call: Call, { propertyName }: ColumnModel, done: 'read' | 'restricted'): never {
  return refuse(call, 'E_DISTINCT', `is a column of rows and cannot be ${done} with distinct.`, {
    property: propertyName,
    hint: 'distinct gives one row of each partition: its key and its static columns. groupBy gives the first row of each.',
  })
}
