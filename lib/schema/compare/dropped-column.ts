import { printDataType } from '../../cql/data-type.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { LiveTable } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { sameType } from './type-text.js'

/**
 * A missing column whose name was dropped once with another type or kind. Cells of the old column may still be on
 * disk, and would be read as the new one (CASSANDRA-8099, CASSANDRA-16905: reads fail); servers refuse most such
 * columns, and some versions do not, so all are refused here. User-defined types of a dropped column are kept as tuples
 * of their fields, so that no column of one comes back (seen on 5.0.9); nor does a counter (CASSANDRA-7831).
 */
export function refuseDropped(model: TableModel, column: ColumnModel, live: LiveTable): SchemaDifference[] {
  const dropped = live.droppedColumns.get(column.columnName)
  const type = printDataType(column.type)
  if (dropped === undefined) return []
  const isSameKind = dropped.kind === undefined || dropped.kind === column.role
  if (isSameKind && sameType(type, dropped.type) && !column.isCounter) return []
  return [
    {
      object: objectName(model.keyspace, model.table, column.columnName),
      kind: 'column',
      is: `a dropped ${dropped.kind === undefined ? '' : `${dropped.kind} `}column of ${dropped.type}`,
      wanted: `a ${column.role} column of ${type}`,
      action: 'refuse',
      reason: `was dropped once and comes back otherwise in ${model.entityName}.${column.propertyName}`,
      hint: 'Cells of the old column may still be on disk: use another column name.',
    },
  ]
}
