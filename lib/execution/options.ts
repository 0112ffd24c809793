import { describeValue } from '../codec/describe-value.js'
import { consistencyCode, serialConsistencyCode } from '../driver/consistency.js'
import type { Consistency, SerialConsistency } from '../driver/consistency.js'
import type { RequestOptions } from '../driver/driver.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { OptionError } from '../errors/option-error.js'
import { insteadOf } from './instead-of.js'

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
   * gives one node all the time there is. As the default of a view or a data source true holds for no statement that is known
   * to do something else when sent twice: counters, appends, conditional writes, raw CQL that writes.
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
export interface WriteOptions extends Omit<ExecutionOptions, 'fetchSize'> {
  /** Seconds until the cells expire; `undefined` is the table's default, 0 none at all. */
  readonly ttl?: number | undefined
  /** Microseconds since 1970, or a Date; the driver's clock unless given. */
  readonly timestamp?: bigint | Date | undefined
}

/** What every call knows. */
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

/** What every write knows. */
export const writeOptionNames = [
  ...executionOptionNames.filter((name) => name !== 'fetchSize'),
  'ttl',
  'timestamp',
] as const satisfies (keyof WriteOptions)[]

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
    const advice = insteadOf(option) ?? didYouMean(option, known)
    throw new OptionError(`${method}(): unknown option '${option}'.${advice}`, {
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

/**
 * Defaults for a statement. That everything may be sent twice, as a view may say, is not believed of a counter, an append
 * or a conditional write: only the call itself may say it.
 */
export function defaultsFor(defaults: ExecutionOptions, isIdempotent: boolean): ExecutionOptions {
  return isIdempotent || defaults.idempotent !== true ? defaults : { ...defaults, idempotent: undefined }
}

/**
 * What a call says over its defaults; what neither says is undefined. Written out: V8 takes microseconds to copy an object
 * and then add properties that it did not have.
 */
export function callOptions(
  defaults: ExecutionOptions,
  options: ExecutionOptions,
  isIdempotent: boolean,
): ExecutionOptions {
  const { idempotent } = defaultsFor(defaults, isIdempotent)
  return {
    consistency: said(options.consistency, defaults.consistency),
    serialConsistency: said(options.serialConsistency, defaults.serialConsistency),
    timeoutMs: said(options.timeoutMs, defaults.timeoutMs),
    executionProfile: said(options.executionProfile, defaults.executionProfile),
    idempotent: said(options.idempotent, idempotent),
    trace: said(options.trace, defaults.trace),
    fetchSize: said(options.fetchSize, defaults.fetchSize),
  }
}

/** Not `??`: null is no value of any option, and is refused as one. */
function said<T>(option: T | undefined, otherwise: T | undefined): T | undefined {
  return option === undefined ? otherwise : option
}

/** What is known of a statement that decides how it may be sent. */
export interface StatementFacts {
  /** May be sent twice. */
  readonly isIdempotent: boolean
  /** Changes nothing. */
  readonly isRead: boolean
  /** For errors. */
  readonly entity?: string | undefined
}

/**
 * The request options that the driver takes, with the values checked. A write that may be sent twice gets half of its time
 * for each node: one that does not answer leaves the other half to the next, and the second try keeps the timestamp of the
 * first. A read has all of its time with the node that was asked, and after half of it a second one is asked as well.
 */
export function requestOptions(options: ExecutionOptions, facts: StatementFacts): RequestOptions {
  const { consistency, serialConsistency, executionProfile, trace, fetchSize } = options
  const { entity } = facts
  const timeoutMs = positiveInteger('timeoutMs', options.timeoutMs, entity)
  const isIdempotent = checkBoolean('idempotent', options.idempotent, entity) ?? facts.isIdempotent
  const isRead = facts.isRead && isIdempotent
  return {
    prepare: true,
    isIdempotent,
    isRead,
    consistency: consistency === undefined ? undefined : consistencyCode(consistency),
    serialConsistency: serialConsistency === undefined ? undefined : serialConsistencyCode(serialConsistency),
    timeoutMs,
    readTimeout: timeoutMs !== undefined && isIdempotent && !isRead ? Math.ceil(timeoutMs / 2) : timeoutMs,
    fetchSize: positiveInteger('fetchSize', fetchSize, entity),
    executionProfile: checkText('executionProfile', executionProfile, entity),
    traceQuery: checkBoolean('trace', trace, entity),
    // What a request may have besides: V8 copies an object quickly that gets no property it did not have.
    signal: undefined,
    batch: undefined,
  }
}

/** True for options that change nothing of a request, as a `find` has them that says only what to read. */
export function saysNothing(options: ExecutionOptions): boolean {
  return (
    options.consistency === undefined &&
    options.serialConsistency === undefined &&
    options.timeoutMs === undefined &&
    options.executionProfile === undefined &&
    options.idempotent === undefined &&
    options.trace === undefined &&
    options.signal === undefined &&
    options.fetchSize === undefined
  )
}

/** Refuses wrong values of a call's options, whether or not anything is sent with them in the end. */
export function checkOptionValues(options: ExecutionOptions, entity?: string): void {
  if (saysNothing(options)) return
  requestOptions(options, { isIdempotent: false, isRead: false, entity })
  checkSignal(options.signal, entity)
}

/** Refuses the value of an option: what it takes, and what kind of thing it was given. */
export function refuseOption(option: string, expected: string, given: unknown, entity?: string): never {
  throw new OptionError(`option '${option}' takes ${expected}, given ${describeValue(given)}.`, { entity })
}

/** As `refuseOption`, of an integer in a range. */
export function refuseInteger(option: string, max: number, given: unknown, entity?: string): never {
  const kind = Number.isInteger(given) ? 'another number' : describeValue(given)
  throw new OptionError(`option '${option}' takes an integer from 1 to ${max}, given ${kind}.`, { entity })
}

const maxInteger = 2_147_483_647

/** Values that are not positive would mean "for ever" or "no paging" to the driver. */
export function positiveInteger(option: string, value: number | undefined, entity?: string): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0 && value <= maxInteger)) return value
  return refuseInteger(option, maxInteger, value, entity)
}

/** A signal as it is; anything else would be found out only when it should have fired. */
export function checkSignal(signal: AbortSignal | undefined, entity?: string): AbortSignal | undefined {
  if (signal === undefined || typeof signal?.addEventListener === 'function') return signal
  return refuseOption('signal', 'an AbortSignal', signal, entity)
}

/** A function, or nothing. */
export function checkCallback(option: string, callback: unknown, entity?: string): void {
  if (callback !== undefined && typeof callback !== 'function') refuseOption(option, 'a function', callback, entity)
}

/** `'no'` would be true. */
function checkBoolean(option: string, value: boolean | undefined, entity?: string): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value
  return refuseOption(option, 'true or false', value, entity)
}

function checkText(option: string, value: string | undefined, entity?: string): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  return refuseOption(option, 'a text that is not empty', value, entity)
}
