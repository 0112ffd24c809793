import type { DriverRow } from '../driver/driver.js'
import { GivenUp } from '../driver/given-up.js'
import { translateError } from '../driver/translate-error.js'
import type { SelectPlan } from '../plan/statement-plan.js'
import { hydrateOne } from './hydrate-rows.js'

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
    if (signal?.aborted === true) throw aborted(plan, signal)
    yield hydrateOne(plan, row)
  }
}

function aborted({ cql, entityName }: SelectPlan, signal: AbortSignal): Error {
  return translateError(new GivenUp('abort', false, undefined, signal.reason), { entity: entityName, cql })
}
