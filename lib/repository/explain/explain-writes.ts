import { hintOfInit } from '../writes/entity-creator.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { Call } from '../../plan/call.js'
import { withClass } from '../../plan/class-key.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import { checkVersionedInsert, refuseVersionedMembers } from '../../plan/writes/version-rules.js'
import { eachOf } from '../each-of.js'
import { checkEntity, wholeKey } from '../entity-shape.js'
import { readOf } from './explain-reads.js'
import type { ExplainedCall, ExplainedPlan } from './explain-reads.js'
import { planSave } from './explain-saves.js'
import type { GroupingOptions, InsertOptions } from '../types/write-options.js'
import { refuseConditionOfMany } from '../writes/refuse-condition.js'
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

/** How a call of that method is planned, which may send several statements. */
type PlanWrites = (...call: Parameters<PlanWrite>) => ExplainedPlan | undefined | readonly (ExplainedPlan | undefined)[]

/** How each method that writes is planned. */
export const explainedWrites: Readonly<Record<string, PlanWrites>> = {
  insert: ofEach(insert),
  upsert: insert,
  insertMany: ofMany(insert),
  save: ofEach((explained, entity, options = {}) => planSave(explained, entity, options, insert)),
  saveMany: ofMany(({ call: { model }, ...explained }, entity, options = {}) => {
    return planSave({ ...explained, call: { model, method: 'save' } }, entity, options, insert)
  }),
  findOrCreate(explained, given, init, options) {
    const { plans, call } = explained
    const key = wholeKey(call, withClass(plans.model, given), hintOfInit)
    const row = isPlainObject(init) ? { ...init, ...key } : init!
    const created = insert(explained, row, { ...options, ifNotExists: true })
    return [readOf(explained, key), created]
  },
  update: ({ binder, call }, key, patch, options) => binder.update(call.method, key, patch, options).plan,
  delete: ({ binder, call }, where, options) => binder.delete(call.method, where, options).plan,
  remove: ofEach(({ binder }, entity, options) => binder.remove(entity, options).plan),
  removeMany: ofMany(({ binder }, entity, options) => binder.remove(entity, options).plan),
  increment: count('increment'),
  decrement: count('decrement'),
  clear: ({ plans, call }) => plans.truncate(call.method),
}

function count(method: 'increment' | 'decrement'): PlanWrite {
  return ({ binder }, key, column, by: unknown = 1n, options) =>
    binder.count(method, key, column, by as bigint, options).plan
}

/** Of an array what each of its items needs; an array takes no condition. */
function ofEach(plan: PlanWrite): PlanWrites {
  return (explained, given, options) => {
    if (!Array.isArray(given)) return plan(explained, given, options)
    refuseConditionOfMany(explained.call, options)
    return eachOf(given, (entity: object) => plan(explained, entity, options))
  }
}

/** Of one of many, or an array of them, which compare no versions. */
function ofMany(plan: PlanWrite): PlanWrites {
  return ofEach((explained, entity, options = {}) => {
    const { plans, call } = explained
    refuseVersionedMembers({ model: plans.ofEntity(call.method, entity).model, method: call.method }, options)
    return plan(explained, entity, options)
  })
}

const grouped =
  'Items of one partition that lie near each other go out in one unlogged batch: in fewer requests than said.'

/** What is to be known of a bulk write by partition, whose batches depend on the order of the source. */
export function groupingWarnings(method: string, options: object | undefined): readonly string[] {
  if (!method.endsWith('Many') || options === undefined) return []
  const { groupByPartition = false } = options as GroupingOptions
  return groupByPartition === false ? [] : [grouped]
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
