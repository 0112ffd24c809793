import { printDataType } from '../../cql/data-type.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { LiveTable } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { tableRecipe } from '../recipes/table-recipe.js'

/**
 * A missing column that is a counter in a table that was made without any, or the other way round: a table is for counters
 * from the first statement on or never, also when the last one was dropped (seen on 5.0.9). A column of a name that was
 * dropped is told of elsewhere.
 */
export function refuseMixedCounters(model: TableModel, column: ColumnModel, live: LiveTable): SchemaDifference[] {
  const columns = [...live.columns.values(), ...live.droppedColumns.values()]
  const isCounterTable = columns.some(({ type }) => type === 'counter')
  if (column.isCounter === isCounterTable || live.droppedColumns.has(column.columnName)) return []
  const { keyspace, table, entityName } = model
  const [wanted, is] = column.isCounter ? ['a counter', 'a table without'] : ['no counter', 'a table of counters']
  return [
    {
      object: objectName(keyspace, table, column.columnName),
      kind: 'column',
      is,
      wanted: printDataType(column.type),
      action: 'refuse',
      reason: `is ${wanted} in ${entityName}.${column.propertyName}, and cannot be added to ${is}`,
      hint: 'Counters have a table of their own from the beginning: make one of another name.',
      recipe: tableRecipe(model, live),
    },
  ]
}
