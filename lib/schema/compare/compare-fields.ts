import { printDataType } from '../../cql/data-type.js'
import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { FieldModel, UserTypeModel } from '../../model/user-type-model.js'
import type { LiveKeyspace, LiveUserType } from '../live/live-schema.js'
import { addFieldCql } from '../model-statements.js'
import { fieldRecipe } from '../recipes/field-recipe.js'
import { fieldRename } from '../recipes/rename-hint.js'
import { objectName } from '../object-name.js'
import { obstacleTo } from './field-obstacles.js'
import { vectorRefusal } from './refuse-column.js'
import type { ServerFeatures } from '../live/server-features.js'
import { sameFieldType } from './type-text.js'

const recipe =
  'Cassandra does not change the type of a field: add a field of another name, copy, then read that one; or use a type of another name.'

/**
 * Fields that are missing, each added at the end by a statement of its own, and fields of another type. The order of
 * fields is that of the server.
 */
export function compareFields(
  type: UserTypeModel,
  live: LiveUserType,
  keyspace: LiveKeyspace,
  { features, models }: { readonly features: ServerFeatures; readonly models: readonly TableModel[] },
): SchemaDifference[] {
  const missing = type.fields.filter(({ fieldName }) => !live.fields.has(fieldName))
  return [
    ...refuseFields(type, missing, features),
    ...missing.map((field) => {
      const obstacle = obstacleTo(type, field, keyspace)
      return obstacle === undefined
        ? missingField(type, field, live)
        : { ...tell(type, field), action: 'refuse' as const, ...obstacle }
    }),
    ...type.fields.flatMap((field) => compareType(type, field, live, models)),
  ]
}

/** Fields of types that the server does not have. */
export function refuseFields(
  type: UserTypeModel,
  fields: readonly FieldModel[],
  features: ServerFeatures,
): SchemaDifference[] {
  return fields.flatMap((field) => {
    const refusal = vectorRefusal(field.type, features)
    return refusal === undefined ? [] : [{ ...tell(type, field), ...refusal }]
  })
}

function missingField(type: UserTypeModel, field: FieldModel, live: LiveUserType): SchemaDifference {
  const hint = fieldRename(type, field, live)
  return { ...tell(type, field), action: 'add', reason: 'does not exist', hint, cql: addFieldCql(type, field) }
}

function compareType(
  type: UserTypeModel,
  field: FieldModel,
  live: LiveUserType,
  models: readonly TableModel[],
): SchemaDifference[] {
  const is = live.fields.get(field.fieldName)
  if (is === undefined || sameFieldType(is, printDataType(field.type))) return []
  const reason = `has another type than ${type.entityName}.${field.propertyName}`
  return [
    {
      ...tell(type, field),
      is,
      action: 'refuse',
      reason,
      hint: recipe,
      recipe: fieldRecipe(type, field, live, models),
    },
  ]
}

function tell(
  { keyspace, name }: UserTypeModel,
  { fieldName, type }: FieldModel,
): Pick<SchemaDifference, 'object' | 'kind' | 'is' | 'wanted'> {
  const wanted = printDataType(type)
  return { object: objectName(keyspace, name, fieldName), kind: 'field', is: undefined, wanted }
}
