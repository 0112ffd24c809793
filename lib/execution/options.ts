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
  /** Milliseconds to wait for each node tried; 5,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined
  /** Gives up waiting. What was sent already may still be carried out: its outcome is `unknown`. */
  readonly signal?: AbortSignal | undefined
  /** Name of an execution profile of the driver. */
  readonly executionProfile?: string | undefined
  /** Overrides what the plan knows: true allows the driver to send the statement again. */
  readonly idempotent?: boolean | undefined
  /** Asks the server to trace the request. */
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
    throw new OptionError(`${method}(): unknown option '${option}'.${didYouMean(option, known)}`, {
      code: 'E_UNKNOWN_OPTION',
      entity,
      hint: `Known here: ${known.join(', ')}.`,
    })
  }
}

/** `over` on top of `base`; what is undefined in it leaves `base` as it is, and never weakens it to a driver's default. */
export function mergeDefined<Base extends object, Over extends object>(base: Base, over: Over): Base & Over {
  const defined = Object.entries(over).filter(([, value]) => value !== undefined)
  return { ...base, ...Object.fromEntries(defined) } as Base & Over
}

/** The request options that the driver takes, with the values checked. */
export function requestOptions(options: ExecutionOptions, isIdempotent: boolean): RequestOptions {
  const { consistency, serialConsistency, timeoutMs, executionProfile, idempotent, trace, fetchSize } = options
  return {
    prepare: true,
    isIdempotent: idempotent ?? isIdempotent,
    consistency: consistency === undefined ? undefined : consistencyCode(consistency),
    serialConsistency: serialConsistency === undefined ? undefined : serialConsistencyCode(serialConsistency),
    readTimeout: positiveInteger('timeoutMs', timeoutMs),
    fetchSize: positiveInteger('fetchSize', fetchSize),
    executionProfile,
    traceQuery: trace,
  }
}

/** Values that are not positive would mean "for ever" or "no paging" to the driver. */
export function positiveInteger(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0 && value <= 2_147_483_647)) return value
  throw new OptionError(`option '${option}' must be a positive integer.`)
}
