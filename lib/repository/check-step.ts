import { readFlag } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import { readGroupBy } from '../plan/reads/group-by.js'
import { checkOrder } from '../plan/reads/order-by.js'
import type { OrderInput } from '../plan/reads/order-by.js'
import { readSelect } from '../plan/reads/projection.js'
import { checkCondition } from '../plan/where/check-condition.js'
import { checkCallOptions } from './call-options.js'
import { findOptionNames } from './types/read-options.js'

/** What a step of a query builder says, in the options of `find`. */
export type Told = Readonly<Record<string, unknown>>

const flags = ['allowFiltering', 'fanOut', 'distinct', 'lazy', 'scan']

/**
 * Refuses at the step what no read takes: unknown names and wrong values. What depends on the steps to come, such as
 * whether a key or an index answers the condition, is refused by the call that reads.
 */
export function checkStep(call: Call, told: Told): void {
  checkCallOptions(call, told, findOptionNames)
  const { where, select, order, groupBy } = told
  if (where !== undefined) checkCondition(call, where)
  readSelect(call, select)
  checkOrder(call, order as OrderInput | undefined)
  readGroupBy(call, groupBy)
  for (const flag of flags) readFlag(call, flag, told[flag])
}
