import type { Call } from '../plan/call.js'
import type { Planned, SelectInput } from '../plan/entity-plans.js'
import { fanOut } from '../plan/fan-out.js'
import type { SelectPlan } from '../plan/statement-plan.js'

/** A read as it is sent: one plan, and the conditions it is sent with, one request each. */
export interface PlannedRead {
  readonly plan: SelectPlan
  /** Several where an `In` on the partition key is fanned out; none where nothing can match. */
  readonly conditions: readonly unknown[]
}

/** Plans a read; `planOf` makes the plan of one statement. */
export function planRead(
  call: Call,
  input: SelectInput,
  planOf: (input: SelectInput) => Planned<SelectPlan>,
): PlannedRead {
  const fan = input.fanOut === false ? undefined : fanOut(call, input.where)
  if (fan === undefined) {
    const { plan, isEmpty } = planOf(input)
    return { plan, conditions: isEmpty ? [] : [input.where] }
  }
  const { plan, isEmpty } = planOf({ ...input, where: fan.sample })
  return { plan, conditions: isEmpty ? [] : fan.conditions }
}
