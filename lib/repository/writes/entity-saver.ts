import { isRefused } from '../../errors/cassiform-error.js'
import type { Executor } from '../../execution/executor.js'
import type { WriteOptions } from '../../execution/options.js'
import { readProperty, writeProperty } from '../../objects/property.js'
import type { TableModel } from '../../model/table-model.js'
import type { Call } from '../../plan/call.js'
import { changesOf, snapshotOf } from '../../plan/writes/changes.js'
import { refuseCounterTable } from '../../plan/writes/counter-rules.js'
import type { EntityPlans } from '../../plan/entity-plans.js'
import { Snapshot } from '../../plan/loaded.js'
import type { Origin } from '../../plan/loaded.js'
import { doubtfulSnapshot, rebasedState, stateInDoubt } from '../../plan/writes/saved-state.js'
import { isCompared, versionCondition } from '../../plan/writes/version-rules.js'
import type { ConditionalSender } from './conditional-sender.js'
import { eachOf } from '../each-of.js'
import { checkEntity, createEntity, pick, refuseNarrowed } from '../entity-shape.js'
import type { HeardWrites } from '../hooks/heard-writes.js'
import type { OverwriteOptions } from '../types/write-options.js'
import { patchWithMoments, setMoments, supplyMissing } from './supply.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'
import { ofEntity, saving } from '../hooks/write-events.js'
import { writeEach } from './write-each.js'

type Fields = Record<string, unknown>

/** How an entity is saved. */
type SaveOptions = Pick<OverwriteOptions, 'ttl' | 'timestamp' | 'unsafe'>

/** A save ready to be sent. */
export interface PreparedSave {
  readonly entity: Fields
  /** Its class, where several share the table. */
  readonly model: TableModel
  /** What was known of the entity before. */
  readonly previous: Origin | undefined
  /** Undefined if nothing changed. */
  readonly change: SavedChange | undefined
}

interface SavedChange {
  readonly bound: BoundWrite
  readonly snapshot: Snapshot
  /** Gives the entity the version that the row gets; it has it from the moment it is sent. */
  readonly redo: () => void
  /** Gives it the version it had. */
  readonly undo: () => void
}

/** `save`: an insert of what is new, an update of what changed in what is loaded, and what is known afterwards. */
export class EntitySaver {
  constructor(
    private readonly binder: WriteBinder,
    private readonly executor: Executor,
    private readonly conditional: ConditionalSender,
    private readonly heard: HeardWrites | undefined,
  ) {}

  async save(input: unknown, options: WriteOptions | undefined): Promise<object> {
    const heard = this.heard?.of(options)
    if (heard !== undefined) return this.#saveHeard(heard, input, options)
    return this.#send(this.prepare(input, options), options)
  }

  /** Every entity is checked and bound before the first is sent. */
  async saveAll(inputs: readonly unknown[], options: WriteOptions | undefined): Promise<object[]> {
    const heard = this.heard?.of(options)
    if (heard !== undefined) return this.#saveAllHeard(heard, inputs, options)
    const saves = eachOf(inputs, (input) => this.prepare(input, options))
    const write = (save: PreparedSave) => this.#send(save, options, true)
    const { lanes } = this.executor
    return this.executor.admit(() => writeEach(this.binder.call('save'), saves, { lanes, write }))
  }

