import { BatchConditions } from '../../execution/batches/batch-conditions.js'
import { readBatchOutcome } from '../../execution/batches/batch-outcome.js'
import type { BatchOutcome } from '../../execution/batches/batch-outcome.js'
import { BatchPlaces } from '../../execution/batches/batch-places.js'
import { checkMember } from '../../execution/batches/batch-rules.js'
import type { BatchSettings } from '../../execution/batches/batch-rules.js'
import { planBatch } from '../../execution/batches/batch-plan.js'
import { BatchTally } from '../../execution/batches/batch-tally.js'
import type { BatchLimits } from '../../execution/batches/batch-tally.js'
import type { BatchMember } from '../../execution/batches/batch-member.js'
import { refineByAny } from '../../execution/executor.js'
import type { Executor, Refine } from '../../execution/executor.js'
import type { BatchWarning, WarnedOnce } from '../../execution/batches/batch-warnings.js'
import { checkOptionNames, checkOptionValues } from '../../execution/options.js'
import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import { CassiformError } from '../../errors/cassiform-error.js'
import { ExecutionError } from '../../errors/execution-error.js'
import type { EntityClass } from '../../metadata/entity-metadata.js'
import type { EntityPlans } from '../../plan/entity-plans.js'
import type { Origins } from '../../plan/loaded.js'
import { refuseVersionedMembers } from '../../plan/writes/version-rules.js'
import { entityMember, rawMember, withBoundValues } from './batch-members.js'
import type { BindRaw, RawMemberOptions } from './batch-members.js'
import { batchExecuteOptionNames, batchSettings, sharedOptions } from './batch-options.js'
import type { BatchExecuteOptions, BatchOptions } from './batch-options.js'
import {
  memberDeleteOptionNames,
  memberInsertOptionNames,
  memberOptionNames,
  memberRemoveOptionNames,
  memberUpdateOptionNames,
} from './batch-types.js'
import type {
  BatchResult,
  MemberDeleteOptions,
  MemberInsertOptions,
  MemberOptions,
  MemberRemoveOptions,
  MemberUpdateOptions,
  WithCondition,
} from './batch-types.js'
import type { Conditions, SaidAbsence, SaidConditions } from '../types/conditions.js'
import type { DeleteWhere } from '../types/criteria.js'
import type { EntitySaver, PreparedSave } from '../writes/entity-saver.js'
import { refuseExecuted, refuseNoInstance, refuseSavedBefore } from './refuse-batch.js'
import { explainBatch } from '../explain/explain-batch.js'
import type { BatchExplanation } from '../explain/explain-batch.js'
import type { CounterColumns, FullKey, StaticCounterColumns, UpdateKey } from '../types/key.js'
import type { ViewOptions } from '../types/view-options.js'
import type { Insertable, Patch, StaticPatch } from '../types/patch.js'
import type { RepositoryParts } from '../repository-parts.js'
import { sendConditionalBatch } from './send-conditional-batch.js'
import type { ResolveMember } from './send-conditional-batch.js'
import type { BoundWrite } from '../writes/write-binder.js'
import { forgetRemoved } from '../writes/forget-removed.js'
import { HeardWrites } from '../hooks/heard-writes.js'
import { counting, deletion, insertion, patching, removal, saving } from '../hooks/write-events.js'
import type { Heard } from '../hooks/write-events.js'

/** What a batch is made of; only a `DataSource` makes one. */
export interface BatchContext {
  readonly executor: Executor
  readonly bindRaw: BindRaw
  readonly partsOf: (entity: EntityClass) => RepositoryParts
  /** Options of the data source for every call. */
  readonly defaults: ViewOptions
  readonly limits: BatchLimits
  readonly warnings: WarnedOnce
}

const notApplied = (): Error =>
  new CassiformError('the batch was not applied.', { code: 'E_BATCH_NOT_APPLIED', outcome: 'rejected' })

/**
 * Writes that are sent as one message: `BEGIN BATCH … ; … ; APPLY BATCH`, every member prepared and bound like a write of
 * its own. Each method checks and adds one, throws for what no server takes, and returns the batch. All members have
 * one timestamp, so their order decides nothing. A batch is executed once; after a failure it may be executed again.
 * `Conditional`: a member has a condition, and `execute` resolves to an outcome; go on with what the last method returned.
 */
