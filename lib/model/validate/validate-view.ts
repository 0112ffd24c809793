import { printDataType } from '../../cql/data-type.js'
import type { ColumnMetadata, EntityMetadata } from '../../metadata/entity-metadata.js'
import type { Problems } from '../problems.js'
import type { TableModel } from '../table-model.js'

/** Rules on a materialized view, those of the server among them. `declared`: before it was completed from its base. */
export function validateView(model: TableModel, declared: EntityMetadata, base: TableModel, problems: Problems): void {
  if (base.isCounter) {
    problems.add(
      'E_VIEW',
      undefined,
      `is a view of ${base.entityName}, whose columns are counters; Cassandra has no such views.`,
    )
  }
  validateKey(model, base, problems)
  for (const column of declared.columns) validateColumn(column, model, base, problems)
  for (const { propertyName } of declared.indexes) {
    const hint = `Index the column in ${base.entityName}, or make it part of the key of the view.`
    problems.add('E_VIEW', propertyName, 'has an index; Cassandra has none on views.', hint)
  }
  if (declared.discriminator === undefined) return
  const { propertyName } = declared.discriminator
  problems.add('E_VIEW', propertyName, `is a discriminator; every row of a view is read as ${model.entityName}.`)
}

/** Each row of the view has one row of the table, and each row of the table one of the view at most. */
function validateKey({ primaryKey }: TableModel, base: TableModel, problems: Problems): void {
  if (primaryKey.length === 0) return
  const names = (columns: TableModel['primaryKey']) => columns.map(({ propertyName }) => `'${propertyName}'`).join(', ')
  const inView = new Set(primaryKey.map(({ propertyName }) => propertyName))
  const missing = base.primaryKey.filter(({ propertyName }) => !inView.has(propertyName))
  if (missing.length > 0) {
    problems.add(
      'E_VIEW',
      undefined,
      `has a primary key without ${names(missing)}; expected every column of the primary key of ${base.entityName}.`,
      'Add them as @ClusteringColumn().',
    )
  }
  const others = primaryKey.filter(({ propertyName }) => base.columnOf.get(propertyName)?.isKey === false)
  if (others.length < 2) return
  problems.add(
    'E_VIEW',
    undefined,
    `has ${names(others)} in its primary key; expected one column at most beside the primary key of ${base.entityName}.`,
    'Key a table of its own by them, and write to both in a batch.',
  )
}

function validateColumn(column: ColumnMetadata, model: TableModel, base: TableModel, problems: Problems): void {
  const { propertyName, columnName, role, type } = column
  const same = base.columnOf.get(propertyName)
  if (same === undefined) return
  const { entityName } = base
  if (role === 'static' || same.role === 'static') {
    const hint = same.role === 'static' ? `Leave it out: read it from ${entityName}.` : 'Use @Column().'
    problems.add('E_VIEW', propertyName, 'is static; views have no static columns.', hint)
  }
  if (columnName !== undefined && columnName !== same.columnName) {
    const message = `has another { name } than in ${entityName}; a view has the columns of its base by their names.`
    problems.add('E_VIEW', propertyName, message, 'Leave it out.')
  }
  const resolved = model.columnOf.get(propertyName)
  if (type === undefined || resolved === undefined) return
  const [is, wanted] = [printDataType(resolved.type), printDataType(same.type)]
  if (is === wanted) return
  const hint = `Leave the type out: it is that of ${entityName}.`
  problems.add('E_VIEW', propertyName, `is ${is}, and ${wanted} in ${entityName}; expected one type.`, hint)
}
