import { MappingError } from '../errors/mapping-error.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { buildTableModel } from './build-table-model.js'
import type { BuiltTableModel, ModelOptions } from './build-table-model.js'
import type { TableModel } from './table-model.js'

/** Models of all entities of a data source, or one `MappingError` with every mistake in any of them. */
export function compileModels(
  entities: readonly EntityClass[],
  options: ModelOptions,
): ReadonlyMap<EntityClass, TableModel> {
  const built = entities.map((entity) => buildTableModel(entity, options))
  refuseSharedTables(built)
  const problems = built.flatMap((one) => one.problems.list)
  if (problems.length > 0) throw new MappingError(problems)
  return new Map(built.map(({ model }) => [model.entity, model]))
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