export class Batch<Conditional extends boolean = false> {
  readonly #context: BatchContext
  readonly #settings: BatchSettings
  readonly #members: BatchMember[] = []
  readonly #places = new BatchPlaces()
  readonly #conditions = new BatchConditions(this.#places)
  readonly #tally: BatchTally
  /** By what they are about. */
  readonly #warnings = new Map<string, BatchWarning>()
  readonly #defaults = new Set<ViewOptions>()
  readonly #refine = new Set<Refine>()
  readonly #resolvers: ResolveMember[] = []
  readonly #saves: { readonly saver: EntitySaver; readonly save: PreparedSave }[] = []
  readonly #saved = new Map<object, PreparedSave>()
  /** To `save` they are new as soon as they are sent. */
  readonly #inserted: { readonly origins: Origins; readonly value: object }[] = []
  readonly #removed: { readonly origins: Origins; readonly entity: object }[] = []
  /** Tells those who listen that the members were written. */
  readonly #after: (() => Promise<void>)[] = []
  #state: 'open' | 'executing' | 'executed' = 'open'

  /** Of a data source: `db.batch()`. */
  constructor(context: BatchContext, options?: BatchOptions) {
    this.#context = context
    this.#settings = batchSettings(options)
    this.#tally = new BatchTally(context.limits, this.#places)
  }

  /** Statements so far. */
  get size(): number {
    return this.#tally.statements
  }

  /** `INSERT INTO … VALUES …`, as `repository.insert`. */
  insert<E extends object, const X extends boolean | undefined = undefined>(
    entity: EntityClass<E>,
    value: Insertable<NoInfer<E>>,
    options?: MemberInsertOptions<X> | SaidAbsence<X>,
  ): Batch<WithCondition<Conditional, X>> {
    const parts = this.#parts('insert', entity, options, memberInsertOptionNames)
    const told = this.#tell(parts, options, (plans) => insertion(plans, 'insert', value, options))
    const bound = parts.binder.insert('insert', value, options)
    this.#add(parts, 'insert', bound, value, options)
    this.#tellAfter(parts, told)
    this.#inserted.push({ origins: parts.binder.plans.origins, value })
    return this.#as()
  }

  /** `UPDATE … SET … WHERE …`, as `repository.update`. */
  update<
    E extends object,
    const K extends UpdateKey<NoInfer<E>>,
    const X extends boolean | undefined = undefined,
    const C extends Conditions<NoInfer<E>> | undefined = undefined,
  >(
    entity: EntityClass<E>,
    key: K,
    patch: [K] extends [FullKey<NoInfer<E>>] ? Patch<NoInfer<E>> : StaticPatch<NoInfer<E>>,
    options?: MemberUpdateOptions<NoInfer<E>, X, C> | SaidConditions<X, C>,
  ): Batch<WithCondition<Conditional, X, C>> {
    const parts = this.#parts('update', entity, options, memberUpdateOptionNames)
    const told = this.#tell(parts, options, (plans) => patching(plans, 'update', key, patch, options))
    const bound = parts.binder.update('update', key, told?.event.patch ?? patch, options)
    this.#add(parts, 'update', bound, key, options)
    this.#tellAfter(parts, told)
    return this.#as()
  }

  /** `DELETE FROM … WHERE …`, as `repository.delete`. */
  delete<
    E extends object,
    const X extends boolean | undefined = undefined,
    const C extends Conditions<NoInfer<E>> | undefined = undefined,
  >(
    entity: EntityClass<E>,
    where: DeleteWhere<NoInfer<E>>,
    options?: MemberDeleteOptions<NoInfer<E>, X, C> | SaidConditions<X, C>,
  ): Batch<WithCondition<Conditional, X, C>> {
    const parts = this.#parts('delete', entity, options, memberDeleteOptionNames)
    const told = this.#tell(parts, options, (plans) => deletion(plans, where, options))
    this.#add(parts, 'delete', parts.binder.delete('delete', where, options), where, options)
    this.#tellAfter(parts, told)
    return this.#as()
  }

  /**
   * What `repository.save` would send: an insert of a new entity, the changes of a loaded one, or nothing. An entity that
   * is in the batch already must not have changed since.
   */
  save(entity: object, options?: MemberOptions): this {
    const parts = this.#partsOfInstance('save', entity, options, memberOptionNames)
    const earlier = this.#saved.get(entity)
    if (earlier !== undefined) {
      if (parts.saver.hasChangedSince(earlier)) refuseSavedBefore(earlier.model.entityName)
      return this
    }
    const told = this.#tell(parts, options, (plans) => saving(plans, entity, options))
    const save = parts.saver.prepare(entity, options)
    if (save.change === undefined) return this
    this.#add(parts, 'save', save.change.bound, save.entity, options)
    this.#tellAfter(parts, told)
    this.#saves.push({ saver: parts.saver, save })
    this.#saved.set(entity, save)
    return this
  }

