import type { Relation } from '../cql/statement.js'
import { refuse } from './call.js'
import type { Call } from './call.js'
import type { Marker } from './marker.js'
import { classRelation, classRestriction } from './narrow.js'
import { isPointwise, relationsOf } from './restriction.js'
import type { Restriction } from './restriction.js'

/**
 * The condition of a DELETE. Of a class that shares its table, the discriminator goes along where it is part of the
 * key. Where it is not, only whole keys are taken: anything else would delete rows of other classes.
 */
export function narrowDelete(
  call: Call,
  asked: readonly Restriction[],
): { readonly restrictions: readonly Restriction[]; readonly relations: readonly Relation<Marker>[] } {
  const { shared, columnOf, primaryKey } = call.model
  const relations = asked.flatMap(relationsOf)
  if (shared === undefined || shared.isBase) return { restrictions: asked, relations }
  const column = columnOf.get(shared.discriminator)!
  if (!column.isKey) {
    const pointwise = new Set(asked.filter(isPointwise).map((restriction) => restriction.column))
    if (!primaryKey.every((key) => pointwise.has(key))) refuseOtherRows(call)
    return { restrictions: asked, relations }
  }
  const given = asked.find((restriction) => restriction.column === column)
  if (given !== undefined) {
    if (!isPointwise(given)) refuseOtherRows(call)
    return { restrictions: asked, relations }
  }
  const added = classRestriction(column, [...shared.byValue.keys()])
  const restrictions = [...asked, added].sort((a, b) => a.column.ordinal - b.column.ordinal)
  return {
    restrictions,
    relations: restrictions.flatMap((one) => (one === added ? [classRelation(call)] : relationsOf(one))),
  }
}

/** Refuses, through the repository of a class that shares its table, what would delete rows of other classes. */
export function refuseOtherRows(call: Call): void {
  const { shared, entityName } = call.model
  if (shared === undefined || shared.isBase) return
  refuse(call, 'E_DISCRIMINATOR', `would delete rows of other classes than ${entityName}; expected whole keys.`, {
    hint: `Delete by primary key, or use the repository of ${shared.base.name}.`,
  })
}
