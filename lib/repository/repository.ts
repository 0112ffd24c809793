import type { Door } from '../execution/dispatcher.js'
import { Executor } from '../execution/executor.js'
import { checkOptionNames, executionOptionNames, mergeDefined, writeOptionNames } from '../execution/options.js'
import type { ExecutionOptions, WriteOptions } from '../execution/options.js'
import type { Call } from '../plan/call.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import type { DeleteWhere, Row, Select, Where } from './criteria.js'
import { EntityReader } from './entity-reader.js'
import { assignColumns, checkObject, createEntity, hasWholeKey, keyOf } from './entity-shape.js'
import { EntitySaver } from './entity-saver.js'
import { EntityWriter } from './entity-writer.js'
import { WriteBinder } from './write-binder.js'
import { refusePollutedOptions } from './polluted-options.js'
import { explainCall } from './explain.js'
import type { ExplainableCalls, Explanation } from './explain.js'
import type { CounterColumns, FullKey, StaticCounterColumns, UpdateKey } from './key.js'
import {
  aggregateOptionNames,
  counterOptionNames,
  deleteOptionNames,
  findOneOptionNames,
  findOptionNames,
  removeOptionNames,
  viewOptionNames,
} from './options.js'
import type {
  AggregateOptions,
  CounterOptions,
  DeleteOptions,
  FindOneOptions,
  FindOptions,
  ViewOptions,
} from './options.js'
import type { Draft, Insertable, Patch, StaticPatch } from './patch.js'

/** What a repository is made of; only a `DataSource` makes one. */
export interface RepositoryContext {
  readonly door: Door
  readonly plans: EntityPlans
  /** Options every call starts from: data source, then entity, then view. */
  readonly defaults: ViewOptions
}

type Fields = Record<string, unknown>

/**
 * Reads and writes the entities of one table. Every method that returns a promise rejects, never throws; bad input is
 * refused before anything is sent.
 */
export class Repository<E extends object> {
  readonly #context: RepositoryContext
  readonly #reader: EntityReader
  readonly #binder: WriteBinder
  readonly #writer: EntityWriter
  readonly #saver: EntitySaver

  constructor(context: RepositoryContext) {
    const { door, plans, defaults } = context
    const executor = new Executor(door, defaults)
    this.#context = context
    this.#reader = new EntityReader(plans, executor)
    this.#binder = new WriteBinder(plans, defaults)
    this.#writer = new EntityWriter(this.#binder, executor)
    this.#saver = new EntitySaver(this.#binder, executor)
  }

  // ─── Entities, no I/O ────────────────────────────────────────────────────────────────────────────────────────────

  /** New instances with the given properties; nothing is validated or sent. */
  create(partials: readonly Draft<E>[]): E[]
  create(partial?: Draft<E>): E
  create(input?: Draft<E> | readonly Draft<E>[]): E | E[] {
    const call = this.#call('create')
    if (Array.isArray(input)) return input.map((partial: Draft<E>) => createEntity(call, partial) as E)
    return createEntity(call, input) as E
  }

  /** Copies the defined properties of each partial onto the entity; `undefined` is skipped. */
  merge(entity: E, ...partials: readonly Draft<E>[]): E {
    const call = this.#call('merge')
    for (const partial of partials) assignColumns(call, entity as Fields, partial)
    return entity
  }

  /** The primary key of an entity as a plain object; a key column without a value is `E_KEY_INCOMPLETE`. */
  getKey(entity: E): FullKey<E> {
    const call = this.#call('getKey')
    checkObject(call, entity, 'an entity')
    return keyOf(call, entity) as FullKey<E>
  }

  /** Whether every primary key column of an entity has a value. */
  hasKey(entity: E): boolean {
    const call = this.#call('hasKey')
    checkObject(call, entity, 'an entity')
    return hasWholeKey(call.model, entity)
  }

