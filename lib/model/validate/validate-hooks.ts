import type { EntityClass, HookMetadata } from '../../metadata/entity-metadata.js'
import type { Problems } from '../problems.js'

/** Rules on methods that are called when something happens to an entity. */
export function validateHooks(entity: EntityClass, hooks: readonly HookMetadata[], problems: Problems): void {
  for (const { event, method } of hooks) {
    const called = (entity.prototype as Record<string, unknown>)[method]
    if (typeof called !== 'function') {
      problems.add('E_HOOK', method, 'is to be called on entities and is no method.', 'Decorate a method of the class.')
    } else if (event === 'afterLoad' && isAsync(called)) {
      problems.add(
        'E_HOOK',
        method,
        'is called when an entity was read and is asynchronous; expected a method that returns nothing.',
        'Reads do not wait for it: do what has to be waited for after the read.',
      )
    }
  }
}

function isAsync(method: object): boolean {
  return Object.prototype.toString.call(method) === '[object AsyncFunction]'
}
