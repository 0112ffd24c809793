import type { DriverResult, RequestOptions } from '../driver/driver.js'
import { GivenUp } from '../driver/given-up.js'
import type { GiveUpReason } from '../driver/given-up.js'
import type { Expiring } from './deadline-watch.js'

/** Called once, when a request ends in whatever way. */
export type OnEnd = (request: PendingRequest) => void

/** A request from the moment it is accepted until its answer, its failure, its deadline or its signal, whichever is first. */
export class PendingRequest implements Expiring {
  /** Handed to the driver: from now on its outcome is unknown until there is an answer. */
  isSent = false
  isOver = false
  readonly expiresAt: number
  readonly result: Promise<DriverResult>
  #resolve!: (result: DriverResult) => void
  #reject!: (error: unknown) => void

  constructor(
    readonly cql: string,
    readonly values: readonly unknown[],
    readonly options: RequestOptions,
    private readonly onEnd: OnEnd,
  ) {
    const {
      timeoutMs,
      expiresAt = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs,
      signal,
    } = options
    this.expiresAt = expiresAt
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    signal?.addEventListener('abort', this)
  }

  resolve(result: DriverResult): void {
    if (this.#end()) this.#resolve(result)
  }

  reject(error: unknown): void {
    if (this.#end()) this.#reject(error)
  }

  /** By the watch. */
  expire(): void {
    this.#giveUp('deadline')
  }

  /** By the signal: as a listener itself, a request needs no function of its own. */
  handleEvent(): void {
    this.#giveUp('abort')
  }

  #giveUp(reason: GiveUpReason): void {
    if (!this.#end()) return
    const { timeoutMs, signal } = this.options
    this.#reject(new GivenUp(reason, this.isSent, timeoutMs, reason === 'abort' ? signal?.reason : undefined))
  }

  /** False if it was over already. */
  #end(): boolean {
    if (this.isOver) return false
    this.isOver = true
    this.options.signal?.removeEventListener('abort', this)
    this.onEnd(this)
    return true
  }
}