  // ─── Reads ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** All rows of a condition, every page: `SELECT … FROM … WHERE … ORDER BY … LIMIT ?`. */
  async find<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOptions<E, S, AF>,
  ): Promise<Row<E, S>[]> {
    this.#checkOptions('find', options, findOptionNames)
    return (await this.#reader.many('find', options ?? {}, options)) as Row<E, S>[]
  }

  /** All entities of a condition. */
  async findBy(where: Where<E>): Promise<E[]> {
    this.#checkOptions('findBy', undefined, [])
    return (await this.#reader.many('findBy', { where })) as E[]
  }

  /** The first row of a condition, or null: `… LIMIT 1`. */
  async findOne<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOneOptions<E, S, AF>,
  ): Promise<Row<E, S> | null> {
    this.#checkOptions('findOne', options, findOneOptionNames)
    return (await this.#reader.one('findOne', options ?? {}, options)) as Row<E, S> | null
  }

  /** The first entity of a condition, or null. */
  async findOneBy(where: Where<E>): Promise<E | null> {
    this.#checkOptions('findOneBy', undefined, [])
    return (await this.#reader.one('findOneBy', { where })) as E | null
  }

  /** As `findOne`; no row is an `EntityNotFoundError`. */
  async findOneOrFail<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOneOptions<E, S, AF>,
  ): Promise<Row<E, S>> {
    this.#checkOptions('findOneOrFail', options, findOneOptionNames)
    return (await this.#reader.oneOrFail('findOneOrFail', options ?? {}, options)) as Row<E, S>
  }

  /** As `findOneBy`; no row is an `EntityNotFoundError`. */
  async findOneByOrFail(where: Where<E>): Promise<E> {
    this.#checkOptions('findOneByOrFail', undefined, [])
    return (await this.#reader.oneOrFail('findOneByOrFail', { where })) as E
  }

  /** Entities in the order of the keys, null for the missing ones: point reads, a bounded number at once. */
  async findByKeys(keys: readonly FullKey<E>[], options?: ExecutionOptions): Promise<(E | null)[]> {
    this.#checkOptions('findByKeys', options, executionOptionNames)
    return (await this.#reader.byKeys(keys, options)) as (E | null)[]
  }

  /** Whether any row matches: `SELECT <partition key> … LIMIT 1`. */
  async exists<const AF extends boolean = false>(options: AggregateOptions<E, AF>): Promise<boolean> {
    this.#checkOptions('exists', options, aggregateOptionNames)
    return this.#reader.exists(options ?? {}, options)
  }

  /** How many rows match: `SELECT count(*)`. The server reads every one of them. */
  async count<const AF extends boolean = false>(options: AggregateOptions<E, AF>): Promise<number> {
    this.#checkOptions('count', options, aggregateOptionNames)
    return this.#reader.count(options ?? {}, options)
  }

  // ─── Writes ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Writes the cells an entity names, and the row marker: `INSERT INTO … VALUES …`. `undefined` leaves a cell alone,
   * `null` deletes it. An existing row is overwritten cell by cell. Of an array, a bounded number at once.
   */
  async insert(entity: Insertable<E> | readonly Insertable<E>[], options?: WriteOptions): Promise<void> {
    this.#checkOptions('insert', options, writeOptionNames)
    if (Array.isArray(entity)) await this.#writer.insertAll(entity, options)
    else await this.#writer.insert(entity, options)
  }

  /**
   * Stores an entity and resolves to it: a new one is inserted; of a loaded one only what changed is sent, as an
   * UPDATE, and nothing at all if nothing changed. Loaded is what a read or an earlier `save` returned; a copy is new.
   */
  async save(entities: readonly (E | Insertable<E>)[], options?: WriteOptions): Promise<E[]>
  async save(entity: E | Insertable<E>, options?: WriteOptions): Promise<E>
  async save(input: unknown, options?: WriteOptions): Promise<E | E[]> {
    this.#checkOptions('save', options, writeOptionNames)
    if (!Array.isArray(input)) return (await this.#saver.save(input, options)) as E
    return (await this.#saver.saveAll(input, options)) as E[]
  }

  /**
   * Changes cells of one row: `UPDATE … SET … WHERE …`. Creates the row if it is missing, without a row marker. With
   * the partition key alone: static columns only. `Append Prepend Add Remove Put` change collections in place.
   */
  async update<const K extends UpdateKey<E>>(
    key: K,
    patch: [K] extends [FullKey<E>] ? Patch<E> : StaticPatch<E>,
    options?: WriteOptions,
  ): Promise<void> {
    this.#checkOptions('update', options, writeOptionNames)
    await this.#writer.update(key, patch, options)
  }

  /**
   * Adds to a counter: `UPDATE … SET "views" = "views" + ? WHERE …`. A row that is missing counts from 0. Not
   * idempotent: a failure whose outcome is unknown is not sent again.
   */
  async increment<const K extends UpdateKey<E>>(
    key: K,
    column: [K] extends [FullKey<E>] ? CounterColumns<E> : StaticCounterColumns<E>,
    by: bigint | number = 1n,
    options?: CounterOptions,
  ): Promise<void> {
    this.#checkOptions('increment', options, counterOptionNames)
    await this.#writer.count('increment', key, column, by, options)
  }

  /** Takes from a counter: `UPDATE … SET "views" = "views" - ? WHERE …`; as `increment`. */
  async decrement<const K extends UpdateKey<E>>(
    key: K,
    column: [K] extends [FullKey<E>] ? CounterColumns<E> : StaticCounterColumns<E>,
    by: bigint | number = 1n,
    options?: CounterOptions,
  ): Promise<void> {
    this.#checkOptions('decrement', options, counterOptionNames)
    await this.#writer.count('decrement', key, column, by, options)
  }

  /**
   * Deletes rows by primary key (`In` allowed) or by a key prefix that ends in a range. A whole partition or prefix
   * only with `{ partition: true }`. Only key columns are taken; reads nothing.
   */
  async delete(where: DeleteWhere<E>, options?: DeleteOptions): Promise<void> {
    this.#checkOptions('delete', options, deleteOptionNames)
    await this.#writer.delete(where, options)
  }

  /** Deletes the rows of entities by their keys. An entity removed is new again. */
  async remove(entity: E | readonly E[], options?: Omit<WriteOptions, 'ttl'>): Promise<void> {
    this.#checkOptions('remove', options, removeOptionNames)
    await this.#writer.remove(Array.isArray(entity) ? entity : [entity], options)
  }

  /** Deletes every row: `TRUNCATE TABLE …`. Needs all nodes up. */
  async clear(): Promise<void> {
    await this.#writer.clear()
  }

  // ─── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The same repository with other defaults for all its calls. */
  withOptions(options: ViewOptions): Repository<E> {
    this.#checkOptions('withOptions', options, viewOptionNames)
    return new Repository({ ...this.#context, defaults: mergeDefined(this.#context.defaults, options) })
  }

  /** What a call would send: CQL, marker names, access path, warnings and generated source. Sends nothing. */
  explain<M extends keyof ExplainableCalls<E>>(method: M, ...args: ExplainableCalls<E>[M]): Explanation {
    return explainCall(this.#context.plans, method, args, (options) => this.#binder.using(options))
  }

  #call(method: string): Call {
    return { model: this.#context.plans.model, method }
  }

  #checkOptions(method: string, options: object | undefined, known: readonly string[]): void {
    refusePollutedOptions(this.#context.plans.model.entityName, method)
    if (options !== undefined) checkOptionNames(this.#context.plans.model.entityName, method, options, known)
  }
}
