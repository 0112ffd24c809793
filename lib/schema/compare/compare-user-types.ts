import type { SchemaDifference } from '../../errors/schema-error.js'
import type { TableModel } from '../../model/table-model.js'
import type { UserTypeModel } from '../../model/user-type-model.js'
import { compareFields, refuseFields } from './compare-fields.js'
import { extraFields } from './extra-objects.js'
import type { LiveKeyspace, LiveSchema } from '../live/live-schema.js'
import { createTypeCql } from '../model-statements.js'
import { objectName } from '../object-name.js'
import type { ServerFeatures } from '../live/server-features.js'

/** The user-defined types of some tables, each once and after those it is made of: what is missing or otherwise. */
export function compareUserTypes(
  models: readonly TableModel[],
  { keyspaces }: LiveSchema,
  features: ServerFeatures,
): SchemaDifference[] {
  return distinctTypes(models).flatMap((type) =>
    compareUserType(type, keyspaces.get(type.keyspace), { features, models }),
  )
}

function compareUserType(
  type: UserTypeModel,
  keyspace: LiveKeyspace | undefined,
  context: { readonly features: ServerFeatures; readonly models: readonly TableModel[] },
): SchemaDifference[] {
  const live = keyspace?.types.get(type.name)
  if (keyspace === undefined || live === undefined) {
    return [missingType(type), ...refuseFields(type, type.fields, context.features)]
  }
  return [...compareFields(type, live, keyspace, context), ...extraFields(type, live)]
}

/** In the list of a model each type comes after its parts, and so it does here, where the first of a name stays. */
function distinctTypes(models: readonly TableModel[]): UserTypeModel[] {
  const types = new Map<string, UserTypeModel>()
  for (const type of models.flatMap(({ userTypes }) => userTypes)) {
    const name = objectName(type.keyspace, type.name)
    if (!types.has(name)) types.set(name, type)
  }
  return [...types.values()]
}

function missingType(type: UserTypeModel): SchemaDifference {
  return {
    object: objectName(type.keyspace, type.name),
    kind: 'type',
    is: undefined,
    wanted: `the type of ${type.entityName}`,
    action: 'create',
    reason: 'does not exist',
    cql: createTypeCql(type),
  }
}
