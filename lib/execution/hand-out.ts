import type { DriverRow } from '../driver/driver.js'
import { translateError } from '../driver/translate-error.js'
import type { SelectPlan } from '../plan/statement-plan.js'
import { goOn } from './go-on.js'
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
    checkSignal(plan, signal)
    yield hydrateOne(plan, row)
  }
}

function checkSignal({ cql, entityName }: SelectPlan, signal: AbortSignal | undefined): void {
  try {
    goOn(signal)
  } catch (error) {
    throw translateError(error, { entity: entityName, cql })
  }
}
