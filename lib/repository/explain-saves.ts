import { refuseCounterTable } from '../plan/counter-rules.js'
import { changesOf } from '../plan/changes.js'
import type { StatementPlan } from '../plan/statement-plan.js'
import type { UnsafeOptions } from '../plan/version-rules.js'
import { patchWithVersion, versionCondition } from '../plan/version-rules.js'
import type { WriteOptions } from '../execution/options.js'
import { checkEntity, pick } from './entity-shape.js'
import type { ExplainedWrite, PlanWrite } from './explain-writes.js'
import { patchWithMoments } from './supply.js'

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
  const { plans, call, using } = explained
  const { versionColumn, primaryKey, isCounter } = call.model
  checkEntity(call, entity)
  if (isCounter) refuseCounterTable(call)
  const isCompared = versionColumn !== undefined && options.unsafe !== true
  const origin = plans.origins.of(entity)
  if (origin === undefined) return insert(explained, entity, isCompared ? { ...options, ifNotExists: true } : options)
  const condition = isCompared ? versionCondition(call, entity, origin) : undefined
  const changes = changesOf(call, entity, origin)
  if (changes === undefined) return undefined
  const written = { ...options, if: condition }
  const patch = patchWithMoments(call, patchWithVersion(call, changes, written))
  return plans.update(call.method, pick(primaryKey, entity), patch, using(written))
}
