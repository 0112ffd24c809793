import { OptionError } from '../errors/option-error.js'
import type { WriteOptions } from '../execution/options.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import type { WriteTextOptions } from '../plan/if-clause.js'
import type { ExplainableCalls } from './explainable-calls.js'
import { checkExplainedOptions, explainedReads } from './explain-reads.js'
import { explainedWrites } from './explain-writes.js'
import { explainPlan } from './explanation.js'
import type { Explanation } from './explanation.js'

/** Describes what a call would send. `using` adds the defaults of the repository to the options of a write. */
export function explainCall(
  plans: EntityPlans,
  method: keyof ExplainableCalls<object>,
  args: readonly unknown[],
  using: (options: WriteOptions | undefined) => WriteTextOptions,
): Explanation {
  const explained = { plans, call: { model: plans.model, method }, using }
  const [first = {}, second, third] = args as [object | undefined, object | undefined, object | undefined]
  const plan = plannerOf(method, plans.model.entityName)
  checkExplainedOptions(explained.call, args)
  const sent = plan(explained, first, second, third)
  return 'conditions' in sent ? explainPlan(sent.plan, sent.conditions.length) : explainPlan(sent, 1)
}

function plannerOf(method: string, entity: string) {
  if (typeof method !== 'string') throw new OptionError('explain() takes the name of a method.', { entity })
  for (const planners of [explainedReads, explainedWrites]) {
    if (Object.hasOwn(planners, method)) return planners[method]!
  }
  throw new OptionError(`explain(): cannot describe '${String(method)}'.`, { entity })
}
