import { Decrement, Increment } from '../../cql/assignments.js'
import type { WriteOptions } from '../../execution/options.js'
import type { TableModel } from '../../model/table-model.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { readProperty, writeProperty } from '../../objects/property.js'
import type { Call } from '../../plan/call.js'
import { changesOf } from '../../plan/writes/changes.js'
import type { EntityPlans } from '../../plan/entity-plans.js'
import type { IfOptions } from '../../plan/writes/if-clause.js'
import { isNarrowed } from '../../plan/loaded.js'
import { isCompared } from '../../plan/writes/version-rules.js'
import type { UnsafeOptions } from '../../plan/writes/version-rules.js'
import { checkEntity, pick } from '../entity-shape.js'
import type { InsertEvent, RemoveEvent, UpdateEvent, WriteEvent } from '../types/events.js'
import { setProperty, supplyMissing } from '../writes/supply.js'

type Fields = Record<string, unknown>

/** A write that somebody is told of. */
export interface Heard {
  readonly model: TableModel
  readonly event: WriteEvent<object>
  /** Takes over what was changed by those who were told. */
  readonly settle: () => void
}

const nothing = (): void => {}

type InsertOptions = WriteOptions & Pick<IfOptions, 'ifNotExists'> & UnsafeOptions

/** An entity that is to be inserted, with all that is supplied to it. */
export function insertion(
  plans: EntityPlans,
  method: string,
  given: unknown,
  options: InsertOptions | undefined,
  isConditional = options?.ifNotExists === true,
): Heard {
  const { model } = plans.ofEntity(method, given)
  const call: Call = { model, method }
  checkEntity(call, given)
  supplyMissing(call, given, isConditional)
  const entity = isPlainObject(given) ? instanceOf(model, given) : given
  const event: InsertEvent<object> = { kind: 'insert', entity, ...about(model, method, options) }
  return { model, event, settle: entity === given ? nothing : () => takeOver(call, given, entity) }
}

/** An entity that is to be saved; undefined if there is nothing to save, or nothing that could be. */
export function saving(plans: EntityPlans, given: unknown, options: InsertOptions | undefined): Heard | undefined {
  if (typeof given === 'object' && given !== null && isNarrowed(given)) return undefined
  const origin = typeof given === 'object' && given !== null ? plans.origins.of(given) : undefined
  const { model } = plans.ofEntity('save', given)
  if (origin === undefined) {
    return insertion(plans, 'save', given, options, isCompared(model, options))
  }
  const entity = given as Fields
  const patch = changesOf({ model, method: 'save' }, entity, origin)
  if (patch === undefined) return undefined
  const key = pick(model.primaryKey, entity)
  const event: UpdateEvent<object> = { kind: 'update', entity, key, patch, ...about(model, 'save', options) }
  return { model, event, settle: nothing }
}

/** The same write, told of the entity that a plain object became. */
export function ofEntity(heard: Heard, entity: object): Heard {
  return { ...heard, event: { ...heard.event, entity } }
}

/** A patch by key; what is changed in `event.patch` is what is sent. */
export function patching(
  { model }: EntityPlans,
  method: string,
  key: unknown,
  patch: unknown,
  options: WriteOptions | undefined,
): Heard & { readonly event: UpdateEvent<object> } {
  const event: UpdateEvent<object> = {
    kind: 'update',
    entity: undefined,
    key: key as Fields,
    patch: isPlainObject(patch) ? { ...patch } : (patch as Fields),
    ...about(model, method, options),
  }
  return { model, event, settle: nothing }
}

/** A step of a counter by key; what is changed in `event.patch` is what is sent. */
export function counting(
  plans: EntityPlans,
  method: 'increment' | 'decrement',
  key: unknown,
  [property, by]: readonly [property: string, by: bigint | number],
  options: WriteOptions | undefined,
): Heard & { readonly event: UpdateEvent<object> } {
  const step = method === 'increment' ? Increment(by) : Decrement(by)
  return patching(plans, method, key, Object.fromEntries([[property, step]]), options)
}

/** An entity that is to be removed. */
export function removal(plans: EntityPlans, given: unknown, options: WriteOptions | undefined): Heard {
  const { model } = plans.ofEntity('remove', given)
  checkEntity({ model, method: 'remove' }, given)
  const entity = isPlainObject(given) ? instanceOf(model, given) : given
  const event: RemoveEvent<object> = { kind: 'remove', entity, where: undefined, ...about(model, 'remove', options) }
  return { model, event, settle: nothing }
}

/** Rows that are to be deleted by a condition. */
export function deletion({ model }: EntityPlans, where: unknown, options: WriteOptions | undefined): Heard {
  const event: RemoveEvent<object> = {
    kind: 'remove',
    entity: undefined,
    where: where as Fields,
    ...about(model, 'delete', options),
  }
  return { model, event, settle: nothing }
}

function about({ entity: target, keyspace, table }: TableModel, method: string, options: WriteOptions | undefined) {
  return { target, keyspace, table, method, options }
}

/** An instance of what a plain object says and nothing else, so that methods of the class can be called on it. */
function instanceOf({ entity }: TableModel, plain: Fields): Fields {
  const instance = Object.create(entity.prototype as object) as Fields
  for (const property of Object.keys(plain)) writeProperty(instance, property, plain[property])
  return instance
}

/** Gives a plain object what was changed in the instance made of it. */
function takeOver(call: Call, plain: Fields, instance: object): void {
  for (const column of call.model.columns) {
    const value = readProperty(instance, column.propertyName)
    if (value !== readProperty(plain, column.propertyName)) setProperty(call, column, plain, value)
  }
}
