import { describeValue } from '../../codec/describe-value.js'
import { didYouMean } from '../../errors/did-you-mean.js'
import { refuse, shorten } from '../call.js'
import type { Call } from '../call.js'
import type { UsingShape } from './using.js'

/** Counters cannot be written whole: `INSERT statements are not allowed on counter tables`. */
export function refuseCounterTable(call: Call): never {
  const first = call.model.columns.find(({ isCounter }) => isCounter)
  return refuse(
    call,
    'E_COUNTER',
    `${call.model.entityName} is a table of counters, which are counted and never set.`,
    {
      hint: `Use increment(key, '${first?.propertyName ?? ''}'): a missing row counts from 0.`,
    },
  )
}

/** `Cannot provide custom TTL for counter updates`, nor a timestamp. */
export function refuseUsing(call: Call, { hasTtl, hasTimestamp }: UsingShape): void {
  if (!hasTtl && !hasTimestamp) return
  refuse(call, 'E_COUNTER', `counters take no ${hasTtl ? 'ttl' : 'timestamp'}: they neither expire nor have a time.`, {
    hint: 'Leave it out, also in withOptions() and @Table({ defaults }).',
  })
}

/** Refuses to count what is no counter. */
export function refuseNoCounter(call: Call, property: unknown): never {
  const { columns, entityName } = call.model
  const counters = columns.filter(({ isCounter }) => isCounter).map(({ propertyName }) => propertyName)
  const name = typeof property === 'string' ? `'${shorten(property)}'` : describeValue(property)
  const guess = typeof property === 'string' ? didYouMean(property, counters) : ''
  return refuse(call, 'E_COUNTER', `${name} is no counter of ${entityName}.${guess}`, {
    hint: counters.length === 0 ? 'Declare one with @CounterColumn().' : `Counters: ${counters.join(', ')}.`,
  })
}
