import type { Executor } from '../execution/executor.js'
import { mapConcurrently } from '../execution/map-concurrently.js'
import type { WriteOptions } from '../execution/options.js'
import { readProperty, writeProperty } from '../objects/property.js'
import type { TableModel } from '../model/table-model.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import { changesOf, doubtfulSnapshot, snapshotOf } from '../plan/changes.js'
import { refuseCounterTable } from '../plan/counter-rules.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import { isNarrowed, Snapshot } from '../plan/loaded.js'
import type { Origin } from '../plan/loaded.js'
import { checkEntity, createEntity, pick } from './entity-shape.js'
import type { HeardWrites } from './heard-writes.js'
import { concurrency } from './options.js'
import { patchWithMoments, setMoments, supplyMissing } from './supply.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'
import { ofEntity, saving } from './write-events.js'

type Fields = Record<string, unknown>

/** A save ready to be sent. */
export interface PreparedSave {
  readonly entity: Fields
  /** Its class, where several share the table. */
  readonly model: TableModel
  /** What was known of the entity before. */
  readonly previous: Origin | undefined
  /** Undefined if nothing changed. */
  readonly change: { readonly bound: BoundWrite; readonly snapshot: Snapshot } | undefined
}

/** `save`: an insert of what is new, an update of what changed in what is loaded, and what is known afterwards. */
export class EntitySaver {
  constructor(
    private readonly binder: WriteBinder,
    private readonly executor: Executor,
    private readonly heard: HeardWrites | undefined,
  ) {}

  async save(input: unknown, options: WriteOptions | undefined): Promise<object> {
    const heard = this.heard?.of(options)
    if (heard !== undefined) return (await this.#saveHeard(heard, [input], options))[0]!
    return this.#send(this.prepare(input, options), options)
  }

  /** Every entity is checked and bound before the first is sent. */
  async saveAll(inputs: readonly unknown[], options: WriteOptions | undefined): Promise<object[]> {
    const heard = this.heard?.of(options)
    if (heard !== undefined) return this.#saveHeard(heard, inputs, options)
    const saves = Array.from(inputs, (input) => this.prepare(input, options))
    return this.executor.admit(() => mapConcurrently(saves, concurrency, (save) => this.#send(save, options, true)))
  }

  /** Those who listen are told of every entity that changed before the first is bound. */
  #saveHeard(heard: HeardWrites, inputs: readonly unknown[], options: WriteOptions | undefined): Promise<object[]> {
    return this.executor.admit(async () => {
      const told = Array.from(inputs, (input) => saving(this.binder.plans, input, options))
      await heard.beforeAll(told)
      const saves = Array.from(inputs, (input, i) => ({ save: this.prepare(input, options), told: told[i] }))
      return heard.each(saves, async ({ save, told: one }) => ({
        result: await this.#send(save, options, true),
        heard: save.change === undefined ? undefined : one && ofEntity(one, save.entity),
      }))
    })
  }

  /** Checks and binds an entity; `follow` has to be told of the request that stores it. */
  prepare(input: unknown, options: WriteOptions | undefined): PreparedSave {
    const plans = this.binder.plans.ofEntity('save', input)
    const call: Call = { model: plans.model, method: 'save' }
    checkEntity(call, input)
    if (isNarrowed(input)) refuseNarrowed(call)
    if (call.model.isCounter) refuseCounterTable(call)
    const entity = input instanceof call.model.entity ? input : entityOf(call, input)
    const previous = this.binder.plans.origins.of(entity)
    // Of a plain object only what it says is sent, not what initialisers of the class add to the entity made of it.
    const [said, bound] =
      previous === undefined
        ? [input, this.binder.insert('save', input, options)]
        : [entity, this.#bindChanges(plans, entity, previous, options)]
    if (bound === undefined) return { entity, model: call.model, previous, change: undefined }
    return { entity, model: call.model, previous, change: { bound, snapshot: snapshotOf(call, said, previous) } }
  }

  /** An UPDATE of what changed in a loaded entity; undefined if nothing did. */
  #bindChanges(
    plans: EntityPlans,
    entity: Fields,
    origin: Origin,
    options: WriteOptions | undefined,
  ): BoundWrite | undefined {
    const call: Call = { model: plans.model, method: 'save' }
    const patch = changesOf(call, entity, origin)
    if (patch === undefined) return undefined
    const dated = patchWithMoments(call, patch) as Fields
    const bound = this.binder.update('save', pick(call.model.primaryKey, entity), dated, options, plans)
    setMoments(call, entity, dated)
    return bound
  }

  async #send(save: PreparedSave, options: WriteOptions | undefined, isAdmitted?: boolean): Promise<object> {
    const bound = save.change?.bound
    await this.follow(save, () =>
      bound === undefined ? undefined : this.executor.execute(bound.plan, bound.values, options, isAdmitted),
    )
    return save.entity
  }

  /**
   * The entity counts as saved from the moment it is sent, so that a save which overlaps compares with what is under
   * way. After a failure it is what it was; if another save has begun since, nobody knows what the row holds.
   */
  async follow(
    { entity, model, previous, change }: PreparedSave,
    send: () => Promise<unknown> | undefined,
  ): Promise<void> {
    if (change === undefined) {
      // Nothing changed since a save that may still be under way: it decides.
      if (previous instanceof Snapshot) await previous.pending
      return
    }
    const { snapshot } = change
    const { origins } = this.binder.plans
    origins.mark(entity, snapshot)
    try {
      snapshot.pending = send()
      await snapshot.pending
    } catch (error) {
      const isLatest = origins.of(entity) === snapshot
      if (isLatest && previous === undefined) origins.forget(entity)
      else origins.mark(entity, isLatest && previous !== undefined ? previous : doubtfulSnapshot(model, snapshot))
      throw error
    } finally {
      snapshot.pending = undefined
    }
  }
}

/**
 * The entity that a plain object becomes. What that does not say is supplied to it as well, or is not known: what
 * initialisers of the class say is not stored.
 */
function entityOf(call: Call, plain: Fields): Fields {
  supplyMissing(call, plain)
  const entity = createEntity(call, plain)
  for (const { propertyName } of call.model.columns) {
    if (readProperty(plain, propertyName) === undefined) writeProperty(entity, propertyName, undefined)
  }
  return entity
}

function refuseNarrowed(call: Call): never {
  return refuse(call, 'E_NARROWED', 'this object holds some columns of a row, not the entity.', {
    hint: 'Read it without select to save it, or use update() with its key.',
  })
}
