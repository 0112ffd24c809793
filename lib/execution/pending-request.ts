import { diagnose } from '../driver/diagnose.js'
import type { Driver, DriverResult, RequestOptions } from '../driver/driver.js'
import { GivenUp } from '../driver/given-up.js'
import type { GiveUpReason } from '../driver/given-up.js'
import type { Expiring } from './deadline-watch.js'
import { disobey, obey } from './shared-signal.js'
import type { Abortable } from './shared-signal.js'

/** What a request tells the one who sends it. */
export interface RequestKeeper {
  /** It ended, in whatever way; once. */
  ended(request: PendingRequest): void
  /** Half of its time is over, and it may be asked of a second node; once. */
  late(request: PendingRequest): void
  /** The server warned, or traced it. */
  remarked(request: PendingRequest, info: NonNullable<DriverResult['info']>): void
}

/** A request from the moment it is accepted until its answer, its failure, its deadline or its signal, whichever is first. */
export class PendingRequest implements Expiring, Abortable {
  /** Handed to the driver: from now on its outcome is unknown until there is an answer. */
  isSent = false
  isOver = false
  /** Kept by the line: when it is too late to send it, in milliseconds of `performance.now()`. */
  waitsUntil = Infinity
  place = -1
  askAgainAt: number
  #failures: unknown[] | undefined
  #underWay = 0
  readonly expiresAt: number
  readonly result: Promise<DriverResult>
  #resolve!: (result: DriverResult) => void
  #reject!: (error: unknown) => void

  constructor(
    readonly cql: string,
    readonly values: readonly unknown[],
    readonly options: RequestOptions,
    private readonly keeper: RequestKeeper,
    clock: number,
  ) {
    const { timeoutMs, expiresAt = timeoutMs === undefined ? Infinity : clock + timeoutMs, signal } = options
    this.expiresAt = expiresAt
    this.askAgainAt = options.isRead === true && timeoutMs !== undefined ? expiresAt - timeoutMs / 2 : Infinity
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    if (signal !== undefined) obey(signal, this)
  }

  /** Hands it to the driver; the first answer counts, and a failure only if no other try is under way. */
  async send(driver: Driver): Promise<void> {
    this.isSent = true
    this.#underWay++
    try {
      const result = await driver.execute(this.cql, this.values, this.options)
      const { info } = result
      if (info && (info.warnings || info.traceId)) this.keeper.remarked(this, info)
      if (this.#end()) this.#resolve(result)
    } catch (error) {
      this.reject(error)
    }
  }

  /** A try failed. What may have arrived tells more than what was refused. */
  reject(error: unknown): void {
    const failures = (this.#failures ??= [])
    failures.push(error)
    if (--this.#underWay > 0 || !this.#end()) return
    this.#reject(failures.find((one) => diagnose(one).outcome === 'unknown') ?? error)
  }

  /** By the watch. */
  expire(): void {
    this.#giveUp('deadline')
  }

  /** By the watch. A request that still waits has nobody to be asked again of. */
  askAgain(): void {
    this.askAgainAt = Infinity
    if (this.isSent) this.keeper.late(this)
  }

  /** By the signal. */
  abort(): void {
    this.#giveUp('abort')
  }

  #giveUp(reason: GiveUpReason): void {
    if (!this.#end()) return
    const { timeoutMs, signal } = this.options
    const stage = this.isSent ? 'sent' : 'waiting'
    this.#reject(new GivenUp(reason, stage, timeoutMs, reason === 'abort' ? signal?.reason : undefined))
  }

  /** False if it was over already. */
  #end(): boolean {
    if (this.isOver) return false
    this.isOver = true
    if (this.options.signal !== undefined) disobey(this.options.signal, this)
    this.keeper.ended(this)
    return true
  }
}
