import type { EntityClass, EntityMetadata } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { resolveModel } from './build-table-model.js'
import type { BuiltTableModel } from './build-table-model.js'
import type { ModelOptions } from './model-options.js'
import { problemsOf } from './problems.js'
import type { Problems } from './problems.js'
import type { TableModel } from './table-model.js'
import type { UserTypes } from './user-types.js'
import { validateView } from './validate/validate-view.js'
import { viewColumns } from './view-columns.js'

/** The model of a materialized view of `base`, which has a model without mistakes. */
export function buildViewModel(
  entity: EntityClass,
  base: TableModel,
  options: ModelOptions,
  userTypesOf: (keyspace: string) => UserTypes,
): BuiltTableModel {
  const { metadata: declared, problems: seen } = readEntityMetadata(entity)
  const problems = problemsOf(entity.name || 'anonymous class', seen)
  const metadata = viewMetadata(declared, base, problems)
  const model = resolveModel(entity, metadata, options, { userTypesOf, problems, viewOf: base })
  validateView(model, declared, base, problems)
  return { model, problems }
}

/** What was declared, completed from the base, without what only writes use. */
function viewMetadata(declared: EntityMetadata, base: TableModel, problems: Problems): EntityMetadata {
  const { view } = declared
  return {
    ...declared,
    table: { ...view, keyspace: base.keyspace, synchronize: view?.synchronize ?? base.synchronize },
    columns: viewColumns(declared, readEntityMetadata(base.entity).metadata, problems),
    indexes: [],
    hooks: declared.hooks.filter(({ event }) => event === 'afterLoad'),
  }
}
