import { declareHook } from '../metadata/declare.js'
import type { HookEvent } from '../metadata/entity-metadata.js'
import { methodDecorator } from './protocol.js'

/** A decorator of a method without parameters, in both protocols. */
export interface HookDecorator {
  <This, Method extends (this: This) => unknown>(
    method: Method,
    context: ClassMethodDecoratorContext<This, Method>,
  ): void
  <Method extends () => unknown>(target: object, name: string, descriptor: TypedPropertyDescriptor<Method>): void
}

/**
 * The method is called before its entity is inserted, by `insert`, `upsert`, or `save` of a new one. Ids, defaults and
 * dates are set already; what the method changes is written. What it throws passes through, and nothing is sent. It may
 * be asynchronous, but for members of batches.
 */
export function BeforeInsert(): HookDecorator {
  return hook('beforeInsert')
}

/** The method is called after its entity was inserted; what it throws is a `HookError`, for the row is written. */
export function AfterInsert(): HookDecorator {
  return hook('afterInsert')
}

/**
 * The method is called before changes of its entity are saved, and only if there are any; what it changes is written as
 * well. Not by `update`, which knows a key and a patch but no entity: subscribers are told of that.
 */
export function BeforeUpdate(): HookDecorator {
  return hook('beforeUpdate')
}

/** The method is called after changes of its entity were saved; as `AfterInsert`. */
export function AfterUpdate(): HookDecorator {
  return hook('afterUpdate')
}

/** The method is called before its entity is removed by `remove`; not by `delete`, which knows no entity. */
export function BeforeRemove(): HookDecorator {
  return hook('beforeRemove')
}

/** The method is called after its entity was removed; as `AfterInsert`. */
export function AfterRemove(): HookDecorator {
  return hook('afterRemove')
}

/** The method is called before its entity is inserted or its changes are saved, before those of the one or the other. */
export function BeforeWrite(): HookDecorator {
  return hook('beforeWrite')
}

/**
 * The method is called when its entity was read, its columns set; not for what `select` narrows, which is no entity.
 * It may not be asynchronous: reads do not wait for it.
 */
export function AfterLoad(): HookDecorator {
  return hook('afterLoad')
}

function hook(event: HookEvent): HookDecorator {
  return methodDecorator(({ owner, propertyName }) => declareHook(owner, { event, method: propertyName }))
}
