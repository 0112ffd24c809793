import { MappingError } from '../errors/mapping-error.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { buildTableModel } from './build-table-model.js'
import type { BuiltTableModel } from './build-table-model.js'
import type { ModelOptions } from './model-options.js'
import { problemsOf } from './problems.js'
import type { TableModel } from './table-model.js'
import { UserTypes } from './user-types.js'

/**
 * Models of all entities of a data source, or one `MappingError` with every mistake in any of them. Classes of
 * user-defined types may be among them: they are tables no more than elsewhere.
 */
export function compileModels(
  entities: readonly EntityClass[],
  options: ModelOptions,
): ReadonlyMap<EntityClass, TableModel> {
  const byKeyspace = new Map<string, UserTypes>()
  const userTypesOf = (keyspace: string): UserTypes => {
    const userTypes = byKeyspace.get(keyspace) ?? new UserTypes(keyspace, options)
    byKeyspace.set(keyspace, userTypes)
    return userTypes
  }
  for (const entity of entities) {
    if (isUserTypeOnly(entity)) userTypesOf(options.keyspace ?? '').ofClass(entity, '', problemsOf(entity.name))
  }
  const built = entities
    .filter((entity) => !isUserTypeOnly(entity))
    .map((entity) => buildTableModel(entity, options, userTypesOf))
  refuseSharedTables(built)
  const ofTypes = [...byKeyspace.values()].flatMap((userTypes) => userTypes.problems)
  const problems = [...built.map((one) => one.problems), ...ofTypes].flatMap(({ list }) => list)
  if (problems.length > 0) throw new MappingError(problems)
  return new Map(built.map(({ model }) => [model.entity, model]))
}

function isUserTypeOnly(entity: EntityClass): boolean {
  const { userType, table } = readEntityMetadata(entity).metadata
  return userType !== undefined && table === undefined
}

function refuseSharedTables(built: readonly BuiltTableModel[]): void {
  const owners = new Map<string, TableModel>()
  for (const { model, problems } of built) {
    const owner = owners.get(model.qualifiedName)
    if (owner === undefined) {
      owners.set(model.qualifiedName, model)
    } else {
      problems.add(
        'E_NAME_CLASH',
        undefined,
        `is the table ${model.qualifiedName}, which ${owner.entityName} is already; expected one class a table.`,
        'Give one of them another name in @Table(), or a data source of its own.',
      )
    }
  }
}
