import type { DriverRow } from '../../driver/driver.js'
import type { SelectPlan } from '../../plan/statement-plan.js'
import type { Executor } from '../executor.js'
import type { ExecutionOptions } from '../options.js'

/** A page as the caller wants it, of any number of pages of the server. */
export interface SizedPage {
  readonly rows: readonly DriverRow[]
  /** Where the next page begins; none where the server knows that there are no more rows. */
  readonly pageState: string | undefined
}

/**
 * Exactly `size` rows, or fewer where there are no more. The size of a page is a wish to the server, which may answer with
 * fewer rows, or none, and a page state: it is asked again for those missing.
 */
export async function readPage(
  executor: Executor,
  plan: SelectPlan,
  values: readonly unknown[],
  options: ExecutionOptions,
  size: number,
  from: string | undefined,
): Promise<SizedPage> {
  const rows: DriverRow[] = []
  let pageState = from
  do {
    const page = await executor.execute(plan, values, { ...options, fetchSize: size - rows.length }, true, pageState)
    for (const row of page.rows ?? []) rows.push(row)
    pageState = page.pageState || undefined
  } while (pageState !== undefined && rows.length < size)
  return { rows, pageState }
}
