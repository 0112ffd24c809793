import { channel } from 'node:diagnostics_channel'
import { statementKind } from '../cql/raw-cql.js'
import { diagnose } from '../driver/diagnose.js'
import type { DriverResult } from '../driver/driver.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import type { Outcome } from '../errors/cassiform-error.js'
import type { PendingRequest } from './pending-request.js'

/** What the channel `cassiform:query` publishes of each request, once it is over. No value is ever in it. */
export interface QueryEvent {
  readonly cql: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Milliseconds, the time spent waiting for a place included. */
  readonly durationMs: number
  readonly outcome: 'done' | Outcome
  /** By the semantic conventions of OpenTelemetry for database calls. */
  readonly attributes: Readonly<Record<string, string>>
}

/** What the channel `cassiform:warning` publishes: something the server remarks about a statement it carried out. */
export interface WarningEvent {
  readonly cql: string
  readonly warning: string
}

/** What the channel `cassiform:trace` publishes of a statement that asked for it. */
export interface TraceEvent {
  readonly cql: string
  /** `session_id` in `system_traces.sessions` and `system_traces.events`. */
  readonly traceId: string
}

/** Lines for the log. */
export type Remark = (topic: 'warn' | 'trace', message: string) => void

const queries = channel('cassiform:query')
const warnings = channel('cassiform:warning')
const traces = channel('cassiform:trace')

/** Whether anybody listens to `cassiform:query`: without, nothing is measured. */
export function isObserved(): boolean {
  return queries.hasSubscribers
}

/** Carries a request out and publishes how it ended. */
export async function observed(cql: string, run: () => Promise<DriverResult>): Promise<DriverResult> {
  const startedAt = Date.now()
  const started = performance.now()
  const publish = (outcome: QueryEvent['outcome'], more: Readonly<Record<string, string>> = {}) =>
    queries.publish({
      cql,
      startedAt,
      durationMs: performance.now() - started,
      outcome,
      attributes: { ...attributesOf(cql), ...more },
    } satisfies QueryEvent)
  try {
    const result = await run()
    publish('done')
    return result
  } catch (error) {
    const { code, outcome, serverCode } = isCassiformError(error)
      ? { ...error, serverCode: undefined }
      : diagnose(error)
    publish(outcome ?? 'unknown', {
      'error.type': code,
      ...(serverCode !== undefined && { 'db.response.status_code': `0x${serverCode.toString(16).padStart(4, '0')}` }),
    })
    throw error
  }
}

const target = /\b(?:FROM|INTO|UPDATE|TABLE)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(?:("[^"]+"|\w+)\.)?("[^"]+"|\w+)/i

function attributesOf(cql: string): Readonly<Record<string, string>> {
  const [, keyspace, table] = target.exec(cql) ?? []
  return {
    'db.system.name': 'cassandra',
    'db.query.text': cql,
    'db.operation.name': statementKind(cql),
    ...(keyspace !== undefined && { 'db.namespace': unquoted(keyspace) }),
    ...(table !== undefined && { 'db.collection.name': unquoted(table) }),
  }
}

function unquoted(name: string): string {
  return name.replaceAll('"', '')
}

/** Remarks that are kept to be told from new ones. */
const maxKnown = 1000

/**
 * Passes on what the server remarks: to the channels always, to the log each warning of a statement once. Figures apart, the
 * same warning comes with every request.
 */
export class Remarks {
  readonly #known = new Set<string>()

  constructor(private readonly log: Remark = () => {}) {}

  /**
   * Looks at the answer to a statement. Of a batch, whose text differs with each number of members, every warning is told
   * once: the server names its tables.
   */
  note({ cql, options }: Pick<PendingRequest, 'cql' | 'options'>, info: NonNullable<DriverResult['info']>): void {
    const shape = options.batch === undefined ? cql : 'batch'
    for (const warning of info.warnings ?? []) this.#warn(cql, shape, warning)
    if (info.traceId === null || info.traceId === undefined) return
    const traceId = (info.traceId as { toString(): string }).toString()
    if (traces.hasSubscribers) traces.publish({ cql, traceId } satisfies TraceEvent)
    this.log('trace', `trace ${traceId}: ${cql}`)
  }

  #warn(cql: string, shape: string, warning: string): void {
    if (warnings.hasSubscribers) warnings.publish({ cql, warning } satisfies WarningEvent)
    const key = `${shape} ${warning.replaceAll(/\d+/g, '#')}`
    if (this.#known.has(key) || this.#known.size >= maxKnown) return
    this.#known.add(key)
    // Some warnings are lists of several lines; a line of a log is one.
    this.log('warn', `the server warns: ${warning.replaceAll(/\s+/g, ' ')} Statement: ${shortened(cql)}`)
  }
}

/** Characters of a statement that a line of a log shows; batches may be as long as their members. */
const maxShown = 400

function shortened(cql: string): string {
  return cql.length <= maxShown ? cql : `${cql.slice(0, maxShown)}… (${cql.length} characters)`
}
