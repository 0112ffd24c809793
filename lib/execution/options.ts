import { consistencyCode, serialConsistencyCode } from '../driver/consistency.js'
import type { Consistency, SerialConsistency } from '../driver/consistency.js'
import type { RequestOptions } from '../driver/driver.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { OptionError } from '../errors/option-error.js'

/** Options of every call. */
export interface ExecutionOptions {
  /** Replicas that must answer; LOCAL_QUORUM unless said otherwise. */
  readonly consistency?: Consistency | undefined
  readonly serialConsistency?: SerialConsistency | undefined
  /**
   * Milliseconds for a statement, from the call to its last row: waiting for a place, every try and all pages of a `find`
   * count; 5,000 unless said otherwise. Afterwards it is `E_TIMEOUT`, up to 160 ms late. After half of it, what may be
   * sent twice is asked of a second node. Calls that send many statements give each of them this time; `stream` and `scan`
   * each page.
   */
  readonly timeoutMs?: number | undefined
  /**
   * Gives up waiting. What waits here is never sent (outcome `not_sent`); what was sent may still be carried out: its
   * outcome is `unknown`. `AbortSignal.timeout(ms)` limits a call of many statements as a whole.
   */
  readonly signal?: AbortSignal | undefined
  /** Name of an execution profile of the driver. */
  readonly executionProfile?: string | undefined
  /**
   * Overrides what the plan knows: true allows it to be sent again where the outcome of the first time is unknown, false
   * gives one node all the time there is.
   */
  readonly idempotent?: boolean | undefined
  /**
   * Asks the server to trace the request. The id of the trace (`system_traces.sessions`) goes to the log topic `trace` and to
   * the diagnostics channel `cassiform:trace`.
   */
  readonly trace?: boolean | undefined
  /** Rows a page of a read; all pages are read either way. */
  readonly fetchSize?: number | undefined
  /** False: neither methods of the entity nor subscribers are told. */
  readonly listeners?: boolean | undefined
}

/** Options of a write. */
export interface WriteOptions extends ExecutionOptions {
  /** Seconds until the cells expire; `undefined` is the table's default, 0 none at all. */
  readonly ttl?: number | undefined
  /** Microseconds since 1970, or a Date; the driver's clock unless given. */
  readonly timestamp?: bigint | Date | undefined
}

export const executionOptionNames = [
  'consistency',
  'serialConsistency',
  'timeoutMs',
  'signal',
  'executionProfile',
  'idempotent',
  'trace',
  'fetchSize',
  'listeners',
] as const satisfies (keyof ExecutionOptions)[]

export const writeOptionNames = [...executionOptionNames, 'ttl', 'timestamp'] as const satisfies (keyof WriteOptions)[]

/** Options that only ScyllaDB has syntax for; Cassandra answers a syntax error. */
const scyllaOptions: readonly string[] = ['bypassCache', 'usingTimeout']

/** Refuses options that do not exist: a misspelled one would be ignored in silence. */
export function checkOptionNames(
  entity: string | undefined,
  method: string,
  options: object,
  known: readonly string[],
): void {
  if (typeof options !== 'object' || options === null) {
    throw new OptionError(`${method}(): the options must be an object.`, { entity })
  }
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue
    if (scyllaOptions.includes(option)) refuseScyllaOption(entity, method, option)
    throw new OptionError(`${method}(): unknown option '${option}'.${didYouMean(option, known)}`, {
      code: 'E_UNKNOWN_OPTION',
      entity,
      hint: `Known here: ${known.join(', ')}.`,
    })
  }
}

function refuseScyllaOption(entity: string | undefined, method: string, option: string): never {
  throw new OptionError(`${method}(): option '${option}' needs ScyllaDB: Cassandra has no such clause.`, {
    code: 'E_UNSUPPORTED_SERVER',
    entity,
    hint: option === 'usingTimeout' ? 'timeoutMs limits the time on this side.' : 'Leave it out.',
  })
}

/** `over` on top of `base`; what is undefined in it leaves `base` as it is, and never weakens it to a driver's default. */
export function mergeDefined<Base extends object, Over extends object>(base: Base, over: Over): Base & Over {
  const defined = Object.entries(over).filter(([, value]) => value !== undefined)
  return { ...base, ...Object.fromEntries(defined) } as Base & Over
}

/** What is known of a statement that decides how it may be sent. */
export interface StatementFacts {
  /** May be sent twice. */
  readonly isIdempotent: boolean
  /** Changes nothing. */
  readonly isRead: boolean
}

/**
 * The request options that the driver takes, with the values checked. A write that may be sent twice gets half of its time
 * for each node: one that does not answer leaves the other half to the next, and the second try keeps the timestamp of the
 * first. A read has all of its time with the node that was asked, and after half of it a second one is asked as well.
 */
export function requestOptions(options: ExecutionOptions, facts: StatementFacts): RequestOptions {
  const { consistency, serialConsistency, executionProfile, trace, fetchSize } = options
  const timeoutMs = positiveInteger('timeoutMs', options.timeoutMs)
  const isIdempotent = checkBoolean('idempotent', options.idempotent) ?? facts.isIdempotent
  const isRead = facts.isRead && isIdempotent
  return {
    prepare: true,
    isIdempotent,
    isRead,
    consistency: consistency === undefined ? undefined : consistencyCode(consistency),
    serialConsistency: serialConsistency === undefined ? undefined : serialConsistencyCode(serialConsistency),
    timeoutMs,
    readTimeout: timeoutMs !== undefined && isIdempotent && !isRead ? Math.ceil(timeoutMs / 2) : timeoutMs,
    fetchSize: positiveInteger('fetchSize', fetchSize),
    executionProfile: checkText('executionProfile', executionProfile),
    traceQuery: checkBoolean('trace', trace),
    // What a request may have besides: V8 copies an object quickly that gets no property it did not have.
    signal: undefined,
    batch: undefined,
  }
}

/** Values that are not positive would mean "for ever" or "no paging" to the driver. */
export function positiveInteger(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0 && value <= 2_147_483_647)) return value
  throw new OptionError(`option '${option}' must be a positive integer.`)
}

/** A signal as it is; anything else would be found out only when it should have fired. */
export function checkSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || typeof signal?.addEventListener === 'function') return signal
  throw new OptionError("option 'signal' must be an AbortSignal.")
}

/** `'no'` would be true. */
function checkBoolean(option: string, value: boolean | undefined): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value
  throw new OptionError(`option '${option}' must be true or false.`)
}

function checkText(option: string, value: string | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  throw new OptionError(`option '${option}' must be a text that is not empty.`)
}
