import { Decrement, Increment } from '../cql/assignments.js'
import type { Executor } from '../execution/executor.js'
import { mapConcurrently } from '../execution/map-concurrently.js'
import type { WriteOptions } from '../execution/options.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import { changesOf, doubtfulSnapshot, refuseChangedKey, snapshotOf } from '../plan/changes.js'
import { refuseCounterTable } from '../plan/counter-rules.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import { isNarrowed } from '../plan/loaded.js'
import type { Origin, Snapshot } from '../plan/loaded.js'
import type { WritePlan } from '../plan/statement-plan.js'
import type { UsingOptions } from '../plan/using.js'
import { checkEntity, createEntity, keyOf, pick } from './entity-shape.js'
import { concurrency } from './options.js'
import type { CounterOptions, DeleteOptions, ViewOptions } from './options.js'
import { patchWithMoments, supplyMissing, supplyMoments } from './supply.js'

/** A write ready to be sent: every value checked and encoded. */
interface BoundWrite {
  readonly plan: WritePlan
  readonly values: readonly unknown[]
}

/** A save ready to be sent: nothing is bound if nothing changed. */
interface PreparedSave {
  readonly entity: Fields
  /** What was known of the entity before. */
  readonly previous: Origin | undefined
  readonly bound: BoundWrite | undefined
  /** What the entity holds now. */
  readonly snapshot: Snapshot
}

type Fields = Record<string, unknown>

