import type { DriverRow } from '../driver/driver.js'
import type { SelectPlan } from '../plan/statement-plan.js'
import { aborted } from './executor.js'

/**
 * The rows of a page one by one, each hydrated when it is asked for. A signal ends it between two rows: those that were
 * read and not handed out are dropped.
 */
export function* handOut(
  plan: SelectPlan,
  rows: readonly DriverRow[],
  signal: AbortSignal | undefined,
): Generator<object, void, undefined> {
  for (const row of rows) {
    if (signal?.aborted === true) throw aborted(plan.cql, plan.entityName, 'not_sent', signal)
    yield hydrate(plan, row)
  }
}

function hydrate(plan: SelectPlan, row: DriverRow): object {
  try {
    return plan.hydrate(row)
  } catch (error) {
    throw plan.explainFailure([row], error)
  }
}
