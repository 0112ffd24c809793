import type { DriverResult, DriverRow, RequestOptions } from '../driver/driver.js'
import { translateError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import { OptionError } from '../errors/option-error.js'
import { ExecutionError } from '../errors/execution-error.js'
import type { SelectPlan, StatementPlan } from '../plan/statement-plan.js'
import type { Door } from './dispatcher.js'
import { lazyRows } from './lazy-rows.js'
import { mergeDefined, requestOptions } from './options.js'
import type { ExecutionOptions } from './options.js'
import { searchOptions } from './search-options.js'

/** Carries plans out: bind, send, and for reads every page of the result. */
export class Executor {
  readonly #door: Door
  readonly #defaults: ExecutionOptions
  readonly #idempotent: RequestOptions
  readonly #notIdempotent: RequestOptions

  constructor(door: Door, defaults: ExecutionOptions) {
    this.#door = door
    this.#defaults = defaults
    this.#idempotent = requestOptions(defaults, true)
    this.#notIdempotent = requestOptions(defaults, false)
  }

  /** Accepts work of several statements as one call: closing the data source waits for all of it. */
  async admit<T>(work: () => Promise<T>): Promise<T> {
    this.#door.enter()
    try {
      return await work()
    } finally {
      this.#door.leave()
    }
  }

  /** All rows, hydrated, whatever the number of pages. `isAdmitted`: part of work that was admitted. */
  async read(
    plan: SelectPlan,
    where: unknown,
    input: unknown,
    options?: ExecutionOptions,
    isAdmitted = false,
  ): Promise<object[]> {
    const request = this.#request(plan, options)
    const values = plan.bind(where, input)
    if (!isAdmitted) this.#door.enter()
    let rows: readonly DriverRow[]
    try {
      const first = await this.#send(plan, values, request, options)
      rows = first.pageState ? await this.#allRows(first, plan, values, request, options) : (first.rows ?? [])
    } catch (error) {
      throw asOurs(error, plan)
    } finally {
      if (!isAdmitted) this.#door.leave()
    }
    return hydrateAll(plan, rows)
  }

  /** The rows of the first page and of those that follow; apart, because most reads have one page. */
  async #allRows(
    first: DriverResult,
    plan: SelectPlan,
    values: readonly unknown[],
    request: RequestOptions,
    options: ExecutionOptions | undefined,
  ): Promise<readonly DriverRow[]> {
    const rows = [...(first.rows ?? [])]
    for (let pageState = first.pageState; pageState;) {
      const page = await this.#send(plan, values, { pageState, ...request }, options)
      for (const row of page.rows ?? []) rows.push(row)
      pageState = page.pageState
    }
    return rows
  }

  /** One request of a plan and the answer to it; of a read one page. `isAdmitted`: part of work that was admitted. */
  async execute(
    plan: StatementPlan,
    values: readonly unknown[],
    options?: ExecutionOptions,
    isAdmitted = false,
    pageState?: string,
  ): Promise<DriverResult> {
    const request = this.#request(plan, options)
    if (!isAdmitted) this.#door.enter()
    try {
      return await this.#send(plan, values, pageState === undefined ? request : { pageState, ...request }, options)
    } catch (error) {
      throw asOurs(error, plan)
    } finally {
      if (!isAdmitted) this.#door.leave()
    }
  }

  #request(plan: StatementPlan | SelectPlan, options: ExecutionOptions | undefined): RequestOptions {
    const { batch } = plan
    const request = this.#requestOptions(plan, options)
    return batch === undefined ? request : { ...request, batch }
  }

  #requestOptions(plan: StatementPlan | SelectPlan, options: ExecutionOptions | undefined): RequestOptions {
    if ('isNearest' in plan && plan.isNearest) {
      return requestOptions(mergeDefined(this.#defaults, searchOptions(plan, options)), plan.isIdempotent)
    }
    if (options === undefined || isEmpty(options)) return plan.isIdempotent ? this.#idempotent : this.#notIdempotent
    return requestOptions(mergeDefined(this.#defaults, options), plan.isIdempotent)
  }

  #send(
    { cql, entityName }: StatementPlan,
    values: readonly unknown[],
    request: RequestOptions,
    options: ExecutionOptions | undefined,
  ): Promise<DriverResult> {
    const signal = options?.signal
    if (signal === undefined) return this.#door.execute(cql, values, request)
    if (typeof signal.addEventListener !== 'function') throw new OptionError("option 'signal' must be an AbortSignal.")
    if (signal.aborted) throw aborted(cql, entityName, 'not_sent', signal)
    return untilAborted(signal, this.#door.execute(cql, values, request), cql, entityName)
  }
}

/** Rows as entities or plain objects; one that cannot be told is a `DecodeError` which says where. */
export function hydrateAll(plan: SelectPlan, rows: readonly DriverRow[]): object[] {
  if (plan.isLazy) return lazyRows(plan, rows)
  try {
    return rows.map(plan.hydrate)
  } catch (error) {
    throw plan.explainFailure(rows, error)
  }
}

/** Failures of driver and server get a class of ours, the statement and an outcome. */
function asOurs(error: unknown, { entityName, cql }: StatementPlan): unknown {
  return isCassiformError(error) ? error : translateError(error, { entity: entityName, cql })
}

/** True for options that change nothing, as a `find` has them that says only what to read. */
function isEmpty(options: ExecutionOptions): boolean {
  return (
    options.consistency === undefined &&
    options.serialConsistency === undefined &&
    options.timeoutMs === undefined &&
    options.executionProfile === undefined &&
    options.idempotent === undefined &&
    options.trace === undefined &&
    options.fetchSize === undefined
  )
}

/** The result, or an error of unknown outcome as soon as the signal fires. */
async function untilAborted<T>(
  signal: AbortSignal,
  result: Promise<T>,
  cql: string,
  entity: string | undefined,
): Promise<T> {
  let stop: () => void = () => {}
  const abortion = new Promise<never>((_, reject) => {
    const onAbort = () => reject(aborted(cql, entity, 'unknown', signal))
    signal.addEventListener('abort', onAbort, { once: true })
    stop = () => signal.removeEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([result, abortion])
  } finally {
    stop()
    result.catch(() => {})
  }
}

/** The error of a call whose signal has fired. */
export function aborted(
  cql: string,
  entity: string | undefined,
  outcome: 'not_sent' | 'unknown',
  signal: AbortSignal,
): ExecutionError {
  const sentence =
    outcome === 'not_sent' ? 'aborted before it was sent.' : 'aborted while the server was working on it.'
  return new ExecutionError(sentence, { code: 'E_ABORTED', outcome, entity, cql, cause: signal.reason })
}
