import { isPlainObject } from '../../objects/plain-object.js'
import type { Call } from '../../plan/call.js'
import { withClass } from '../../plan/class-key.js'
import type { WriteTextOptions } from '../../plan/writes/if-clause.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import { checkVersionedDelete, checkVersionedInsert, patchWithVersion } from '../../plan/writes/version-rules.js'
import type { WriteOptions } from '../../execution/options.js'
import { keyOf } from '../entity-shape.js'
import type { ExplainedCall } from './explain-reads.js'
import { planSave } from './explain-saves.js'
import type { DeleteOptions } from '../types/write-options.js'
import { completePatch, supplyMissing } from '../writes/supply.js'
import type { WriteBinder } from '../writes/write-binder.js'

/** A write to be described; `using` adds the defaults of the repository to its options. */
export interface ExplainedWrite extends ExplainedCall {
  readonly binder: WriteBinder
  readonly using: (options: WriteOptions | undefined) => WriteTextOptions
}

/** How one method is planned; undefined where it would send nothing. */
export type PlanWrite = (
  explained: ExplainedWrite,
  first: object,
  second?: object,
  third?: object,
  fourth?: object,
) => StatementPlan | undefined

/** How each method that writes is planned. */
export const explainedWrites: Readonly<Record<string, PlanWrite>> = {
  insert,
  upsert: insert,
  insertMany: insert,
  save: (explained, entity, options = {}) => planSave(explained, entity, options, insert),
  saveMany: (explained, entity, options = {}) => planSave(explained, entity, options, insert),
  findOrCreate: (explained, key, init, options) =>
    insert(explained, { ...init, ...key }, { ...options, ifNotExists: true }),
  update({ plans, call, using }, key, patch, options = {}) {
    const written = using(options)
    const whole = completePatch(call, patchWithVersion(call, patch, options), written)
    return plans.update(call.method, withClass(plans.model, key), whole, written)
  },
  delete({ plans, call, using }, where, options: DeleteOptions = {}) {
    checkVersionedDelete(call, options)
    const whole = isPlainObject(where) ? (withClass(plans.model, where) as object) : where
    return plans.delete(call.method, whole, using(options), options.partition === true)
  },
  removeMany({ plans, call, using }, entity, options = {}) {
    const ofClass = plans.ofEntity(call.method, entity)
    const one: Call = { model: ofClass.model, method: call.method }
    checkVersionedDelete(one, options)
    return ofClass.delete(call.method, keyOf(one, entity as Record<string, unknown>), using(options))
  },
  increment: count('increment'),
  decrement: count('decrement'),
  remove: ({ binder }, entity, options) => binder.remove(entity, options).plan,
  clear: ({ plans, call }) => plans.truncate(call.method),
}

function count(method: 'increment' | 'decrement'): PlanWrite {
  return ({ binder }, key, column, by: unknown = 1n, options) =>
    binder.count(method, key, column, by as bigint, options).plan
}

/** Of a copy with what an insert would supply: explaining changes nothing. */
function insert({ plans, call, using }: ExplainedWrite, entity: object, options: WriteTextOptions = {}): StatementPlan {
  const ofClass = plans.ofEntity(call.method, entity)
  const one: Call = { model: ofClass.model, method: call.method }
  const copy = Object.fromEntries(Object.entries(entity))
  supplyMissing(one, copy)
  checkVersionedInsert(one, copy, options)
  return ofClass.insert(call.method, copy, using(options as WriteOptions))
}
