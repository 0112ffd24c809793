import type { EntityClass, HookEvent } from '../../metadata/entity-metadata.js'
import type { WriteOptions } from '../../execution/options.js'

/** What every event says. */
interface AnyEvent<E extends object> {
  /** The class of the entity, or that of the repository where there is no entity. */
  readonly target: EntityClass<E>
  readonly keyspace: string
  readonly table: string
  /** Method of the repository that was called: `save`, `insert`, `update`. */
  readonly method: string
  /** Options of the call. */
  readonly options: WriteOptions | undefined
}

/** An INSERT, by `insert`, `upsert`, or `save` of a new entity. */
export interface InsertEvent<E extends object> extends AnyEvent<E> {
  readonly kind: 'insert'
  /** What is inserted; changes made before it is are written. Of a plain object an instance made of it. */
  readonly entity: E
}

/** An UPDATE: changes of a loaded entity that is saved, or a patch by key, in which case there is no entity. */
export interface UpdateEvent<E extends object> extends AnyEvent<E> {
  readonly kind: 'update'
  readonly entity: E | undefined
  readonly key: Readonly<Record<string, unknown>>
  /** Without an entity, changes made to it before it is sent are written. With one, what is known to have changed. */
  readonly patch: Record<string, unknown>
}

/** A DELETE: of an entity by `remove`, or of the rows of a condition by `delete`, in which case there is no entity. */
export interface RemoveEvent<E extends object> extends AnyEvent<E> {
  readonly kind: 'remove'
  readonly entity: E | undefined
  readonly where: Readonly<Record<string, unknown>> | undefined
}

export type WriteEvent<E extends object> = InsertEvent<E> | UpdateEvent<E> | RemoveEvent<E>

/** What happened when an entity was read. */
export type LoadEvent<E extends object> = Pick<AnyEvent<E>, 'target' | 'keyspace' | 'table'>

/**
 * Is told what happens to entities: instances, or classes decorated with `@EventSubscriber`, are the `subscribers` of a
 * data source. What is thrown before a write passes through, and nothing is sent; after it, it is a `HookError`. Methods
 * may be asynchronous, but for `afterLoad`, and before members of batches.
 */
export interface EntitySubscriberInterface<E extends object = object> {
  /** The class whose entities it is about, and those of classes that extend it; every class if it is left out. */
  listenTo?(): EntityClass<E>
  beforeInsert?(event: InsertEvent<E>): unknown
  afterInsert?(event: InsertEvent<E>): unknown
  beforeUpdate?(event: UpdateEvent<E>): unknown
  afterUpdate?(event: UpdateEvent<E>): unknown
  beforeRemove?(event: RemoveEvent<E>): unknown
  afterRemove?(event: RemoveEvent<E>): unknown
  /** Before `beforeInsert` and `beforeUpdate`. */
  beforeWrite?(event: InsertEvent<E> | UpdateEvent<E>): unknown
  afterLoad?(entity: E, event: LoadEvent<E>): unknown
}

/** The methods a subscriber may have, `listenTo` apart. */
export type SubscriberMethod = HookEvent & keyof EntitySubscriberInterface
