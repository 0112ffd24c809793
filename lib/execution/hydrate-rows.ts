import type { DriverRow } from '../driver/driver.js'
import type { SelectPlan } from '../plan/statement-plan.js'
import { lazyRows } from './lazy-rows.js'

/** Rows as entities or plain objects; one that cannot be told is a `DecodeError` which says where. */
export function hydrateAll(plan: SelectPlan, rows: readonly DriverRow[]): object[] {
  if (plan.isLazy) return lazyRows(rows, (row) => hydrateOne(plan, row))
  try {
    return rows.map(plan.hydrate)
  } catch (error) {
    throw plan.explainFailure(rows, error)
  }
}

/** One row as `hydrateAll` makes it. */
export function hydrateOne(plan: SelectPlan, row: DriverRow): object {
  try {
    return plan.hydrate(row)
  } catch (error) {
    throw plan.explainFailure([row], error)
  }
}
