import { Decrement, Increment } from '../cql/assignments.js'
import type { WriteOptions } from '../execution/options.js'
import type { Call } from '../plan/call.js'
import { withClass } from '../plan/class-key.js'
import { refuseNoCounter } from '../plan/counter-rules.js'
import { refuseChangedKey } from '../plan/changes.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import type { WritePlan } from '../plan/statement-plan.js'
import type { IfOptions, WriteTextOptions } from '../plan/if-clause.js'
import { checkEntity, keyOf } from './entity-shape.js'
import type { DeleteOptions, ViewOptions } from './options.js'
import { completePatch, supplyMissing } from './supply.js'

/** A write ready to be sent: every value checked and encoded. */
export interface BoundWrite {
  readonly plan: WritePlan
  readonly values: readonly unknown[]
}

/** Checks, plans and binds the writes of a repository; sends nothing. */
export class WriteBinder {
  readonly #defaultUsing: WriteTextOptions

  constructor(
    readonly plans: EntityPlans,
    { ttl, timestamp }: ViewOptions,
  ) {
    this.#defaultUsing = { ttl, timestamp }
  }

  /** The options that decide the text of a write, defaults included. */
  using(options: (WriteOptions & IfOptions) | undefined): WriteTextOptions {
    if (options === undefined) return this.#defaultUsing
    const { ttl, timestamp } = this.#defaultUsing
    return {
      ttl: 'ttl' in options ? options.ttl : ttl,
      timestamp: 'timestamp' in options ? options.timestamp : timestamp,
      ...readIfOptions(options),
    }
  }

  /** What the entity does not say is supplied first: it decides the text as well. */
  insert(method: string, entity: unknown, options: (WriteOptions & IfOptions) | undefined): BoundWrite {
    const plans = this.plans.ofEntity(method, entity)
    const call: Call = { model: plans.model, method }
    checkEntity(call, entity)
    supplyMissing(call, entity)
    const using = this.using(options)
    const plan = plans.insert(method, entity, using)
    return { plan, values: plan.bind(entity, using) }
  }

  /** `ofEntity`: the plans of the class of an entity, which is sure to be that of the row. */
  update(
    method: string,
    key: unknown,
    patch: unknown,
    options: (WriteOptions & IfOptions) | undefined,
    ofEntity?: EntityPlans,
  ): BoundWrite {
    const plans = ofEntity ?? this.plans
    const { model } = plans
    const using = this.using(options)
    const complete = completePatch({ model, method }, patch, using, ofEntity !== undefined)
    const wholeKey = withClass(model, key)
    const plan = plans.update(method, wholeKey, complete, using)
    return { plan, values: plan.bind(wholeKey, complete, using) }
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

  delete(method: string, where: unknown, options: (DeleteOptions & IfOptions) | undefined): BoundWrite {
    const using = this.using(options)
    const plan = this.plans.delete(method, where, using, options?.partition === true)
    return { plan, values: plan.bind(where, using) }
  }

  remove(entity: unknown, options: (DeleteOptions & IfOptions) | undefined): BoundWrite {
    const call: Call = { model: this.plans.ofEntity('remove', entity).model, method: 'remove' }
    checkEntity(call, entity)
    const origin = this.plans.origins.of(entity)
    if (origin !== undefined) refuseChangedKey(call, entity, origin)
    return this.delete('remove', keyOf(call, entity), options)
  }

  truncate(): BoundWrite {
    const plan = this.plans.truncate('clear')
    return { plan, values: plan.bind(undefined) }
  }

  call(method: string): Call {
    return { model: this.plans.model, method }
  }
}

/** Conditions are said of each call, never of all calls of a view. */
function readIfOptions({ ifNotExists, ifExists, if: conditions }: IfOptions): IfOptions {
  return { ifNotExists, ifExists, if: conditions }
}
