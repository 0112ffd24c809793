import { Decrement, Increment } from '../cql/assignments.js'
import type { WriteOptions } from '../execution/options.js'
import type { Call } from '../plan/call.js'
import { refuseNoCounter } from '../plan/counter-rules.js'
import { refuseChangedKey } from '../plan/changes.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import type { WritePlan } from '../plan/statement-plan.js'
import type { VersionConflict } from '../errors/version-conflict-error.js'
import type { Attempt } from '../plan/attempt.js'
import type { IfOptions, WriteTextOptions } from '../plan/if-clause.js'
import type { UsingOptions } from '../plan/using.js'
import {
  checkVersionedDelete,
  checkVersionedInsert,
  patchWithVersion,
  versionCondition,
} from '../plan/version-rules.js'
import type { UnsafeOptions } from '../plan/version-rules.js'
import { checkEntity, keyOf } from './entity-shape.js'
import { hasCondition } from './applied.js'
import { attemptDelete, attemptInsert, attemptUpdate } from './attempts.js'
import type { ViewOptions } from './view-options.js'
import { patchWithMoments, supplyMissing } from './supply.js'

/** A write ready to be sent: every value checked and encoded. */
export interface BoundWrite {
  readonly plan: WritePlan
  readonly values: readonly unknown[]
  /** What a conditional write wants: to tell later what became of it. */
  readonly attempt?: Attempt | undefined
  /** Where not being applied is a conflict of versions: the entity, and the version its row was expected to have. */
  readonly conflict?: Pick<VersionConflict, 'attempted' | 'expected'> | undefined
}

type InsertInput = (WriteOptions & IfOptions & UnsafeOptions) | undefined
type DeleteInput =
  (Omit<WriteOptions, 'ttl'> & IfOptions & UnsafeOptions & { partition?: boolean | undefined }) | undefined

/** Checks, plans and binds the writes of a repository; sends nothing. */
export class WriteBinder {
  readonly #defaultUsing: UsingOptions

  constructor(
    readonly plans: EntityPlans,
    { ttl, timestamp }: ViewOptions,
  ) {
    this.#defaultUsing = { ttl, timestamp }
  }

  /** The options that decide the text of a write, defaults included. */
  using(options: InsertInput): WriteTextOptions {
    if (options === undefined) return this.#defaultUsing
    const { ttl, timestamp } = this.#defaultUsing
    return {
      ttl: 'ttl' in options ? options.ttl : ttl,
      timestamp: 'timestamp' in options ? options.timestamp : timestamp,
      // Conditions are said of each call, never of all calls of a view.
      ifNotExists: options.ifNotExists,
      ifExists: options.ifExists,
      if: options.if,
    }
  }

  /** What the entity does not say is supplied first: it decides the text as well. */
  insert(method: string, entity: unknown, options: InsertInput): BoundWrite {
    const call = this.call(method)
    checkEntity(call, entity)
    supplyMissing(call, entity, options?.ifNotExists === true)
    checkVersionedInsert(call, entity, options ?? {})
    const using = this.using(options)
    const plan = this.plans.insert(method, entity, using)
    const bound = { plan, values: plan.bind(entity, using) }
    return plan.isConditional ? { ...bound, attempt: attemptInsert(call, entity, using) } : bound
  }

  update(method: string, key: unknown, patch: unknown, options: InsertInput): BoundWrite {
    const call = this.call(method)
    const using = this.using(options)
    const complete = patchWithMoments(call, patchWithVersion(call, patch, options ?? {}))
    const plan = this.plans.update(method, key, complete, using)
    const bound = { plan, values: plan.bind(key, complete, using) }
    return plan.isConditional ? { ...bound, attempt: attemptUpdate(call, key, complete, using) } : bound
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

  delete(method: string, where: unknown, options: DeleteInput): BoundWrite {
    const call = this.call(method)
    checkVersionedDelete(call, options ?? {})
    const using = this.using(options)
    const plan = this.plans.delete(method, where, using, options?.partition === true)
    const bound = { plan, values: plan.bind(where, using) }
    return plan.isConditional ? { ...bound, attempt: attemptDelete(call, where, using) } : bound
  }

  /** Of a loaded entity with a version only the row that has it, unless the options say another condition. */
  remove(entity: unknown, options: DeleteInput): BoundWrite {
    const call = this.call('remove')
    checkEntity(call, entity)
    const origin = this.plans.origins.of(entity)
    if (origin !== undefined) refuseChangedKey(call, entity, origin)
    const key = keyOf(call, entity)
    const isVersioned = call.model.versionColumn !== undefined && origin !== undefined && options?.unsafe !== true
    if (!isVersioned || hasCondition(options)) return this.delete('remove', key, options)
    const condition = versionCondition(call, entity, origin)
    const bound = this.delete('remove', key, { ...options, if: condition })
    return { ...bound, conflict: { attempted: entity, expected: Object.values(condition)[0] } }
  }

  truncate(): BoundWrite {
    const plan = this.plans.truncate('clear')
    return { plan, values: plan.bind(undefined) }
  }

  call(method: string): Call {
    return { model: this.plans.model, method }
  }
}
