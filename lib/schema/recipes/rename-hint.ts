import { printDataType } from '../../cql/data-type.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { FieldModel, UserTypeModel } from '../../model/user-type-model.js'
import type { LiveTable, LiveUserType } from '../live/live-schema.js'
import { sameFieldType, sameType } from '../compare/type-text.js'
import { literal } from './recipe-text.js'

/**
 * What to do if a column that is missing is one that is there under another name: a rename cannot be told from an addition, so
 * that it is never acted on. Undefined unless one column is missing and one is extra of its type and kind.
 */
export function columnRename(model: TableModel, column: ColumnModel, { columns: live }: LiveTable): string | undefined {
  const names = new Set(model.columns.map(({ columnName }) => columnName))
  const type = printDataType(column.type)
  const missing = model.columns.filter(
    ({ columnName, role, type: other }) =>
      !live.has(columnName) && role === column.role && sameType(printDataType(other), type),
  )
  const extra = [...live.values()].filter(
    ({ name, kind, type: is }) => !names.has(name) && kind === column.role && sameType(is, type),
  )
  if (missing.length !== 1 || extra.length !== 1) return undefined
  return hintOf(extra[0]!.name, `${model.entityName}.${column.propertyName}`)
}

/** The same for a field of a user-defined type. */
export function fieldRename(
  type: UserTypeModel,
  field: FieldModel,
  { fields: live }: LiveUserType,
): string | undefined {
  const names = new Set(type.fields.map(({ fieldName }) => fieldName))
  const text = printDataType(field.type)
  const missing = type.fields.filter(
    ({ fieldName, type: other }) => !live.has(fieldName) && sameFieldType(printDataType(other), text),
  )
  const extra = [...live].filter(([name, is]) => !names.has(name) && sameFieldType(is, text))
  if (missing.length !== 1 || extra.length !== 1) return undefined
  return hintOf(extra[0]![0], `${type.entityName}.${field.propertyName}`)
}

function hintOf(name: string, place: string): string {
  return `If this is a rename of what is there, keep its name in the database: { name: ${literal(name)} } on ${place}.`
}