  /** Deletes the row of an entity, as `repository.remove`. */
  remove(entity: object, options?: MemberRemoveOptions): this {
    const parts = this.#partsOfInstance('remove', entity, options, memberRemoveOptionNames)
    const told = this.#tell(parts, options, (plans) => removal(plans, entity, options))
    this.#add(parts, 'remove', parts.binder.remove(entity, options), entity, options)
    this.#tellAfter(parts, told)
    this.#removed.push({ origins: parts.binder.plans.origins, entity })
    return this
  }

  /** Adds to a counter; only in a batch of kind `counter`. */
  increment<E extends object, const K extends UpdateKey<NoInfer<E>>>(
    entity: EntityClass<E>,
    key: K,
    column: [K] extends [FullKey<NoInfer<E>>] ? CounterColumns<NoInfer<E>> : StaticCounterColumns<NoInfer<E>>,
    by: bigint | number = 1n,
  ): this {
    return this.#count('increment', entity, key, column, by)
  }

  /** Takes from a counter; only in a batch of kind `counter`. */
  decrement<E extends object, const K extends UpdateKey<NoInfer<E>>>(
    entity: EntityClass<E>,
    key: K,
    column: [K] extends [FullKey<NoInfer<E>>] ? CounterColumns<NoInfer<E>> : StaticCounterColumns<NoInfer<E>>,
    by: bigint | number = 1n,
  ): this {
    return this.#count('decrement', entity, key, column, by)
  }

  /** Raw CQL: an INSERT, UPDATE or DELETE that names its keyspace. Values are taken as the driver takes them. */
  add<const X extends boolean | undefined = undefined>(
    cql: string,
    params: readonly unknown[] = [],
    options?: RawMemberOptions<X>,
  ): Batch<WithCondition<Conditional, X>> {
    this.#checkOpen('add')
    if (options !== undefined) checkOptionNames(undefined, 'batch.add', options, ['idempotent', 'conditional'])
    this.#push(rawMember(cql, params, options))
    return this.#as()
  }

