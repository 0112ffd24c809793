import { MappingError } from '../errors/mapping-error.js'
import type { MappingProblem } from '../errors/mapping-error.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { buildTableModel } from './build-table-model.js'
import type { BuiltTableModel } from './build-table-model.js'
import { buildViews } from './build-views.js'
import { giveJson } from './entity-json.js'
import type { ModelOptions } from './model-options.js'
import { joinClasses } from './join-classes.js'
import { problemsOf } from './problems.js'
import { placeOf } from './shared-table.js'
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
  const tables = entities.filter((entity) => !isUserTypeOnly(entity) && !isView(entity))
  const placed = tables.map((entity) => ({ entity, ...placeOf(entity, tables) }))
  const misplaced = placed.flatMap(({ entity, problem }) =>
    // It has no model; what else is wrong with it waits.
    problem === undefined ? [] : [problemsOf(entity.name || 'anonymous class', [problem])],
  )
  const builtTables = placed
    .filter(({ problem }) => problem === undefined)
    .map(({ entity, place }) => buildTableModel(entity, options, userTypesOf, place))
  joinClasses(
    builtTables,
    new Map(placed.flatMap(({ entity, place }) => (place === undefined ? [] : [[entity, place]]))),
  )
  const views = buildViews(entities.filter(isView), { entities: tables, built: builtTables }, options, userTypesOf)
  const built = [...builtTables, ...views.built]
  refuseSameTables(built)
  const ofTypes = [...byKeyspace.values()].flatMap((userTypes) => userTypes.problems)
  const ofBuilt = built.flatMap((one) => ownProblems(one, built))
  const ofPlaces = [...misplaced, ...views.misplaced, ...ofTypes].flatMap(({ list }) => list)
  const problems = [...ofPlaces, ...ofBuilt]
  if (problems.length > 0) throw new MappingError(problems)
  for (const { model } of built) giveJson(model)
  return new Map(built.map(({ model }) => [model.entity, model]))
}

function isUserTypeOnly(entity: EntityClass): boolean {
  const { userType, table, view } = readEntityMetadata(entity).metadata
  return userType !== undefined && table === undefined && view === undefined
}

function isView(entity: EntityClass): boolean {
  return readEntityMetadata(entity).metadata.view !== undefined
}

/** What is wrong with the class with `@Table` is not told again of each class that shares the table. */
function ownProblems(
  { model, problems }: BuiltTableModel,
  built: readonly BuiltTableModel[],
): readonly MappingProblem[] {
  const { shared } = model
  if (shared === undefined || shared.isBase) return problems.list
  const base = built.find((one) => one.model.entity === shared.base)?.problems.list ?? []
  const isOfBase = ({ code, property, message }: MappingProblem) =>
    base.some((other) => other.code === code && other.property === property && other.message === message)
  return problems.list.filter((problem) => !isOfBase(problem))
}

function refuseSameTables(built: readonly BuiltTableModel[]): void {
  const owners = new Map<string, TableModel>()
  for (const { model, problems } of built) {
    if (model.shared !== undefined && !model.shared.isBase) continue
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
