import type { DriverResult, DriverRow, RequestOptions } from '../driver/driver.js'
import { translateError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import type { ExecutionError } from '../errors/execution-error.js'
import type { SelectPlan, StatementPlan } from '../plan/statement-plan.js'
import type { Door } from './dispatcher.js'
import { goOn } from './go-on.js'
import { hydrateAll } from './hydrate-rows.js'
import { concurrency } from './map-concurrently.js'
import { callOptions, checkSignal, defaultsFor, requestOptions, saysNothing } from './options.js'
import type { ExecutionOptions } from './options.js'
import { searchOptions } from './search-options.js'

/**
 * Says more about a failure, off the fast path: which column is missing in the database, for one. Must not reject; the error
 * itself where there is nothing to add.
 */
export type Refine = (error: ExecutionError) => Promise<ExecutionError>

/** Asks one after the other until one has something to add: of a statement that several entities have a part in. */
export function refineByAny(all: Iterable<Refine>): Refine {
  return async (error) => {
    for (const refine of all) {
      const refined = await refine(error)
      if (refined !== error) return refined
    }
    return error
  }
}

/** A page as the caller wants it, of any number of pages of the server. */
export interface SizedPage {
  readonly rows: readonly DriverRow[]
  /** Where the next page begins; none where the server knows that there are no more rows. */
  readonly pageState: string | undefined
}

/** Carries plans out: bind, send, and for reads every page of the result. */
export class Executor {
  readonly #door: Door
  readonly #defaults: ExecutionOptions
  readonly #refine: Refine
  readonly #read: RequestOptions
  readonly #idempotent: RequestOptions
  readonly #notIdempotent: RequestOptions

  constructor(door: Door, defaults: ExecutionOptions, refine: Refine = (error) => Promise.resolve(error)) {
    this.#door = door
    this.#defaults = defaults
    this.#refine = refine
    this.#read = requestOptions(defaults, { isIdempotent: true, isRead: true })
    this.#idempotent = requestOptions(defaults, { isIdempotent: true, isRead: false })
    this.#notIdempotent = requestOptions(defaultsFor(defaults, false), { isIdempotent: false, isRead: false })
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

  /** Requests of one call that are under way at once: no more than there are places for. */
  get lanes(): number {
    return Math.min(concurrency, this.#door.maxInFlight)
  }

  /** All rows of a condition. A value that is refused is thrown, not rejected. */
  read(plan: SelectPlan, where: unknown, input: unknown, options?: ExecutionOptions): Promise<object[]> {
    return this.readBound(plan, plan.bind(where, input), options)
  }

  /** All rows, hydrated, whatever the number of pages. `isAdmitted`: part of work that was admitted. */
  async readBound(
    plan: SelectPlan,
    values: readonly unknown[],
    options?: ExecutionOptions,
    isAdmitted = false,
  ): Promise<object[]> {
    const request = this.#request(plan, options)
    const started = this.#door.clock
    if (!isAdmitted) this.#door.enter()
    let rows: readonly DriverRow[]
    try {
      const first = await this.#door.execute(plan.cql, values, request)
      rows = first.pageState ? await this.#allRows(first, plan, values, request, started) : (first.rows ?? [])
    } catch (error) {
      throw await this.#asOurs(error, plan)
    } finally {
      if (!isAdmitted) this.#door.leave()
    }
    return hydrateAll(plan, rows)
  }

  /** The rows of the first page and of those that follow, within the time of one request; apart, because most reads have one page. */
  async #allRows(
    first: DriverResult,
    plan: SelectPlan,
    values: readonly unknown[],
    request: RequestOptions,
    started: number,
  ): Promise<readonly DriverRow[]> {
    const rows = [...(first.rows ?? [])]
    const expiresAt = started + (request.timeoutMs ?? Infinity)
    for (let pageState = first.pageState; pageState;) {
      goOn(request.signal)
      const page = await this.#door.execute(plan.cql, values, { pageState, expiresAt, ...request })
      for (const row of page.rows ?? []) rows.push(row)
      pageState = page.pageState
    }
    return rows
  }

  /**
   * Exactly `size` rows, or fewer where there are no more, within the time of one request. The size of a page is a wish to the
   * server, which may answer with fewer rows, or none, and a page state: it is asked again for those missing.
   */
  async readSized(
    plan: SelectPlan,
    values: readonly unknown[],
    options: ExecutionOptions,
    size: number,
    from: string | undefined,
  ): Promise<SizedPage> {
    const request = this.#request(plan, { ...options, fetchSize: size })
    const expiresAt = this.#door.clock + (request.timeoutMs ?? Infinity)
    const rows: DriverRow[] = []
    let pageState = from
    try {
      do {
        if (rows.length > 0) goOn(request.signal)
        const fetchSize = size - rows.length
        const page = await this.#door.execute(plan.cql, values, { ...request, fetchSize, expiresAt, pageState })
        for (const row of page.rows ?? []) rows.push(row)
        pageState = page.pageState || undefined
      } while (pageState !== undefined && rows.length < size)
    } catch (error) {
      throw await this.#asOurs(error, plan)
    }
    return { rows, pageState }
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
      return await this.#door.execute(plan.cql, values, pageState === undefined ? request : { pageState, ...request })
    } catch (error) {
      throw await this.#asOurs(error, plan)
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
    if ('isNearest' in plan && plan.isNearest) return this.#mergedRequest(plan, searchOptions(plan, options))
    if (options !== undefined && !saysNothing(options)) return this.#mergedRequest(plan, options)
    return plan.kind === 'select' ? this.#read : plan.isIdempotent ? this.#idempotent : this.#notIdempotent
  }

  #mergedRequest({ kind, isIdempotent, entityName }: StatementPlan, options: ExecutionOptions): RequestOptions {
    const facts = { isIdempotent, isRead: kind === 'select', entity: entityName }
    const request = requestOptions(callOptions(this.#defaults, options, isIdempotent), facts)
    const signal = checkSignal(options.signal, entityName)
    return signal === undefined ? request : { ...request, signal }
  }

  /** Failures of driver and server get a class of ours, the statement and an outcome. */
  async #asOurs(error: unknown, { entityName, cql }: StatementPlan): Promise<unknown> {
    if (isCassiformError(error)) return error
    return this.#refine(translateError(error, { entity: entityName, cql }))
  }
}
