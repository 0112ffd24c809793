import type { EntityClass } from '../metadata/entity-metadata.js'
import type { BuiltTableModel } from './build-table-model.js'
import { buildViewModel } from './build-view-model.js'
import type { ModelOptions } from './model-options.js'
import { problemsOf } from './problems.js'
import type { Problems } from './problems.js'
import type { UserTypes } from './user-types.js'
import { baseOfView } from './view-base.js'

/** The models of materialized views, and what is wrong with those that can have none. */
export interface BuiltViews {
  readonly built: readonly BuiltTableModel[]
  readonly misplaced: readonly Problems[]
}

/** The models of the views of a data source whose tables have models. Where the base has mistakes, those come first. */
export function buildViews(
  views: readonly EntityClass[],
  tables: { readonly entities: readonly EntityClass[]; readonly built: readonly BuiltTableModel[] },
  options: ModelOptions,
  userTypesOf: (keyspace: string) => UserTypes,
): BuiltViews {
  const misplaced: Problems[] = []
  const built: BuiltTableModel[] = []
  for (const view of views) {
    const found = baseOfView(view, tables.entities)
    if ('problem' in found) {
      misplaced.push(problemsOf(view.name || 'anonymous class', [found.problem]))
      continue
    }
    const base = tables.built.find(({ model }) => model.entity === found.base)
    if (base?.problems.list.length === 0) built.push(buildViewModel(view, base.model, options, userTypesOf))
  }
  return { built, misplaced }
}
