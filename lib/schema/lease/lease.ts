import { SchemaError } from '../../errors/schema-error.js'
import type { SchemaLog } from '../schema-event.js'
import type { LeaseClaim, LeaseStore } from './lease-store.js'

/** Parts of the time of a lease: it is renewed each third, and nothing is sent on one that is older than a half. */
const renewals = 3
const halves = 2

/** The right to change the schema of a keyspace, held until it is given back or time runs out. */
export interface HeldLease {
  /** How often the lease changed hands: each holder has a higher one than those before. */
  readonly epoch: bigint
  /** Resolves if a schema statement may be sent now. Rejects with `E_SCHEMA_LEASE_LOST` if another instance may hold it. */
  confirm(): Promise<void>
  /** Throws the same if so much time went by since `confirm` that another instance may hold it: for right before the sending. */
  guard(): void
  giveBack(): Promise<void>
}

/** In its place where the cluster itself puts schema changes in order and has no lightweight transactions to take one by. */
export const noLease: HeldLease = {
  epoch: 0n,
  confirm: () => Promise.resolve(),
  guard: () => {},
  giveBack: () => Promise.resolve(),
}

/**
 * A lease that was taken at `startedAt`. Each renewal counts from when it was **begun**, which no replica can have seen later,
 * on the clock that runs on and on the one of the day: a process that was stopped, or a machine that slept, knows by one of
 * them. Between the half at which it stops sending and its end lie the clocks of the replicas and a statement on its way.
 */
export class Lease implements HeldLease {
  #confirmed: Moment
  #renewing: Promise<void> | undefined
  #isLost = false
  readonly #timer: NodeJS.Timeout
  readonly #lengthMs: number

  constructor(
    private readonly store: LeaseStore,
    private readonly claim: LeaseClaim,
    readonly epoch: bigint,
    startedAt: Moment,
    private readonly log: SchemaLog,
  ) {
    this.#confirmed = startedAt
    this.#lengthMs = claim.seconds * 1000
    const renew = () => void this.#renew().catch(() => {})
    this.#timer = setInterval(renew, this.#lengthMs / renewals).unref()
  }

  async confirm(): Promise<void> {
    if (!this.#isLost && this.#isStale) {
      await this.#renew().catch((cause: unknown) => {
        throw lost('it could not be renewed', cause)
      })
    }
    if (this.#isLost) throw lost('another instance may hold it now')
  }

  guard(): void {
    if (this.#isLost || this.#isStale) throw lost('the process stood still, and another instance may hold it now')
  }

  get #isStale(): boolean {
    return elapsedSince(this.#confirmed) >= this.#lengthMs / halves
  }

  /** Nobody waits for it longer than the lease would last: what fails is left to expire. */
  async giveBack(): Promise<void> {
    clearInterval(this.#timer)
    await this.#renewing?.catch(() => {})
    if (this.#isLost) return
    this.log({ stage: 'releasing', epoch: this.epoch })
    await this.store.giveBack(this.claim).catch(() => {})
    this.log({ stage: 'released', epoch: this.epoch })
  }

  /** One at a time: the timer and a statement may want it at once. */
  #renew(): Promise<void> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = undefined
    })
    return this.#renewing
  }

  async #renewOnce(): Promise<void> {
    const startedAt = now()
    if (!(await this.store.renew(this.claim))) {
      this.#isLost = true
      return
    }
    this.#confirmed = startedAt
    this.log({ stage: 'renewed', epoch: this.epoch })
  }
}

/** A moment on both clocks, in milliseconds. */
export interface Moment {
  readonly running: number
  readonly ofDay: number
}

export function now(): Moment {
  return { running: performance.now(), ofDay: Date.now() }
}

/** Milliseconds, by the clock that says more. */
function elapsedSince({ running, ofDay }: Moment): number {
  return Math.max(performance.now() - running, Date.now() - ofDay)
}

function lost(reason: string, cause?: unknown): SchemaError {
  return new SchemaError(`the lease on schema changes was lost: ${reason}. Nothing more was sent.`, {
    code: 'E_SCHEMA_LEASE_LOST',
    outcome: 'not_sent',
    cause,
  })
}
