import { ConnectionError } from '../errors/connection-error.js'
import type { Driver, DriverHost, DriverResult, RequestOptions } from '../driver/driver.js'
import { GivenUp } from '../driver/given-up.js'
import { DeadlineWatch } from './deadline-watch.js'
import { isObserved, observed, Remarks } from './observe.js'
import type { Remark } from './observe.js'
import { PendingRequest } from './pending-request.js'
import type { RequestKeeper } from './pending-request.js'
import { WaitingLine } from './waiting-line.js'

/** Told of every request as it is handed to the driver. */
export type StatementListener = (cql: string, values: readonly unknown[]) => void

/** How many requests may be under way, and how many may wait for a place. */
export interface DispatcherLimits {
  readonly maxInFlight: number
  readonly maxQueued: number
}

/** A driver that counts the calls of users, so that closing can answer them first. */
export interface Door extends Driver {
  /** Requests under way at once; what is more waits for its turn. */
  readonly maxInFlight: number
  /** The time by which deadlines are kept, in milliseconds; see `DeadlineWatch`. */
  readonly clock: number
  /** Begins a call; what it sends until `leave` is answered before the connections close. */
  enter(): void
  leave(): void
}

/** What is under way. */
export interface DispatcherCounts {
  readonly inFlight: number
  readonly queued: number
}

/**
 * The driver with a door: requests above `maxInFlight` wait their turn (the driver itself breaks at 2,048 on one
 * connection), listeners hear of each one, and closing answers first what was accepted. It may be opened again.
 *
 * It keeps deadlines and signals: the driver has a time for each node it tries, but none for preparing, for several tries,
 * or for a request that waits here. What is given up makes room at once.
 */
export class Dispatcher implements Door {
  readonly #open: () => Driver
  readonly #limits: DispatcherLimits
  readonly #listeners = new Set<StatementListener>()
  readonly #waiting = new WaitingLine()
  readonly #watch = new DeadlineWatch()
  readonly #remarks: Remarks
  #driver: Driver | undefined
  #isClosing = false
  #calls = 0
  #inFlight = 0
  #onIdle: (() => void)[] = []

  /** `open` makes a driver that is not connected yet; `remark` gets what the server has to say about statements. */
  constructor(open: () => Driver, limits: DispatcherLimits, remark?: Remark) {
    this.#open = open
    this.#limits = limits
    this.#remarks = new Remarks(remark)
  }

  /** Connects a driver; one that cannot connect is closed again. */
  async connect(): Promise<void> {
    const driver = this.#open()
    try {
      await driver.connect()
    } catch (error) {
      await driver.shutdown()
      throw error
    }
    this.#driver = driver
    this.#isClosing = false
  }

  get maxInFlight(): number {
    return this.#limits.maxInFlight
  }

  hosts(): readonly DriverHost[] {
    return this.#driver?.hosts() ?? []
  }

  get clock(): number {
    return this.#watch.clock
  }

  get counts(): DispatcherCounts {
    return { inFlight: this.#inFlight, queued: this.#waiting.length }
  }

  enter(): void {
    if (this.#driver === undefined || this.#isClosing) throw closedError()
    this.#calls++
  }

  leave(): void {
    this.#calls--
    this.#whenIdle()
  }

  /** The answer of the driver. Rejects with `GivenUp` if deadline or signal came first. */
  execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    if (!isObserved() || options.prepareOnly === true) return this.#accept(cql, values, options)
    return observed(cql, () => this.#accept(cql, values, options))
  }

  /** Not an asynchronous function: each layer of promises costs as much as hydrating a row. */
  #accept(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    const driver = this.#driver
    if (driver === undefined) return Promise.reject(closedError())
    const { signal } = options
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- translated by whoever knows the statement
    if (signal?.aborted === true) return Promise.reject(new GivenUp('abort', 'waiting', undefined, signal.reason))
    const isFull = this.#inFlight >= this.#limits.maxInFlight
    if (isFull && this.#waiting.length >= this.#limits.maxQueued)
      return Promise.reject(overloadError(cql, this.#limits))
    const request = new PendingRequest(cql, values, options, this.#keeper, this.#watch.clock)
    this.#watch.add(request)
    if (isFull) this.#waiting.join(request, this.#watch.clock)
    else this.#start(driver, request)
    return request.result
  }

  /** Hears every request from now on; returns a function that stops it. */
  listen(listener: StatementListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Accepts no new call, waits until every accepted one is answered, then closes the driver. */
  async shutdown(): Promise<void> {
    this.#isClosing = true
    await new Promise<void>((resolve) => {
      this.#onIdle.push(resolve)
      this.#whenIdle()
    })
    const driver = this.#driver
    this.#driver = undefined
    await driver?.shutdown()
  }

  #whenIdle(): void {
    if (this.#calls > 0 || this.#inFlight > 0) return
    const waiting = this.#onIdle
    this.#onIdle = []
    for (const resolve of waiting) resolve()
  }

  #start(driver: Driver, request: PendingRequest): void {
    this.#inFlight++
    const { cql, values, options } = request
    if (this.#listeners.size > 0 && options.prepareOnly !== true) {
      for (const listener of this.#listeners) listener(cql, values)
    }
    void request.send(driver)
  }

  readonly #keeper: RequestKeeper = {
    /** A request that ends leaves its place to the next one, or the line. */
    ended: (request) => {
      this.#watch.remove(request)
      if (!request.isSent) return this.#waiting.left()
      this.#inFlight--
      const next = this.#waiting.next()
      if (next !== undefined) this.#start(this.#driver!, next)
      else this.#whenIdle()
    },
    remarked: (request, info) => this.#remarks.note(request, info),
    /** The driver prefers the node with fewer requests under way: not the one that does not answer. */
    late: (request) => {
      const isWorthIt = this.#inFlight < this.#limits.maxInFlight && this.hosts().filter(({ isUp }) => isUp).length > 1
      if (isWorthIt) void request.send(this.#driver!)
    },
  }
}

function closedError(): ConnectionError {
  return new ConnectionError('the data source is not connected.', {
    code: 'E_NOT_CONNECTED',
    hint: 'Call initialize() before, and destroy() after, everything else.',
  })
}

function overloadError(cql: string, { maxInFlight, maxQueued }: DispatcherLimits): ConnectionError {
  return new ConnectionError(`${maxInFlight} requests are under way and ${maxQueued} wait already.`, {
    code: 'E_OVERLOADED',
    cql,
    hint: 'Await results before starting more, or raise maxInFlight and maxQueued.',
  })
}
