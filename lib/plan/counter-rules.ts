import { listNames, refuse } from './call.js'
import type { Call } from './call.js'
import type { UsingShape } from './using.js'

/** Counters cannot be written whole: `INSERT statements are not allowed on counter tables`. */
export function refuseCounterTable(call: Call): never {
  return refuse(call, 'E_COUNTER', `${call.model.entityName} is a table of counters, which no row is inserted into.`, {
    hint: `Use increment(key, ${listNames(call.model.columns.filter(({ isCounter }) => isCounter))}): a missing row counts from 0.`,
  })
}

/** `Cannot provide custom TTL for counter updates`, nor a timestamp. */
export function refuseUsing(call: Call, { hasTtl, hasTimestamp }: UsingShape): void {
  if (!hasTtl && !hasTimestamp) return
  refuse(call, 'E_COUNTER', `counters take no ${hasTtl ? 'ttl' : 'timestamp'}: they neither expire nor have a time.`, {
    hint: 'Leave it out, also in withOptions() and @Table({ defaults }).',
  })
}