  #saveHeard(heard: HeardWrites, input: unknown, options: SaveOptions | undefined): Promise<object> {
    return this.executor.admit(async () => {
      const told = saving(this.binder.plans, input, options)
      await heard.beforeAll([told])
      const save = this.prepare(input, options)
      const entity = await this.#send(save, options, true)
      if (told !== undefined && save.change !== undefined) await heard.after(ofEntity(told, entity))
      return entity
    })
  }

  /** Those who listen are told of every entity that changed before the first is bound. */
  #saveAllHeard(heard: HeardWrites, inputs: readonly unknown[], options: SaveOptions | undefined): Promise<object[]> {
    return this.executor.admit(async () => {
      const told = eachOf(inputs, (input) => saving(this.binder.plans, input, options))
      await heard.beforeAll(told)
      const saves = eachOf(inputs, (input, i) => ({ save: this.prepare(input, options), told: told[i] }))
      return heard.each(this.binder.call('save'), saves, async ({ save, told: one }) => ({
        result: await this.#send(save, options, true),
        heard: save.change === undefined ? undefined : one && ofEntity(one, save.entity),
      }))
    })
  }

  /**
   * Checks and binds an entity; `follow` has to be told of the request that stores it. `unsafe`: of one with a version it
   * compares none.
   */
  prepare(input: unknown, options: SaveOptions | undefined): PreparedSave {
    refuseNarrowed(this.binder.call('save'), input)
    const plans = this.binder.plans.ofEntity('save', input)
    const { model } = plans
    const call: Call = { model, method: 'save' }
    checkEntity(call, input)
    if (call.model.isCounter) refuseCounterTable(call)
    const isConditional = isCompared(model, options)
    const entity = input instanceof call.model.entity ? input : entityOf(call, input, isConditional)
    const previous = this.binder.plans.origins.of(entity)
    const undo = versionKeeper(call, entity)
    // Of a plain object only what it says is sent, not what initialisers of the class add to the entity made of it.
    const [said, bound] =
      previous === undefined
        ? [input, this.#bindInsert(call, input, entity, options)]
        : [entity, this.#bindChanges(plans, entity, previous, options)]
    if (bound === undefined) return { entity, model, previous, change: undefined }
    const snapshot = snapshotOf(call, said, previous)
    const redo = versionKeeper(call, entity)
    undo()
    return { entity, model, previous, change: { bound, snapshot, redo, undo } }
  }

  /** An INSERT of a new entity; of one with a version only where there is no row. */
  #bindInsert(call: Call, input: Fields, entity: Fields, options: SaveOptions | undefined): BoundWrite {
    const { versionColumn } = call.model
    if (versionColumn === undefined) return this.binder.insert('save', input, options)
    const isConditional = isCompared(call.model, options)
    const bound = this.binder.insert('save', input, isConditional ? { ...options, ifNotExists: true } : options)
    writeProperty(entity, versionColumn.propertyName, readProperty(input, versionColumn.propertyName))
    if (!isConditional) return bound
    return { ...bound, conflict: { attempted: entity, expected: undefined } }
  }

  /** An UPDATE of what changed in a loaded entity; undefined if nothing did. `plans`: those of its class. */
  #bindChanges(
    plans: EntityPlans,
    entity: Fields,
    origin: Origin,
    options: SaveOptions | undefined,
  ): BoundWrite | undefined {
    const call: Call = { model: plans.model, method: 'save' }
    const { versionColumn, primaryKey } = call.model
    const condition = isCompared(call.model, options) ? versionCondition(call, entity, origin) : undefined
    const patch = changesOf(call, entity, origin)
    if (patch === undefined) return undefined
    const dated = patchWithMoments(call, patch) as Fields
    const key = pick(primaryKey, entity)
    if (condition === undefined) {
      const bound = this.binder.update('save', key, dated, options, plans)
      setMoments(call, entity, dated)
      return bound
    }
    const bound = this.binder.update('save', key, dated, { ...options, if: condition }, plans)
    setMoments(call, entity, dated)
    const expected = condition[versionColumn!.propertyName]!
    writeProperty(entity, versionColumn!.propertyName, expected + 1)
    return { ...bound, conflict: { attempted: entity, expected } }
  }

  async #send(save: PreparedSave, options: WriteOptions | undefined, isAdmitted?: boolean): Promise<object> {
    const bound = save.change?.bound
    await this.follow(save, () => {
      if (bound === undefined) return undefined
      if (bound.plan.isConditional) return this.conditional.send(bound, options, isAdmitted)
      return this.executor.execute(bound.plan, bound.values, options, isAdmitted)
    })
    return save.entity
  }

  /** Whether an entity has changed since a save of it was made ready. */
  hasChangedSince({ entity, model, change }: PreparedSave): boolean {
    if (change === undefined) return false
    change.redo()
    const changes = changesOf({ model, method: 'save' }, entity, change.snapshot)
    change.undo()
    return changes !== undefined
  }

  /**
   * The entity counts as saved from the moment it is sent, so that a save which overlaps compares with what is under
   * way. After a failure it is what it was, or may be, where nobody knows the outcome, what was sent; if another save has
   * begun since, nobody knows what the row holds.
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
    const { origins } = this.binder.plans
    const before = origins.of(entity)
    // It may have been made ready long ago, for a batch.
    const snapshot = before === previous ? change.snapshot : rebasedState(model, change.snapshot, previous, before)
    change.redo()
    origins.mark(entity, snapshot)
    try {
      snapshot.pending = send()
      await snapshot.pending
    } catch (error) {
      const isLatest = origins.of(entity) === snapshot
      if (isLatest) change.undo()
      if (!isLatest) origins.mark(entity, doubtfulSnapshot(model, snapshot))
      else if (before === undefined) origins.forget(entity)
      else origins.mark(entity, isRefused(error) ? before : stateInDoubt(model, before, snapshot))
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
export function entityOf(call: Call, plain: Fields, isConditional = false): Fields {
  supplyMissing(call, plain, isConditional)
  const entity = createEntity(call, plain)
  for (const { propertyName } of call.model.columns) {
    if (readProperty(plain, propertyName) === undefined) writeProperty(entity, propertyName, undefined)
  }
  return entity
}

/** Gives an entity back the version that it has now. */
function versionKeeper({ model: { versionColumn } }: Call, entity: Fields): () => void {
  if (versionColumn === undefined) return nothing
  const version = readProperty(entity, versionColumn.propertyName)
  return () => writeProperty(entity, versionColumn.propertyName, version)
}

const nothing = (): void => {}