  /** What `execute` would send; sends nothing. */
  explain(): BatchExplanation {
    const { kind, timestamp } = this.#settings
    const warnings = this.#allWarnings().map(({ text }) => text())
    return explainBatch(planBatch(kind, this.#members, timestamp), this.#members, this.#tally, warnings)
  }

  /**
   * Sends all members as one message; an empty batch sends nothing. With conditions it resolves to what became of it:
   * all is written, or nothing, and then to the rows that members had conditions on.
   */
  async execute(options?: BatchExecuteOptions): Promise<BatchResult<Conditional>> {
    this.#checkOpen('execute')
    if (options !== undefined) checkOptionNames(undefined, 'batch.execute', options, batchExecuteOptionNames)
    checkOptionValues(options ?? {})
    const shared = sharedOptions(options, this.#context.defaults, this.#defaults)
    if (this.#members.length === 0) return undefined as BatchResult<Conditional>
    this.#state = 'executing'
    try {
      const outcome = await this.#send(shared)
      this.#state = 'executed'
      if (outcome?.applied !== false) await HeardWrites.afterAll(this.#after)
      return outcome as BatchResult<Conditional>
    } finally {
      if (this.#state === 'executing') this.#state = 'open'
    }
  }

  async #send(options: ExecutionOptions | undefined): Promise<BatchOutcome | undefined> {
    const { executor, warnings, bindRaw } = this.#context
    const hasRaw = this.#members.some(({ write }) => write === undefined)
    const members = hasRaw
      ? await withBoundValues(this.#members, bindRaw, options ?? {}, executor.lanes)
      : this.#members
    const bound = planBatch(this.#settings.kind, members, this.#settings.timestamp)
    for (const warning of this.#allWarnings()) warnings.tell(bound.plan.entityName, warning)
    for (const { origins, value } of this.#inserted) origins.forget(value)
    // Raw CQL may have conditions that nobody told us of: what the server answers to them is not lost.
    const sent = this.#conditions.isConditional
      ? sendConditionalBatch(executor, bound, members, this.#resolvers, options)
      : executor.execute(bound.plan, bound.values, options).then((result) => readBatchOutcome(members, result))
    const outcome = this.#followRemovals(sent.catch((error: unknown) => this.#refuse(error)))
    if (this.#saves.length > 0) await this.#followSaves(outcome)
    return outcome
  }

  #followRemovals(outcome: Promise<BatchOutcome | undefined>): Promise<BatchOutcome | undefined> {
    if (this.#removed.length === 0) return outcome
    const forget = () => this.#removed.forEach(({ origins, entity }) => origins.forget(entity))
    return forgetRemoved(forget, outcome, (found) => found?.applied !== false)
  }

  /** Any of the entities may know more of a failure. */
  async #refuse(error: unknown): Promise<never> {
    throw error instanceof ExecutionError ? await refineByAny(this.#refine)(error) : error
  }

  /** To an entity that is saved, not applied is a failure. */
  async #followSaves(outcome: Promise<BatchOutcome | undefined>): Promise<void> {
    const storing = () => outcome.then((found) => (found?.applied === false ? Promise.reject(notApplied()) : undefined))
    await Promise.allSettled(this.#saves.map(({ saver, save }) => saver.follow(save, storing)))
  }

  #count(
    method: 'increment' | 'decrement',
    entity: EntityClass,
    key: object,
    column: string,
    by: bigint | number,
  ): this {
    const parts = this.#parts(method, entity, undefined, [])
    const counted = parts.binder.count(method, key, column, by, undefined)
    const told = this.#tell(parts, undefined, (plans) => counting(plans, method, key, [column, by], undefined))
    const bound = told === undefined ? counted : parts.binder.update(method, key, told.event.patch, undefined)
    this.#add(parts, method, bound, key, undefined)
    this.#tellAfter(parts, told)
    return this
  }

  /** Tells those who listen before a member is bound: at once, because members are added without waiting. */
  #tell<T extends Heard>(
    { heard, binder }: RepositoryParts,
    options: MemberOptions | undefined,
    write: (plans: EntityPlans) => T | undefined,
  ): T | undefined {
    const listening = heard?.of(options)
    const told = listening && write(binder.plans)
    if (told !== undefined) listening!.beforeAtOnce(told)
    return told
  }

  #tellAfter({ heard }: RepositoryParts, told: Heard | undefined): void {
    if (heard !== undefined && told !== undefined) this.#after.push(() => heard.after(told))
  }

  /** The one place through which every write of an entity gets into a batch. */
  #add(parts: RepositoryParts, method: string, bound: BoundWrite, given: object, options: WriteOptions | undefined) {
    this.#push(entityMember(parts, method, bound, given, options))
    const { attempt } = bound
    if (attempt !== undefined) this.#resolvers.push((...how) => parts.conditional.resolve(attempt, ...how))
    const { defaults, refine } = parts.context
    this.#defaults.add(defaults)
    if (refine !== undefined) this.#refine.add(refine)
  }

  #push(member: BatchMember): void {
    checkMember(this.#settings, member)
    const { write } = member
    const found = write && this.#places.find(write)
    this.#conditions.check(this.#settings, member, found)
    const bytes = this.#tally.check(member, found)
    const warning = write && this.#places.add(member, write, found)
    if (warning !== undefined) this.#warnings.set(warning.about, warning)
    this.#conditions.add(member)
    this.#tally.add(member, bytes)
    this.#members.push(member)
  }

  /** The same batch, of which the compiler knows more. */
  #as<Next extends boolean>(): Batch<Next> {
    return this as unknown as Batch<Next>
  }

  #allWarnings(): readonly BatchWarning[] {
    return [...this.#warnings.values(), ...this.#tally.warnings(this.#settings.kind)]
  }

  #parts(method: string, entity: EntityClass, options: object | undefined, known: readonly string[]): RepositoryParts {
    this.#checkOpen(method)
    const parts = this.#context.partsOf(entity)
    const name = `batch.${method}`
    parts.checkWrite(name, options, known)
    refuseVersionedMembers(parts.call(name), options ?? {})
    return parts
  }

  #partsOfInstance(
    method: string,
    entity: object,
    options: object | undefined,
    known: readonly string[],
  ): RepositoryParts {
    const prototype: unknown = typeof entity === 'object' && entity !== null ? Object.getPrototypeOf(entity) : null
    if (prototype === null || prototype === Object.prototype || Array.isArray(entity)) {
      refuseNoInstance(method)
    }
    return this.#parts(method, entity.constructor as EntityClass, options, known)
  }

  #checkOpen(method: string): void {
    if (this.#state === 'open') return
    refuseExecuted(method, this.#state === 'executed')
  }
}
