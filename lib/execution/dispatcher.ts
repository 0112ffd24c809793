import { ConnectionError } from '../errors/connection-error.js'
import type { Driver, DriverHost, DriverResult, RequestOptions } from '../driver/driver.js'

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
  /** Begins a call; what it sends until `leave` is answered before the connections close. */
  enter(): void
  leave(): void
}

/**
 * The driver with a door: requests above `maxInFlight` wait their turn (the driver itself breaks at 2,048 on one
 * connection), listeners hear of each one, and closing answers first what was accepted. It may be opened again.
 */
export class Dispatcher implements Door {
  readonly #open: () => Driver
  readonly #limits: DispatcherLimits
  readonly #listeners = new Set<StatementListener>()
  readonly #waiting: (() => void)[] = []
  #driver: Driver | undefined
  #isClosing = false
  #calls = 0
  #inFlight = 0
  #onIdle: (() => void)[] = []

  /** `open` makes a driver that is not connected yet. */
  constructor(open: () => Driver, limits: DispatcherLimits) {
    this.#open = open
    this.#limits = limits
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

  enter(): void {
    if (this.#driver === undefined || this.#isClosing) throw closedError()
    this.#calls++
  }

  leave(): void {
    this.#calls--
    this.#whenIdle()
  }

  async execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult> {
    const driver = this.#driver
    if (driver === undefined) throw closedError()
    if (this.#inFlight >= this.#limits.maxInFlight) await this.#turn(cql)
    else this.#inFlight++
    try {
      if (this.#listeners.size > 0) for (const listener of this.#listeners) listener(cql, values)
      return await driver.execute(cql, values, options)
    } finally {
      this.#release()
    }
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

  /** Waits for a place; the request that leaves hands its place on, so the count stays as it is. */
  #turn(cql: string): Promise<void> {
    if (this.#waiting.length >= this.#limits.maxQueued) throw overloadError(cql, this.#limits)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #release(): void {
    const next = this.#waiting.shift()
    if (next !== undefined) return next()
    this.#inFlight--
    this.#whenIdle()
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
