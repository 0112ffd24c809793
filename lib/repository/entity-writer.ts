import type { Executor } from '../execution/executor.js'
import type { WriteOptions } from '../execution/options.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import { changesOf, refuseChangedKey, snapshotOf } from '../plan/changes.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import { forget, markLoaded, narrowed, originOf } from '../plan/loaded.js'
import type { WritePlan } from '../plan/statement-plan.js'
import type { UsingOptions } from '../plan/using.js'
import { checkEntity, createEntity, keyOf, pick } from './entity-shape.js'
import type { DeleteOptions, ViewOptions } from './options.js'

/** A write ready to be sent: every value checked and encoded. */
interface BoundWrite {
  readonly plan: WritePlan
  readonly values: readonly unknown[]
}

type Fields = Record<string, unknown>

/** The writes of a repository: check, plan, bind, send. */
export class EntityWriter {
  readonly #defaultUsing: UsingOptions

  constructor(
    private readonly plans: EntityPlans,
    private readonly executor: Executor,
    { ttl, timestamp }: ViewOptions,
  ) {
    this.#defaultUsing = { ttl, timestamp }
  }

  async insert(entity: unknown, options: WriteOptions | undefined): Promise<void> {
    await this.#send(this.#bindInsert('insert', entity, options), options)
  }

  async save(input: unknown, options: WriteOptions | undefined): Promise<object> {
    const call: Call = { model: this.plans.model, method: 'save' }
    checkEntity(call, input)
    if (originOf(input) === narrowed) refuseNarrowed(call)
    const entity = input instanceof call.model.entity ? input : createEntity(call, input)
    const bound = this.#bindSave(call, entity, options)
    if (bound === undefined) return entity
    // Taken before anything is awaited: what is changed while the request is under way is not saved yet.
    const saved = snapshotOf(call, entity)
    await this.#send(bound, options)
    markLoaded(entity, saved)
    return entity
  }

  async update(key: unknown, patch: unknown, options: WriteOptions | undefined): Promise<void> {
    await this.#send(this.#bindUpdate('update', key, patch, options), options)
  }

  async delete(where: unknown, options: DeleteOptions | undefined): Promise<void> {
    await this.#send(this.#bindDelete('delete', where, options), options)
  }

  async remove(entity: unknown, options: DeleteOptions | undefined): Promise<void> {
    const call: Call = { model: this.plans.model, method: 'remove' }
    checkEntity(call, entity)
    const origin = originOf(entity)
    if (origin !== undefined && origin !== narrowed) refuseChangedKey(call, entity, origin)
    await this.#send(this.#bindDelete('remove', keyOf(call, entity), options), options)
    forget(entity)
  }

  async clear(): Promise<void> {
    const plan = this.plans.truncate('clear')
    await this.#send({ plan, values: plan.bind(undefined) }, undefined)
  }

  /** The options that decide the text of a write, defaults included. */
  using(options: WriteOptions | undefined): UsingOptions {
    if (options === undefined) return this.#defaultUsing
    const { ttl, timestamp } = this.#defaultUsing
    return {
      ttl: 'ttl' in options ? options.ttl : ttl,
      timestamp: 'timestamp' in options ? options.timestamp : timestamp,
    }
  }

  #bindInsert(method: string, entity: unknown, options: WriteOptions | undefined): BoundWrite {
    checkEntity({ model: this.plans.model, method }, entity)
    const using = this.using(options)
    const plan = this.plans.insert(method, using)
    return { plan, values: plan.bind(entity, using) }
  }

  #bindUpdate(method: string, key: unknown, patch: unknown, options: WriteOptions | undefined): BoundWrite {
    const using = this.using(options)
    const plan = this.plans.update(method, key, patch, using)
    return { plan, values: plan.bind(key, patch, using) }
  }

  #bindDelete(method: string, where: unknown, options: DeleteOptions | undefined): BoundWrite {
    const using = this.using(options)
    const plan = this.plans.delete(method, where, using, options?.partition === true)
    return { plan, values: plan.bind(where, using) }
  }

  /** An INSERT of a new entity, an UPDATE of what changed in a loaded one, undefined if nothing did. */
  #bindSave(call: Call, entity: Fields, options: WriteOptions | undefined): BoundWrite | undefined {
    const origin = originOf(entity)
    if (origin === undefined) return this.#bindInsert('save', entity, options)
    const patch = changesOf(call, entity, origin)
    if (patch === undefined) return undefined
    const { columnOf, partitionKey, primaryKey } = call.model
    const isStatic = Object.keys(patch).every((property) => columnOf.get(property)?.role === 'static')
    return this.#bindUpdate('save', pick(isStatic ? partitionKey : primaryKey, entity), patch, options)
  }

  #send({ plan, values }: BoundWrite, options: WriteOptions | undefined): Promise<void> {
    return this.executor.write(plan, values, options)
  }
}

function refuseNarrowed(call: Call): never {
  return refuse(call, 'E_NARROWED', 'this object holds some columns of a row, not the entity.', {
    hint: 'Read it without select to save it, or use update() with its key.',
  })
}
