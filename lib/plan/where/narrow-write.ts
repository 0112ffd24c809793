import { refuse } from '../call.js'
import type { Call } from '../call.js'
import { classRestriction } from './narrow.js'
import { isPointwise } from './restriction.js'
import type { Restriction } from './restriction.js'

/** What a DELETE is restricted by; `own`: the restriction of the class, where nobody asked for it. */
export interface NarrowedDelete {
  readonly restrictions: readonly Restriction[]
  readonly own: Restriction | undefined
}

/**
 * The condition of a DELETE. Of a class that shares its table, the discriminator goes along where it is part of the
 * key. Where it is not, only whole keys are taken: anything else would delete rows of other classes.
 */
export function narrowDelete(call: Call, asked: readonly Restriction[]): NarrowedDelete {
  const { shared, columnOf, primaryKey } = call.model
  const asIs: NarrowedDelete = { restrictions: asked, own: undefined }
  if (shared === undefined || shared.isBase) return asIs
  const column = columnOf.get(shared.discriminator)!
  if (!column.isKey) {
    const pointwise = new Set(asked.filter(isPointwise).map((restriction) => restriction.column))
    if (!primaryKey.every((key) => pointwise.has(key))) refuseOtherRows(call)
    return asIs
  }
  const given = asked.find((one) => (one.tuple?.columns ?? [one.column]).includes(column))
  if (given !== undefined) {
    if (!isPointwise(given)) refuseOtherRows(call)
    return asIs
  }
  const own = classRestriction(column, [...shared.byValue.keys()])
  return { restrictions: [...asked, own].sort((a, b) => a.column.ordinal - b.column.ordinal), own }
}

/** Refuses, through the repository of a class that shares its table, what would delete rows of other classes. */
export function refuseOtherRows(call: Call): void {
  const { shared, entityName } = call.model
  if (shared === undefined || shared.isBase) return
  refuse(call, 'E_DISCRIMINATOR', `would delete rows of other classes than ${entityName}; expected whole keys.`, {
    hint: `Delete by primary key, or use the repository of ${shared.base.name}.`,
  })
}
