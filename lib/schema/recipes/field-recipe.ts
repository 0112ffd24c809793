import { partsOf } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { FieldModel, UserTypeModel } from '../../model/user-type-model.js'
import type { LiveUserType } from '../live/live-schema.js'
import { objectName } from '../object-name.js'
import { copy } from './column-recipe.js'
import { converted, freeName, literal, propertyOf, typeOf } from './recipe-text.js'
import { typeExpression } from './type-expression.js'

/** How a field becomes one of another type: another field beside it, filled from it in every entity that holds the type. */
export function fieldRecipe(
  type: UserTypeModel,
  field: FieldModel,
  live: LiveUserType,
  models: readonly TableModel[],
): string {
  const { entityName } = type
  const { fieldName, propertyName: property } = field
  const is = typeOf(live.fields.get(fieldName) ?? '')
  const before = `${property}Before`
  const isTaken = (name: string) => live.fields.has(name) || type.fields.some((other) => other.fieldName === name)
  const next = freeName(fieldName, '_', isTaken)
  const declared =
    (is &&
      typeExpression(
        is,
        models.flatMap(({ userTypes }) => userTypes),
      )) ??
    literal(live.fields.get(fieldName) ?? '')
  const uses = models.flatMap((model) => model.columns.map((column) => ({ model, column })))
  return [
    `// 1. In ${entityName}: ${property} gets the field ${literal(next)} by its option name, and what is there a property of its own:`,
    `//      @Column(${declared}, { name: ${literal(fieldName)} }) ${before}`,
    `// 2. Bring the schema up to date, which adds ${objectName(next)}.`,
    '// 3. Copy wherever the type is held, and once more when no instance writes the old field any longer.',
    ...uses.flatMap(({ model, column }) => {
      if (!holds(column.type, type.name)) return []
      if (column.userType?.name !== type.name)
        return [`// The same for each value in ${model.entityName}.${column.propertyName}.`]
      return copyField(model, column, { property, before, convert: (value) => converted(value, is, field.type) })
    }),
    `// 4. Take ${before} out of ${entityName}. Cassandra drops no field: ${objectName(fieldName)} stays.`,
  ].join('\n')
}

/** In a block of its own, since there may be several. */
function copyField(
  model: TableModel,
  column: ColumnModel,
  names: { readonly property: string; readonly before: string; readonly convert: (value: string) => string },
): string[] {
  const value = propertyOf('row', column.propertyName)
  const [old, now] = [propertyOf(value, names.before), propertyOf(value, names.property)]
  const skip = `${value} == null || ${old} == null || ${now} != null`
  return ['{', ...copy(model, skip, `${now} = ${names.convert(old)}`).map((line) => `  ${line}`), '}']
}

function holds(type: CqlType, name: string): boolean {
  return (type.kind === 'udt' && type.name === name) || partsOf(type).some((part) => holds(part, name))
}
