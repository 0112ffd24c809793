import type { BatchKind } from '../../driver/driver.js'
import { OptionError } from '../../errors/option-error.js'
import { checkOptionNames, executionOptionNames, mergeDefined } from '../../execution/options.js'
import type { ExecutionOptions } from '../../execution/options.js'
import type { BatchSettings } from '../../execution/batches/batch-rules.js'
import { ValueRefusal } from '../../codec/value-refusal.js'
import { microseconds } from '../../plan/marker.js'
import type { ViewOptions } from '../types/view-options.js'

/** What `db.batch` takes. */
export interface BatchOptions {
  /**
   * `logged` (the default): all members are carried out in the end, or none, at the price of a log on other nodes.
   * `unlogged`: no such promise but within one partition. `counter`: changes of counters, which go into no other.
   */
  readonly kind?: BatchKind | undefined
  /** Microseconds since 1970, or a Date: the time of all members. */
  readonly timestamp?: bigint | Date | undefined
}

/** What `batch.execute` takes. */
export type BatchExecuteOptions = Omit<ExecutionOptions, 'fetchSize' | 'listeners'>

/** Pages are of reads, and who is told is said of each member. */
const namesOfOthers: readonly string[] = ['fetchSize', 'listeners']

const kinds: readonly string[] = ['logged', 'unlogged', 'counter'] satisfies BatchKind[]

/** What `batch.execute` knows. */
export const batchExecuteOptionNames = executionOptionNames.filter((name) => !namesOfOthers.includes(name))

/** Checks the options of `db.batch` and fills in the defaults. */
export function batchSettings(options: BatchOptions | undefined): BatchSettings {
  if (options !== undefined) checkOptionNames(undefined, 'batch', options, ['kind', 'timestamp'])
  const { kind = 'logged', timestamp } = options ?? {}
  if (!kinds.includes(kind)) {
    throw new OptionError("batch(): option 'kind' takes 'logged', 'unlogged' or 'counter'.")
  }
  if (kind === 'counter' && timestamp !== undefined) {
    throw new OptionError('batch(): counters take no timestamp.', { hint: 'Leave it out.' })
  }
  return { kind, timestamp: timestamp === undefined ? undefined : timeOf(timestamp) }
}

function timeOf(timestamp: unknown): bigint {
  try {
    return microseconds(timestamp)
  } catch (error) {
    if (!(error instanceof ValueRefusal)) throw error
    throw new OptionError(`batch(): option 'timestamp' takes ${error.expected}, given ${error.given}.`)
  }
}

/** Options that entities have defaults for and a batch takes. */
const sharedOptionNames = (batchExecuteOptionNames as (keyof BatchExecuteOptions)[]).filter((name) => name !== 'signal')

/**
 * The execution options of a batch: what `execute` says, else what the entities agree on. Where their defaults differ,
 * one of them would be sent with less than it asks for: refused.
 */
export function sharedOptions(
  given: BatchExecuteOptions | undefined,
  base: ViewOptions,
  ofMembers: ReadonlySet<ViewOptions>,
): ExecutionOptions | undefined {
  const [first, ...others] = ofMembers
  if (first === undefined) return given
  let shared: Record<string, unknown> | undefined
  for (const name of sharedOptionNames) {
    if (given?.[name] !== undefined) continue
    const value = first[name]
    for (const other of others) if (other[name] !== value) refuseDifferent(name)
    if (value === base[name]) continue
    shared ??= {}
    shared[name] = value
  }
  return shared === undefined ? given : mergeDefined(shared, given ?? {})
}

function refuseDifferent(name: string): never {
  throw new OptionError(`batch.execute(): the entities of this batch have different defaults for '${name}'.`, {
    code: 'E_BATCH_DEFAULTS',
    hint: `Say which: execute({ ${name}: … }).`,
  })
}
