import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import type { DeclarationProblem } from '../metadata/registry.js'
import { tableClassAbove } from './shared-table.js'

/** What a class is a materialized view of; or why it can be a view of nothing. */
export function baseOfView(
  view: EntityClass,
  entities: readonly EntityClass[],
): { readonly base: EntityClass } | { readonly problem: DeclarationProblem } {
  const own = refuseOwnTable(view)
  if (own !== undefined) return { problem: own }
  const base = classOf(readEntityMetadata(view).metadata.view!.base)
  if (base === undefined) return { problem: noBase }
  const { metadata } = readEntityMetadata(base)
  if (metadata.view !== undefined) return { problem: viewOfView(base) }
  if (metadata.table === undefined) return { problem: noTable(base) }
  return entities.includes(base) ? { base } : { problem: missingBase(base) }
}

/** A class that is not there yet, because modules import each other in a circle, is as good as none. */
function classOf(base: () => unknown): EntityClass | undefined {
  try {
    const found = base()
    return typeof found === 'function' ? (found as EntityClass) : undefined
  } catch {
    return undefined
  }
}

/** A view is a class of its own: what it would inherit from an entity has another key, and what it adds has no table. */
function refuseOwnTable(view: EntityClass): DeclarationProblem | undefined {
  const { table, userType, discriminatorValue } = readEntityMetadata(view).metadata
  const others = { '@Table': table, '@UserType': userType, '@DiscriminatorValue': discriminatorValue }
  const [other] = Object.entries(others).find(([, declared]) => declared !== undefined) ?? []
  if (other !== undefined) {
    return { code: 'E_VIEW', message: `has ${other} and @MaterializedView; expected one of them.` }
  }
  const above = tableClassAbove(view)
  if (above === undefined) return undefined
  return {
    code: 'E_VIEW',
    message: `extends ${above.name}, whose table has another key; expected a class of its own.`,
    hint: 'Declare the properties of the view again, without types: they are those of its base.',
  }
}

const noBase: DeclarationProblem = {
  code: 'E_VIEW',
  message: 'does not say what it is a view of; expected @MaterializedView(() => Entity).',
  hint: 'Modules that import each other see undefined at first: the function is called when the data source starts.',
}

function viewOfView({ name }: EntityClass): DeclarationProblem {
  return {
    code: 'E_VIEW',
    message: `is a view of ${name}, which is a view itself; expected an entity with @Table.`,
    hint: `Make it another view of what ${name} is a view of.`,
  }
}

function noTable({ name }: EntityClass): DeclarationProblem {
  return {
    code: 'E_VIEW',
    message: `is a view of ${name}, which has no @Table of its own; expected an entity with @Table.`,
    hint: 'Of several classes in one table, name the one with @Table: the view has rows of all of them.',
  }
}

function missingBase({ name }: EntityClass): DeclarationProblem {
  return {
    code: 'E_VIEW',
    message: `is a view of ${name}, which is not among the entities of the DataSource.`,
    hint: `Add ${name} to the entities.`,
  }
}
