import { OptionError } from '../../errors/option-error.js'
import type { ExplainableCalls } from '../types/explainable-calls.js'
import { explainedReads } from './explain-reads.js'
import { explainedWrites } from './explain-writes.js'
import { checkExplainedOptions } from './explained-options.js'
import { explainPlan, nothingSent } from '../types/explanation.js'
import type { Explanation } from '../types/explanation.js'
import type { WriteBinder } from '../writes/write-binder.js'

/** Describes what a call would send. */
export function explainCall(
  binder: WriteBinder,
  method: keyof ExplainableCalls<object>,
  args: readonly unknown[],
): Explanation {
  const { plans } = binder
  const explained = { plans, binder, call: binder.call(method) }
  const [first = {}, ...others] = args as [object | undefined, ...object[]]
  const plan = plannerOf(method, plans.model.entityName)
  checkExplainedOptions(explained.call, args)
  const sent = plan(explained, first, ...others)
  if (sent === undefined) return nothingSent
  return 'conditions' in sent ? explainPlan(sent.plan, sent.conditions.length) : explainPlan(sent, 1)
}

function plannerOf(method: string, entity: string) {
  if (typeof method !== 'string') throw new OptionError('explain() takes the name of a method.', { entity })
  for (const planners of [explainedReads, explainedWrites]) {
    if (Object.hasOwn(planners, method)) return planners[method]!
  }
  throw new OptionError(`explain(): cannot describe '${String(method)}'.`, { entity })
}
