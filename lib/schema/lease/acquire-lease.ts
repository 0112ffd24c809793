import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { isInvalidRequest } from '../../driver/refused-request.js'
import { isCassiformError } from '../../errors/cassiform-error.js'
import { SchemaError } from '../../errors/schema-error.js'
import type { SchemaLog } from '../schema-event.js'
import { Lease, noLease, now } from './lease.js'
import type { HeldLease } from './lease.js'
import type { LeaseRow, LeaseStore } from './lease-store.js'

/** Who we are, for the people that wait for us. */
export const holderName = `${hostname()}, process ${process.pid}`

export interface AcquireOptions {
  readonly leaseMs: number
  /** When to give up, by `performance.now()`. */
  readonly deadline: number
  /** Whether others have done meanwhile what the lease is wanted for; asked before each further attempt. */
  readonly isDone: () => Promise<boolean>
  /** Whether to go on without one where the server has no lightweight transactions here: the cluster keeps order itself. */
  readonly isOptional?: boolean
  readonly log: SchemaLog
}

/** Milliseconds between two attempts, spread by half of it either way, and between two lines of the log. */
const pollMs = 1000
const tellMs = 10_000

/**
 * The lease, as soon as nobody has it; undefined if what it is wanted for was done by whoever had it. Throws
 * `E_SCHEMA_LOCKED` at the deadline, with who holds it or why it could not be taken.
 */
export async function acquireLease(store: LeaseStore, options: AcquireOptions): Promise<HeldLease | undefined> {
  const { deadline, isDone, log, isOptional } = options
  const started = performance.now()
  let told = -Infinity
  for (;;) {
    const attempt = await tryToTake(store, options)
    if (attempt instanceof Lease) return attempt
    if (isOptional === true && 'cause' in attempt && isInvalidRequest(attempt.cause)) return noLease
    const waitedMs = performance.now() - started
    const isTold = waitedMs - told >= tellMs
    if (isTold) told = waitedMs
    log({ stage: 'waiting', ...describe(attempt, waitedMs, isTold) })
    const pause = pollMs * (0.5 + Math.random())
    if (performance.now() + pause >= deadline) throw locked(attempt, waitedMs, store.table)
    await sleep(pause)
    if (await isDone()) return undefined
  }
}

/** The lease, who holds it, or why neither could be found out. */
async function tryToTake(
  store: LeaseStore,
  { leaseMs, log }: AcquireOptions,
): Promise<Lease | LeaseRow | { readonly cause: unknown }> {
  try {
    const row = await store.read()
    if (row.owner !== '') return row
    const claim = { owner: randomUUID(), holder: holderName, seconds: Math.ceil(leaseMs / 1000) }
    const epoch = row.epoch + 1n
    const startedAt = now()
    log({ stage: 'acquiring', epoch })
    if (!(await store.take(claim, row.epoch))) return await store.read()
    log({ stage: 'acquired', epoch })
    return new Lease(store, claim, epoch, startedAt, log)
  } catch (cause) {
    return { cause }
  }
}

function describe(attempt: LeaseRow | { readonly cause: unknown }, waitedMs: number, isTold: boolean) {
  const durationMs = Math.round(waitedMs)
  if ('cause' in attempt) {
    return { durationMs, message: isTold ? `waiting for the lease on schema changes: ${reasonOf(attempt)}` : undefined }
  }
  const { holder, epoch } = attempt
  const message = isTold ? `waiting for the lease on schema changes, held by ${describeHolder(attempt)}` : undefined
  return { durationMs, holder, epoch, message }
}

function locked(attempt: LeaseRow | { readonly cause: unknown }, waitedMs: number, table: string): SchemaError {
  const seconds = Math.round(waitedMs / 1000)
  const isFailure = 'cause' in attempt
  const why = isFailure ? reasonOf(attempt) : `it is held by ${describeHolder(attempt)}`
  return new SchemaError(`the lease on schema changes could not be had within ${seconds} s: ${why}.`, {
    code: 'E_SCHEMA_LOCKED',
    outcome: 'not_sent',
    cause: isFailure ? attempt.cause : undefined,
    hint: isFailure ? failureHint(attempt, table) : holderHint(attempt, table),
  })
}

/** What the server refuses as such waits for nothing: the table is not the one that schema sync made. */
function failureHint({ cause }: { readonly cause: unknown }, table: string): string {
  if (!isInvalidRequest(cause))
    return 'Changing the schema takes a quorum of the replicas; without changes to make, an instance starts without one.'
  return `Is ${table} as schema sync made it? Drop it by hand while no instance starts, and it is made again.`
}

function holderHint({ secondsLeft }: LeaseRow, table: string): string {
  if (secondsLeft !== undefined)
    return 'Wait for it to finish, or raise synchronize.waitTimeoutMs. A holder that died is followed when its lease expires.'
  return `It never expires, as those that schema sync writes do. If no instance is at it: DELETE "owner", "holder" FROM ${table} WHERE "scope" = 'schema' IF EXISTS.`
}

function describeHolder({ holder, epoch, secondsLeft }: LeaseRow): string {
  if (holder === '') return 'nobody known'
  const end = secondsLeft === undefined ? 'without an end' : `renewed or over in ${secondsLeft} s`
  return `${holder} (epoch ${epoch}, ${end})`
}

function reasonOf({ cause }: { readonly cause: unknown }): string {
  return isCassiformError(cause) || cause instanceof Error ? cause.message.split('\n', 1)[0]! : 'unknown'
}
