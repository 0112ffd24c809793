import { Decrement, Increment } from '../../cql/assignments.js'
import type { TableModel } from '../../model/table-model.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { WriteOptions } from '../../execution/options.js'
import { readFlag } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import { withClass } from '../../plan/class-key.js'
import { refuseNoCounter } from '../../plan/writes/counter-rules.js'
import { refuseChangedKey } from '../../plan/writes/changes.js'
import type { EntityPlans } from '../../plan/entity-plans.js'
import type { WritePlan } from '../../plan/statement-plan.js'
import type { VersionConflict } from '../../errors/version-conflict-error.js'
import type { Attempt } from '../../plan/writes/attempt.js'
import type { IfOptions, WriteTextOptions } from '../../plan/writes/if-clause.js'
import {
  checkVersionedDelete,
  checkVersionedInsert,
  isCompared,
  patchWithVersion,
  versionCondition,
} from '../../plan/writes/version-rules.js'
import type { UnsafeOptions } from '../../plan/writes/version-rules.js'
import { checkEntity, keyOf } from '../entity-shape.js'
import { hasCondition } from '../types/applied.js'
import { attemptDelete, attemptInsert, attemptUpdate } from './attempts.js'
import type { ViewOptions } from '../types/view-options.js'
import { completePatch, supplyMissing } from './supply.js'

/** A write ready to be sent: every value checked and encoded. */
export interface BoundWrite {
  readonly plan: WritePlan
  /** Of the class that is written, where several share the table. */
  readonly model: TableModel
  readonly values: readonly unknown[]
  /** What a conditional write wants: to tell later what became of it. */
  readonly attempt?: Attempt | undefined
  /** Where not being applied is a conflict of versions: the entity, and the version its row was expected to have. */
  readonly conflict?: Pick<VersionConflict, 'attempted' | 'expected'> | undefined
}

/** What decides the text of a write, and whether somebody is told of the row that is in its way. */
type TextOptions = WriteTextOptions & Pick<WriteOptions, 'listeners'>

type InsertInput = (WriteOptions & IfOptions & UnsafeOptions) | undefined
type DeleteInput =
  (Omit<WriteOptions, 'ttl'> & IfOptions & UnsafeOptions & { partition?: boolean | undefined }) | undefined

/** Checks, plans and binds the writes of a repository; sends nothing. */
export class WriteBinder {
  readonly #defaultUsing: TextOptions

  constructor(
    readonly plans: EntityPlans,
    { ttl, timestamp, listeners }: ViewOptions,
  ) {
    this.#defaultUsing = { ttl, timestamp, listeners }
  }

  /** The options that decide the text of a write, defaults included. */
  using(options: InsertInput): TextOptions {
    if (options === undefined) return this.#defaultUsing
    const { ttl, timestamp, listeners } = this.#defaultUsing
    return {
      ttl: 'ttl' in options ? options.ttl : ttl,
      timestamp: 'timestamp' in options ? options.timestamp : timestamp,
      listeners: options.listeners ?? listeners,
      // Conditions are said of each call, never of all calls of a view.
      ifNotExists: options.ifNotExists,
      ifExists: options.ifExists,
      if: options.if,
    }
  }

  /** What the entity does not say is supplied first: it decides the text as well. */
  insert(method: string, entity: unknown, options: InsertInput): BoundWrite {
    const plans = this.plans.ofEntity(method, entity)
    const { model } = plans
    const call: Call = { model, method }
    checkEntity(call, entity)
    supplyMissing(call, entity, options?.ifNotExists === true)
    checkVersionedInsert(call, entity, options ?? {})
    const using = this.using(options)
    const plan = plans.insert(method, entity, using)
    const values = plan.bind(entity, using)
    return { plan, model, values, attempt: attemptInsert(plan, model, entity, using) }
  }

  /** `ofEntity`: the plans of the class of an entity, which is sure to be that of the row. */
  update(method: string, key: unknown, patch: unknown, options: InsertInput, ofEntity?: EntityPlans): BoundWrite {
    const plans = ofEntity ?? this.plans
    const { model } = plans
    const call: Call = { model, method }
    const using = this.using(options)
    const versioned = patchWithVersion(call, patch, options ?? {})
    const complete = completePatch(call, versioned, using, ofEntity !== undefined)
    const wholeKey = withClass(model, key)
    const plan = plans.update(method, wholeKey, complete, using)
    const values = plan.bind(wholeKey, complete, using)
    return { plan, model, values, attempt: attemptUpdate(plan, model, wholeKey, complete, using) }
  }

  count(
    method: 'increment' | 'decrement',
    key: unknown,
    property: unknown,
    by: bigint | number,
    options: WriteOptions | undefined,
  ): BoundWrite {
    const call = this.call(method)
    if (typeof property !== 'string' || !this.plans.model.columnOf.get(property)?.isCounter) {
      refuseNoCounter(call, property)
    }
    const change = method === 'increment' ? Increment(by) : Decrement(by)
    return this.update(method, key, Object.fromEntries([[property, change]]), options)
  }

  /** `plans`: those of the class of an entity. */
  delete(method: string, where: unknown, options: DeleteInput, plans = this.plans): BoundWrite {
    const { model } = plans
    const call: Call = { model, method }
    checkVersionedDelete(call, options ?? {})
    const using = this.using(options)
    const whole = isPlainObject(where) ? withClass(model, where) : where
    const plan = plans.delete(method, whole, using, readFlag(call, 'partition', options?.partition))
    const values = plan.bind(whole, using)
    return { plan, model, values, attempt: attemptDelete(plan, model, whole, using) }
  }

  /** Of a loaded entity with a version only the row that has it, unless the options say another condition. */
  remove(entity: unknown, options: DeleteInput): BoundWrite {
    const plans = this.plans.ofEntity('remove', entity)
    const call: Call = { model: plans.model, method: 'remove' }
    checkEntity(call, entity)
    const origin = this.plans.origins.of(entity)
    if (origin !== undefined) refuseChangedKey(call, entity, origin)
    const key = keyOf(call, entity)
    if (origin === undefined || !isCompared(plans.model, options) || hasCondition(options))
      return this.delete('remove', key, options, plans)
    const condition = versionCondition(call, entity, origin)
    const bound = this.delete('remove', key, { ...options, if: condition }, plans)
    return { ...bound, conflict: { attempted: entity, expected: Object.values(condition)[0] } }
  }

  truncate(): BoundWrite {
    const plan = this.plans.truncate('clear')
    return { plan, model: this.plans.model, values: plan.bind(undefined) }
  }

  call(method: string): Call {
    return { model: this.plans.model, method }
  }
}
