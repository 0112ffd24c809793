import { assignColumns, checkObject, createEntity, hasWholeKey, keyOf } from './entity-shape.js'
import type { FullKey } from './types/key.js'
import type { Draft } from './types/patch.js'
import { parts, RepositoryParts } from './repository-parts.js'
import type { RepositoryContext } from './repository-parts.js'

type Fields = Record<string, unknown>

/** The part of a repository that makes and describes entities; nothing here is sent. */
export abstract class EntityRepository<E extends object> {
  /** For the layers of the repository only. */
  protected readonly [parts]: RepositoryParts

  constructor(context: RepositoryContext) {
    this[parts] = new RepositoryParts(context)
  }

  /** New instances with the given properties; nothing is validated or sent. */
  create(partials: readonly Draft<E>[]): E[]
  create(partial?: Draft<E>): E
  create(input?: Draft<E> | readonly Draft<E>[]): E | E[] {
    const create = (partial?: Draft<E>) => createEntity(this[parts].callFor('create', partial), partial) as E
    return Array.isArray(input) ? input.map((partial: Draft<E>) => create(partial)) : create(input as Draft<E>)
  }

  /** Copies the defined properties of each partial onto the entity; `undefined` is skipped. */
  merge(entity: E, ...partials: readonly Draft<E>[]): E {
    const call = this[parts].callFor('merge', entity)
    for (const partial of partials) assignColumns(call, entity as Fields, partial)
    return entity
  }

  /** The primary key of an entity as a plain object; a key column without a value is `E_KEY_INCOMPLETE`. */
  getKey(entity: E): FullKey<E> {
    const call = this[parts].callFor('getKey', entity)
    checkObject(call, entity, 'an entity')
    return keyOf(call, entity) as FullKey<E>
  }

  /** Whether every primary key column of an entity has a value. */
  hasKey(entity: E): boolean {
    const call = this[parts].callFor('hasKey', entity)
    checkObject(call, entity, 'an entity')
    return hasWholeKey(call.model, entity)
  }
}
