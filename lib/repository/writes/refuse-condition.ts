import { refuse } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import type { IfOptions } from '../../plan/writes/if-clause.js'
import { hasCondition } from '../types/applied.js'

/** Refuses a condition on an array of entities: it would be answered for each of them. */
export function refuseConditionOfMany(call: Call, options: IfOptions | undefined): void {
  if (!hasCondition(options)) return
  refuse(call, 'E_OPTION', 'a condition is answered for one entity, given an array of them.', {
    hint: 'Write them one by one, or in a batch with conditions.',
  })
}
