import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { listNames, refuse } from '../call.js'
import { isPointwise, isRange } from './restriction.js'
import type { Restriction } from './restriction.js'

/** Why restrictions of clustering columns are no prefix of them. */
type Flaw =
  | { readonly kind: 'gap'; readonly column: ColumnModel; readonly missing: ColumnModel }
  | { readonly kind: 'after range'; readonly column: ColumnModel; readonly range: ColumnModel }
  | { readonly kind: 'operator'; readonly column: ColumnModel }

/** Whether clustering columns are restricted from the first on, without gaps, a range ending the prefix. */
export function isClusteringPrefix(call: Call, restrictions: readonly Restriction[]): boolean {
  return findFlaw(call, restrictions) === undefined
}

/** Refuses restrictions of clustering columns that are no prefix of them. */
export function checkClusteringPrefix(call: Call, restrictions: readonly Restriction[]): void {
  const flaw = findFlaw(call, restrictions)
  if (flaw === undefined) return
  if (flaw.kind === 'gap') refuseGap(call, flaw.column, flaw.missing)
  if (flaw.kind === 'after range') refuseAfterRange(call, flaw.column, flaw.range)
  refuse(call, 'E_FILTERING', 'is restricted by its elements, which no key answers; expected a value or a range.', {
    property: flaw.column.propertyName,
    hint: 'allowFiltering: true reads and discards rows, which is only safe inside one partition.',
  })
}

function findFlaw({ model }: Call, restrictions: readonly Restriction[]): Flaw | undefined {
  let missing: ColumnModel | undefined
  let range: Restriction | undefined
  for (const column of model.clusteringColumns) {
    const restriction = restrictions.find((one) => (one.tuple?.columns ?? [one.column]).includes(column))
    if (restriction === undefined) {
      missing ??= column
      continue
    }
    if (missing !== undefined) return { kind: 'gap', column, missing }
    if (range !== undefined && range !== restriction) return { kind: 'after range', column, range: range.column }
    if (restriction.tuple !== undefined || isRange(restriction)) range = restriction
    else if (!isPointwise(restriction)) return { kind: 'operator', column }
  }
  return undefined
}

function refuseGap(call: Call, column: ColumnModel, missing: ColumnModel): never {
  const order = listNames(call.model.clusteringColumns)
  return refuse(
    call,
    'E_CLUSTERING_GAP',
    `is restricted but '${missing.propertyName}' before it is not; expected clustering columns in order (${order}).`,
    {
      property: column.propertyName,
      hint: `Restrict '${missing.propertyName}' as well, or filter in code; allowFiltering: true reads and discards the rows between.`,
    },
  )
}

function refuseAfterRange(call: Call, column: ColumnModel, range: ColumnModel): never {
  return refuse(
    call,
    'E_RANGE_NOT_LAST',
    `is restricted after a range on '${range.propertyName}'; expected the range to be the last restriction.`,
    {
      property: column.propertyName,
      hint: `Rows are ordered by '${range.propertyName}' first: filter '${column.propertyName}' in code, or key a table the other way round.`,
    },
  )
}
