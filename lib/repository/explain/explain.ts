import { OptionError } from '../../errors/option-error.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import { explainPlan, nothingSent } from '../types/explanation.js'
import type { Explanation } from '../types/explanation.js'
import type { ExplainableCalls } from '../types/explainable-calls.js'
import type { WriteBinder } from '../writes/write-binder.js'
import { explainedReads } from './explain-reads.js'
import type { ExplainedPlan } from './explain-reads.js'
import { explainedWrites, groupingWarnings } from './explain-writes.js'
import { checkExplainedOptions } from './explained-options.js'

/** A statement, and how often it is sent. */
interface SentPlan {
  readonly plan: StatementPlan
  readonly requests: number
}

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
  const warnings = groupingWarnings(method, others[0])
  const sent = eachOnce([plan(explained, first, ...others)].flat())
  const [statement, ...further] = sent.map(({ plan: one, requests }) => explainPlan(one, requests, warnings))
  return statement === undefined ? nothingSent : { ...statement, further }
}

/** Statements of one text are one, sent as often as all of them. */
function eachOnce(plans: readonly (ExplainedPlan | undefined)[]): readonly SentPlan[] {
  const byText = new Map<string, SentPlan>()
  for (const one of plans) {
    if (one === undefined) continue
    const { plan, requests } =
      'conditions' in one ? { plan: one.plan, requests: one.conditions.length } : { plan: one, requests: 1 }
    const before = byText.get(plan.cql)
    byText.set(plan.cql, { plan, requests: requests + (before?.requests ?? 0) })
  }
  return [...byText.values()]
}

function plannerOf(method: string, entity: string) {
  if (typeof method !== 'string') throw new OptionError('explain() takes the name of a method.', { entity })
  for (const planners of [explainedReads, explainedWrites]) {
    if (Object.hasOwn(planners, method)) return planners[method]!
  }
  throw new OptionError(`explain(): cannot describe '${String(method)}'.`, { entity })
}
