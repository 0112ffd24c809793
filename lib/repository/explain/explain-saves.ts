import type { Call } from '../../plan/call.js'
import { refuseCounterTable } from '../../plan/writes/counter-rules.js'
import { changesOf } from '../../plan/writes/changes.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import type { UnsafeOptions } from '../../plan/writes/version-rules.js'
import { isCompared, versionCondition } from '../../plan/writes/version-rules.js'
import type { WriteOptions } from '../../execution/options.js'
import { checkEntity, pick, refuseNarrowed } from '../entity-shape.js'
import type { ExplainedWrite, PlanWrite } from './explain-writes.js'

/**
 * What a save of an entity would send: `insert` says what of a new one; of a loaded one an UPDATE of what changed, or
 * nothing. Changes neither the entity nor what is known of it.
 */
export function planSave(
  explained: ExplainedWrite,
  entity: unknown,
  options: WriteOptions & UnsafeOptions,
  insert: PlanWrite,
): StatementPlan | undefined {
  const { call, binder } = explained
  refuseNarrowed(call, entity)
  const plans = explained.plans.ofEntity(call.method, entity)
  const one: Call = { model: plans.model, method: call.method }
  checkEntity(one, entity)
  const { primaryKey, isCounter } = one.model
  if (isCounter) refuseCounterTable(one)
  const isConditional = isCompared(one.model, options)
  const origin = plans.origins.of(entity)
  if (origin === undefined)
    return insert(explained, entity, isConditional ? { ...options, ifNotExists: true } : options)
  const condition = isConditional ? versionCondition(one, entity, origin) : undefined
  const changes = changesOf(one, entity, origin)
  if (changes === undefined) return undefined
  return binder.update(call.method, pick(primaryKey, entity), changes, { ...options, if: condition }, plans).plan
}
