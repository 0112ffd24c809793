import { hintOfInit } from '../writes/entity-creator.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { Call } from '../../plan/call.js'
import { withClass } from '../../plan/class-key.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import { checkVersionedInsert, refuseVersionedMembers } from '../../plan/writes/version-rules.js'
import { checkEntity, wholeKey } from '../entity-shape.js'
import type { ExplainedCall } from './explain-reads.js'
import { planSave } from './explain-saves.js'
import type { InsertOptions } from '../types/write-options.js'
import { supplyMissing } from '../writes/supply.js'
import type { WriteBinder } from '../writes/write-binder.js'

/** A write to be described. */
export interface ExplainedWrite extends ExplainedCall {
  readonly binder: WriteBinder
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
  insertMany: ofMany(insert),
  save: (explained, entity, options = {}) => planSave(explained, entity, options, insert),
  saveMany: ofMany(({ call: { model }, ...explained }, entity, options = {}) => {
    return planSave({ ...explained, call: { model, method: 'save' } }, entity, options, insert)
  }),
  findOrCreate(explained, given, init, options) {
    const { plans, call } = explained
    const key = wholeKey(call, withClass(plans.model, given), hintOfInit)
    const row = isPlainObject(init) ? { ...init, ...key } : init!
    return insert(explained, row, { ...options, ifNotExists: true })
  },
  update: ({ binder, call }, key, patch, options) => binder.update(call.method, key, patch, options).plan,
  delete: ({ binder, call }, where, options) => binder.delete(call.method, where, options).plan,
  remove: ({ binder }, entity, options) => binder.remove(entity, options).plan,
  removeMany: ofMany(({ binder }, entity, options) => binder.remove(entity, options).plan),
  increment: count('increment'),
  decrement: count('decrement'),
  clear: ({ plans, call }) => plans.truncate(call.method),
}

function count(method: 'increment' | 'decrement'): PlanWrite {
  return ({ binder }, key, column, by: unknown = 1n, options) =>
    binder.count(method, key, column, by as bigint, options).plan
}

/** Of one of many, which compare no versions. */
function ofMany(plan: PlanWrite): PlanWrite {
  return (explained, entity, options = {}) => {
    const { plans, call } = explained
    refuseVersionedMembers({ model: plans.ofEntity(call.method, entity).model, method: call.method }, options)
    return plan(explained, entity, options)
  }
}

/**
 * Of a copy with what an insert would supply: explaining changes nothing. Values are not looked at: those who listen may
 * still supply some.
 */
function insert({ plans, call, binder }: ExplainedWrite, entity: object, options: InsertOptions = {}): StatementPlan {
  const ofClass = plans.ofEntity(call.method, entity)
  const one: Call = { model: ofClass.model, method: call.method }
  checkEntity(one, entity)
  const copy = Object.fromEntries(Object.entries(entity))
  supplyMissing(one, copy)
  checkVersionedInsert(one, copy, options)
  return ofClass.insert(call.method, copy, binder.using(options))
}
