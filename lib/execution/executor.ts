import type { Driver, DriverResult, DriverRow, RequestOptions } from '../driver/driver.js'
import { translateError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import { ExecutionError } from '../errors/execution-error.js'
import type { SelectPlan, StatementPlan, WritePlan } from '../plan/statement-plan.js'
import { requestOptions } from './options.js'
import type { ExecutionOptions } from './options.js'

/** Carries plans out: bind, send, and for reads every page of the result. */
export class Executor {
  readonly #driver: Driver
  readonly #defaults: ExecutionOptions
  readonly #idempotent: RequestOptions
  readonly #notIdempotent: RequestOptions

  constructor(driver: Driver, defaults: ExecutionOptions) {
    this.#driver = driver
    this.#defaults = defaults
    this.#idempotent = requestOptions(defaults, true)
    this.#notIdempotent = requestOptions(defaults, false)
  }

  /** All rows, hydrated, whatever the number of pages. */
  async read(plan: SelectPlan, where: unknown, input: unknown, options?: ExecutionOptions): Promise<object[]> {
    const request = this.#request(plan, options)
    const values = plan.bind(where, input)
    const rows = await this.#allRows(plan, values, request, options)
    return rows.map(plan.hydrate)
  }

  async #allRows(
    plan: SelectPlan,
    values: readonly unknown[],
    request: RequestOptions,
    options: ExecutionOptions | undefined,
  ): Promise<readonly DriverRow[]> {
    try {
      const first = await this.#send(plan, values, request, options)
      if (!first.pageState) return first.rows ?? []
      const rows = [...(first.rows ?? [])]
      for (let pageState: DriverResult['pageState'] = first.pageState; pageState;) {
        const page = await this.#send(plan, values, { pageState, ...request }, options)
        for (const row of page.rows ?? []) rows.push(row)
        pageState = page.pageState
      }
      return rows
    } catch (error) {
      throw asOurs(error, plan)
    }
  }

  /** One statement that returns no rows. */
  async write(plan: WritePlan, values: readonly unknown[], options?: ExecutionOptions): Promise<void> {
    try {
      await this.#send(plan, values, this.#request(plan, options), options)
    } catch (error) {
      throw asOurs(error, plan)
    }
  }

  #request(plan: StatementPlan, options: ExecutionOptions | undefined): RequestOptions {
    if (options === undefined || isEmpty(options)) return plan.isIdempotent ? this.#idempotent : this.#notIdempotent
    return requestOptions({ ...this.#defaults, ...options }, plan.isIdempotent)
  }

  #send(
    { cql, entityName }: StatementPlan,
    values: readonly unknown[],
    request: RequestOptions,
    options: ExecutionOptions | undefined,
  ): Promise<DriverResult> {
    const signal = options?.signal ?? this.#defaults.signal
    if (signal === undefined) return this.#driver.execute(cql, values, request)
    if (signal.aborted) throw aborted(cql, entityName, 'not_sent', signal)
    return untilAborted(signal, this.#driver.execute(cql, values, request), cql, entityName)
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
async function untilAborted<T>(signal: AbortSignal, result: Promise<T>, cql: string, entity: string): Promise<T> {
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

function aborted(cql: string, entity: string, outcome: 'not_sent' | 'unknown', signal: AbortSignal): ExecutionError {
  const sentence =
    outcome === 'not_sent' ? 'aborted before it was sent.' : 'aborted while the server was working on it.'
  return new ExecutionError(sentence, { code: 'E_ABORTED', outcome, entity, cql, cause: signal.reason })
}