/** Milliseconds; as long as servers allow by default. */
const truncateTimeoutMs = 60_000

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

  /** Every entity is checked and bound before the first is sent. */
  async insertAll(entities: readonly unknown[], options: WriteOptions | undefined): Promise<void> {
    const bound = entities.map((entity) => this.#bindInsert('insert', entity, options))
    await this.#sendAll(bound, options)
  }

  async save(input: unknown, options: WriteOptions | undefined): Promise<object> {
    return this.#sendSave(this.#prepareSave(input, options), options)
  }

  /** Every entity is checked and bound before the first is sent. */
  async saveAll(inputs: readonly unknown[], options: WriteOptions | undefined): Promise<object[]> {
    const saves = inputs.map((input) => this.#prepareSave(input, options))
    return this.executor.admit(() => mapConcurrently(saves, concurrency, (save) => this.#sendSave(save, options, true)))
  }

  async update(key: unknown, patch: unknown, options: WriteOptions | undefined): Promise<void> {
    await this.#send(this.#bindUpdate('update', key, patch, options), options)
  }

  /** Adds to a counter, or takes from it. */
  async count(
    method: 'increment' | 'decrement',
    key: unknown,
    property: unknown,
    by: bigint | number,
    options: CounterOptions | undefined,
  ): Promise<void> {
    const change = method === 'increment' ? Increment(by) : Decrement(by)
    await this.#send(this.#bindUpdate(method, key, { [String(property)]: change }, options), options)
  }

  async delete(where: unknown, options: DeleteOptions | undefined): Promise<void> {
    await this.#send(this.#bindDelete('delete', where, options), options)
  }

  /** Every key is checked and bound before the first is sent. */
  async remove(entities: readonly unknown[], options: DeleteOptions | undefined): Promise<void> {
    const bound = entities.map((entity) => this.#bindRemove(entity, options))
    await this.#sendAll(bound, options)
    for (const entity of entities) this.plans.origins.forget(entity as object)
  }

  /** Takes longer than other statements: every node empties its table. */
  async clear(): Promise<void> {
    const plan = this.plans.truncate('clear')
    await this.#send({ plan, values: plan.bind(undefined) }, { timeoutMs: truncateTimeoutMs })
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
    const call: Call = { model: this.plans.model, method }
    checkEntity(call, entity)
    const using = this.using(options)
    const plan = this.plans.insert(method, entity, using)
    supplyMissing(call, entity)
    return { plan, values: plan.bind(entity, using) }
  }

  #bindUpdate(method: string, key: unknown, patch: unknown, options: WriteOptions | undefined): BoundWrite {
    const using = this.using(options)
    const dated = patchWithMoments({ model: this.plans.model, method }, key, patch)
    const plan = this.plans.update(method, key, dated, using)
    return { plan, values: plan.bind(key, dated, using) }
  }

  #bindDelete(method: string, where: unknown, options: DeleteOptions | undefined): BoundWrite {
    const using = this.using(options)
    const plan = this.plans.delete(method, where, using, options?.partition === true)
    return { plan, values: plan.bind(where, using) }
  }

  #bindRemove(entity: unknown, options: DeleteOptions | undefined): BoundWrite {
    const call: Call = { model: this.plans.model, method: 'remove' }
    checkEntity(call, entity)
    const origin = this.plans.origins.of(entity)
    if (origin !== undefined) refuseChangedKey(call, entity, origin)
    return this.#bindDelete('remove', keyOf(call, entity), options)
  }

  #prepareSave(input: unknown, options: WriteOptions | undefined): PreparedSave {
    const call: Call = { model: this.plans.model, method: 'save' }
    checkEntity(call, input)
    if (isNarrowed(input)) refuseNarrowed(call)
    if (call.model.isCounter) refuseCounterTable(call)
    const entity = input instanceof call.model.entity ? input : this.#entityOf(call, input)
    const previous = this.plans.origins.of(entity)
    // Of a plain object only what it says is sent, not what initialisers of the class add to the entity made of it.
    const bound =
      previous === undefined
        ? this.#bindInsert('save', input, options)
        : this.#bindChanges(call, entity, previous, options)
    return { entity, previous, bound, snapshot: snapshotOf(call, entity, previous) }
  }

  /** The entity that a plain object becomes; what it does not say is supplied to the object given as well. */
  #entityOf(call: Call, plain: Fields): Fields {
    supplyMissing(call, plain)
    return createEntity(call, plain)
  }

  /**
   * The entity counts as saved from the moment it is sent, so that a save which overlaps compares with what is under
   * way. After a failure it is what it was; if another save has begun since, nobody knows what the row holds.
   */
  async #sendSave(
    { entity, previous, bound, snapshot }: PreparedSave,
    options: WriteOptions | undefined,
    isAdmitted?: boolean,
  ): Promise<object> {
    if (bound === undefined) return entity
    const { origins, model } = this.plans
    origins.mark(entity, snapshot)
    try {
      await this.#send(bound, options, isAdmitted)
    } catch (error) {
      const isLatest = origins.of(entity) === snapshot
      if (isLatest && previous === undefined) origins.forget(entity)
      else origins.mark(entity, isLatest && previous !== undefined ? previous : doubtfulSnapshot(model, snapshot))
      throw error
    }
    return entity
  }

  /** An UPDATE of what changed in a loaded entity; undefined if nothing did. */
  #bindChanges(call: Call, entity: Fields, origin: Origin, options: WriteOptions | undefined): BoundWrite | undefined {
    const patch = changesOf(call, entity, origin)
    if (patch === undefined) return undefined
    supplyMoments(call, entity, patch)
    return this.#bindUpdate('save', pick(call.model.primaryKey, entity), patch, options)
  }

  #send({ plan, values }: BoundWrite, options: WriteOptions | undefined, isAdmitted?: boolean): Promise<void> {
    return this.executor.write(plan, values, options, isAdmitted)
  }

  async #sendAll(bound: readonly BoundWrite[], options: WriteOptions | undefined): Promise<void> {
    await this.executor.admit(() => mapConcurrently(bound, concurrency, (one) => this.#send(one, options, true)))
  }
}

function refuseNarrowed(call: Call): never {
  return refuse(call, 'E_NARROWED', 'this object holds some columns of a row, not the entity.', {
    hint: 'Read it without select to save it, or use update() with its key.',
  })
}
