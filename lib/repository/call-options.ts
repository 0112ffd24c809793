import { checkOptionNames, checkOptionValues, executionOptionNames } from '../execution/options.js'
import type { ExecutionOptions } from '../execution/options.js'
import { checkBoundOptions } from '../plan/bound-options.js'
import type { BoundOptions } from '../plan/bound-options.js'
import { readFlag, refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import { refusePollutedOptions } from './polluted-options.js'

type Given = ExecutionOptions & BoundOptions & Readonly<Record<string, unknown>>

/** Options of writes that are true or false; those of reads are read with the shape of the statement. */
const flags = ['listeners', 'ifNotExists', 'ifExists', 'unsafe', 'partition']

/** Options whose values are of the same kind in every call. */
const checked: ReadonlySet<string> = new Set([
  ...executionOptionNames,
  ...flags,
  'limit',
  'perPartitionLimit',
  'ttl',
  'timestamp',
  'if',
])

/**
 * Refuses options that a call does not know, wrong values of those that it does, also where nothing is sent with them in
 * the end, and to work while every object seems to have one.
 */
export function checkCallOptions(call: Call, options: object | undefined, known: readonly string[]): void {
  const { entityName } = call.model
  refusePollutedOptions(entityName, call.method)
  if (options === undefined) return
  checkOptionNames(entityName, call.method, options, known)
  if (!Object.keys(options).some((option) => checked.has(option))) return
  const given = options as Given
  checkOptionValues(given, entityName)
  checkBoundOptions(entityName, given)
  for (const flag of flags) if (given[flag] !== undefined) readFlag(call, flag, given[flag])
  if ('if' in options && options.if === undefined) refuseNoCondition(call)
}

/** A condition that was meant and is not there would leave a write without any. */
function refuseNoCondition(call: Call): never {
  refuse(call, 'E_IF_UNDEFINED', "option 'if' is undefined; expected conditions. It would silently drop them.", {
    hint: 'Leave the option out for a write without condition.',
  })
}
