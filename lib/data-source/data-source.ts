import { CassandraDriver } from '../driver/cassandra-driver.js'
import { checkClient, createClient, localDataCenterOf, loginOf } from '../driver/client-options.js'
import type { Driver } from '../driver/driver.js'
import { translateConnectError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import { Dispatcher } from '../execution/dispatcher.js'
import { GuardedDoor } from '../execution/guarded-door.js'
import { WarnedOnce } from '../execution/batches/batch-warnings.js'
import { Executor } from '../execution/executor.js'
import { checkOptionNames, mergeDefined } from '../execution/options.js'
import { PageTokens } from '../execution/pages/page-tokens.js'
import { RawExecutor } from '../execution/raw/raw-executor.js'
import type { RawStatement } from '../execution/raw/raw-executor.js'
import type { RawParameters } from '../execution/raw/raw-values.js'
import type { Door, StatementListener } from '../execution/dispatcher.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { compileModels } from '../model/compile-models.js'
import type { TableModel } from '../model/table-model.js'
import { unitedTables } from '../model/united-tables.js'
import { EntityPlans } from '../plan/entity-plans.js'
import { Batch } from '../repository/batches/batch.js'
import type { BatchContext } from '../repository/batches/batch.js'
import type { BatchOptions } from '../repository/batches/batch-options.js'
import type { Listeners } from '../repository/hooks/listeners.js'
import type { ViewOptions } from '../repository/types/view-options.js'
import { RepositoryParts } from '../repository/repository-parts.js'
import type { RepositoryContext } from '../repository/repository-parts.js'
import type { Explanation } from '../repository/types/explanation.js'
import { Repository } from '../repository/repository.js'
import { describeDrift } from '../schema/describe-drift.js'
import { changesSchema, forgetSchemas } from '../schema/known-schema.js'
import type { SchemaEvent } from '../schema/schema-event.js'
import { checkInto, checkTemplate, CqlQuery, explainText, queryOptionNames, readTemplate } from './cql-query.js'
import type { QueryOptions } from './cql-query.js'
import { checkHealth } from './health.js'
import type { Health } from './health.js'
import { sumCounts } from './metrics.js'
import type { Metrics } from './metrics.js'
import type { DataSourceOptions, ResolvedOptions } from './data-source-options.js'
import { resolveOptions } from './data-source-options.js'
import { checkKeyspaceName, refuseOwnKeyspace, refuseUnknownEntity } from './refusals.js'
import { LoggedDriver } from './logged-driver.js'
import { listenersOfModels, loadListener } from './subscribers.js'
import { TopicLog } from './logger.js'
import { SchemaControl } from './schema-control.js'

/**
 * The composition root: one cluster, its entities and their repositories.
 *
 * ```ts
 * const db = new DataSource({ contactPoints: ['127.0.0.1:9042'], localDataCenter: 'datacenter1', keyspace: 'shop',
 *   entities: [Reading], synchronize: 'additive' })
 * await db.initialize()
 * ```
 */
export class DataSource {
  readonly #given: DataSourceOptions
  /** The data source that this one is a view of. */
  readonly #origin: DataSource | undefined
  readonly #views = new Map<string, DataSource>()
  readonly #options: ResolvedOptions
  readonly #log: TopicLog
  readonly #dispatcher: Dispatcher
  /** Where requests of repositories and batches go through. */
  readonly #door: Door
  readonly #pageTokens: PageTokens
  readonly #repositories = new Map<EntityClass, Repository<object>>()
  readonly #plans = new Map<EntityClass, EntityPlans>()
  readonly #raw: RawExecutor
  readonly #batches: BatchContext
  /** Schema work by hand: `plan`, `check`, `sync`, `drop`. */
  readonly schema: SchemaControl
  #models: ReadonlyMap<EntityClass, TableModel> | undefined
  /** Known once the models are. */
  #listeners: ReadonlyMap<TableModel, Listeners> = new Map()
  #initializing: Promise<void> | undefined
  #destroying: Promise<void> | undefined
  #isInitialized = false

  /** Checks the options; connects to nothing. A wrong option is an `OptionError`. `origin`: only `withKeyspace` gives it. */
  constructor(options: DataSourceOptions, origin?: DataSource) {
    this.#given = options
    this.#origin = origin
    this.#options = resolveOptions(options)
    this.#log = (origin && origin.#log) ?? new TopicLog(this.#options.logging, this.#options.logger)
    this.#dispatcher = (origin && origin.#dispatcher) ?? this.#createDispatcher()
    this.#door = origin === undefined ? this.#dispatcher : new GuardedDoor(this.#dispatcher, () => this.schema.start())
    this.#raw = (origin && origin.#raw) ?? this.#createRawExecutor()
    this.#pageTokens =
      (origin && origin.#pageTokens) ?? new PageTokens(this.#options.pageTokenSecret, () => this.#warnOfClearTokens())
    this.#batches = this.#batchContext()
    this.schema = new SchemaControl(
      this.#dispatcher,
      () => unitedTables(this.#compile().values()),
      this.#schemaOptions(),
    )
  }

  /** True between a successful `initialize` and `destroy`. */
  get isInitialized(): boolean {
    return this.#origin?.isInitialized ?? this.#isInitialized
  }

  /**
   * Compiles every entity, connects, and treats the schema as `synchronize` says. A second call does nothing; a failed
   * one leaves nothing open and may be repeated. Rejects with `MappingError`, `ConnectionError` or `SchemaError`.
   */
  async initialize(): Promise<this> {
    if (this.#origin !== undefined) {
      await this.#origin.initialize()
      return this
    }
    this.#initializing ??= this.#initialize(this.#destroying)
    const initializing = this.#initializing
    try {
      await initializing
    } catch (error) {
      if (this.#initializing === initializing) this.#initializing = undefined
      throw error
    }
    return this
  }

  /**
   * Answers what was accepted, then closes the connections. A client that was given stays open, and so do the connections
   * of a view, which are those of the data source it was made of.
   */
  async destroy(): Promise<void> {
    if (this.#initializing !== undefined) {
      this.#destroying = this.#destroy(this.#initializing)
      this.#initializing = undefined
    }
    await this.#destroying
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.destroy()
  }

  /** The repository of an entity, the same one each time. A class that is not in `entities` is `E_ENTITY_UNKNOWN`. */
  getRepository<E extends object>(entity: EntityClass<E>): Repository<E> {
    const found = this.#repositories.get(entity) ?? this.#createRepository(entity)
    return found as Repository<E>
  }

  /**
   * The same data source in another keyspace, the same view each time: for tenants with a keyspace each. It shares the
   * connections, needs no `initialize`, and leaves its schema to its own `schema.sync()`; the first request looks whether the
   * user-defined types have all fields (`E_SCHEMA_DRIFT`), or values of them would be lost. An entity
   * loaded through one is new to another. Entities that name their keyspace in `@Table({ keyspace })` stay where they are.
   * A name that no keyspace can have is an `OptionError`.
   */
  withKeyspace(keyspace: string): DataSource {
    if (this.#origin !== undefined) return this.#origin.withKeyspace(keyspace)
    checkKeyspaceName(keyspace)
    if (keyspace === this.#options.keyspace) return this
    const view = this.#views.get(keyspace) ?? new DataSource({ ...this.#given, keyspace }, this)
    this.#views.set(keyspace, view)
    return view
  }

  /**
   * Writes to be sent as one: `db.batch().insert(Order, order).update(Stock, key, patch).execute()`. Logged unless said
   * otherwise. A wrong option is an `OptionError`. `batch<boolean>()` for one that gets its members in a loop, with
   * conditions or without.
   */
  batch<Conditional extends boolean = false>(options?: BatchOptions): Batch<Conditional> {
    return new Batch<Conditional>(this.#batches, options)
  }

  /**
   * Raw CQL, typed by what you say the rows are: `` await db.cql<Total>`SELECT … WHERE id = ${id}` ``. Each value is bound as
   * `?`, checked against the type that the server gives its marker. Text are only `identifier(…)`, other templates, and
   * entity classes, which stand for their tables. Sent when awaited; rows come as from `find`, with the names of the result.
   */
  cql<R extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): CqlQuery<R> {
    checkTemplate(strings)
    const bound = readTemplate(strings, values, (entity) => this.#tableOf(entity))
    return new CqlQuery<R>(bound, (statement, options) => this.#query('cql', statement, options))
  }

  /**
   * Sends CQL and resolves to its rows, all pages of them; none for statements that return none. `params`: an array for the
   * markers in their order, or an object by their names (`:id`). Sent again after a failure only if it reads, or with
   * `idempotent: true`.
   */
  async query<R extends object = Record<string, unknown>>(
    cql: string,
    params: RawParameters = [],
    options: QueryOptions<R> = {},
  ): Promise<R[]> {
    return (await this.#query('query', { cql, params }, options)) as R[]
  }

  /** What `query` would send. Sends nothing. */
  explain(cql: string, params: RawParameters = [], options: QueryOptions<object> = {}): Explanation {
    return explainText(cql, Array.isArray(params) ? params.length : Object.keys(params).length, options)
  }

  /** What is under way and what was planned, now. Reads no clock and sends nothing. */
  metrics(): Metrics {
    const plans = [...this.#plans.values()].map(({ counts }) => counts)
    return { ...this.#dispatcher.counts, plans: sumCounts(plans) }
  }

  /** Asks a node for the time, and tells which nodes are up. Rejects never: a data source that cannot ask is not healthy. */
  health(options: { readonly timeoutMs?: number | undefined } = {}): Promise<Health> {
    return checkHealth(this.#dispatcher, options.timeoutMs)
  }

  /**
   * Hears the CQL and the bound values of every request from now on, those of schema sync included; returns a function
   * that stops it. For tests and tracing; a listener may not throw.
   */
  onStatement(listener: StatementListener): () => void {
    return this.#dispatcher.listen(listener)
  }

  async #query(method: string, statement: RawStatement, options: QueryOptions<object>): Promise<object[]> {
    checkOptionNames('DataSource', method, options, queryOptionNames)
    const { into, ...execution } = options
    const model = into === undefined ? undefined : this.#compile().get(checkInto(into, statement.cql))
    const rows = this.#raw.query(statement, execution, { into, model, absent: this.#options.absent })
    return changesSchema(statement.cql) ? rows.finally(forgetSchemas) : rows
  }

  #tableOf(entity: EntityClass): string {
    const models = this.#compile()
    return (models.get(entity) ?? refuseUnknownEntity(entity, models)).qualifiedName
  }

  #createDispatcher(): Dispatcher {
    const remark = (topic: 'warn' | 'trace', message: string) => this.#log.write(topic, message)
    const dispatcher = new Dispatcher(() => this.#openDriver(), this.#options, remark)
    if (this.#log.has('query')) dispatcher.listen((cql) => this.#log.write('query', cql))
    return dispatcher
  }

  #createRawExecutor(): RawExecutor {
    return new RawExecutor(this.#dispatcher, this.#options.defaults, (message) => this.#log.write('warn', message))
  }

  async #destroy(initializing: Promise<void>): Promise<void> {
    await initializing.catch(() => {})
    this.#isInitialized = false
    await this.#dispatcher.shutdown()
  }

  /** Begins after the connections of before are closed. */
  async #initialize(destroying: Promise<void> | undefined): Promise<void> {
    await destroying
    for (const entity of this.#compile().keys()) this.getRepository(entity)
    try {
      await this.#dispatcher.connect()
    } catch (error) {
      throw isCassiformError(error) ? error : translateConnectError(error)
    }
    try {
      await this.schema.start(this.#options.synchronize?.mode)
    } catch (error) {
      await this.#dispatcher.shutdown()
      throw error
    }
    this.#isInitialized = true
  }

  #batchContext(): BatchContext {
    const { defaults, batchLimits } = this.#options
    return {
      executor: new Executor(this.#door, defaults),
      bindRaw: (statement, options) => this.#raw.bind(statement, options),
      partsOf: (entity) => RepositoryParts.of(this.getRepository(entity)),
      defaults,
      limits: batchLimits,
      warnings: new WarnedOnce((message) => this.#log.write('warn', message)),
    }
  }

  #schemaOptions() {
    const { synchronize, createKeyspace, client, localDataCenter = localDataCenterOf(client) } = this.#options
    const log = (event: SchemaEvent) => this.#log.write('schema', schemaLine(event))
    const login = loginOf(client, this.#options)
    return { ...synchronize, createKeyspace, localDataCenter, login, log }
  }

  /** Models of all entities; every mistake in any of them is one `MappingError`. */
  #compile(): ReadonlyMap<EntityClass, TableModel> {
    if (this.#models === undefined) {
      this.#models = compileModels(this.#options.entities, this.#options)
      this.#listeners = listenersOfModels(this.#models.values(), this.#options.subscribers)
    }
    return this.#models
  }

  #createRepository(entity: EntityClass): Repository<object> {
    const models = this.#compile()
    const model = models.get(entity) ?? refuseUnknownEntity(entity, models)
    const repository = new Repository<object>(this.#contextOf(model))
    this.#repositories.set(entity, repository)
    return repository
  }

  #contextOf(model: TableModel): RepositoryContext {
    return {
      door: this.#door,
      plans: this.#plansOf(model),
      defaults: mergeDefined(this.#options.defaults, model.defaults as ViewOptions),
      listenersOf: this.#listeners.size === 0 ? undefined : (one) => this.#listeners.get(one),
      pageTokens: this.#pageTokens,
      refine: (error) => describeDrift(this.#dispatcher, model, error),
      inKeyspace: (keyspace) => this.withKeyspace(keyspace).#contextIn(keyspace, model.entity),
    }
  }

  /** Of an entity whose keyspace is this data source's to say. */
  #contextIn(keyspace: string, entity: EntityClass): RepositoryContext {
    const model = this.#compile().get(entity)!
    if (model.keyspace !== keyspace) refuseOwnKeyspace(model)
    return this.#contextOf(model)
  }

  /** One for each class, so that all that is read and written of it shares them. */
  #plansOf(model: TableModel): EntityPlans {
    const found = this.#plans.get(model.entity)
    if (found !== undefined) return found
    const plans = new EntityPlans(
      model,
      (entityName, capacity) => this.#warnOfShapes(entityName, capacity),
      (entity) => this.#plansOf(this.#compile().get(entity)!),
      loadListener(model, this.#listeners),
    )
    this.#plans.set(model.entity, plans)
    return plans
  }

  #warnOfShapes(entityName: string, capacity: number): void {
    this.#log.write(
      'warn',
      `${entityName} has been queried in more than ${capacity} different shapes; the oldest plans are dropped. ` +
        'Are conditions or patches built from user input?',
    )
  }

  #warnOfClearTokens(): void {
    this.#log.write(
      'warn',
      'page tokens are not encrypted: they show key values, and whoever knows how can make one. ' +
        'Give the DataSource a pageTokenSecret.',
    )
  }

  #openDriver(): Driver {
    const { client: given, slowQueryMs } = this.#options
    if (given !== undefined) checkClient(given)
    const driver = new CassandraDriver(given ?? createClient(this.#options), given === undefined)
    return this.#log.has('slow') || this.#log.has('error') ? new LoggedDriver(driver, this.#log, slowQueryMs) : driver
  }
}

function schemaLine({ message = '', cql, durationMs }: SchemaEvent): string {
  const time = durationMs === undefined ? '' : ` (${durationMs.toFixed(0)} ms)`
  return cql === undefined ? `${message}${time}` : `${message}${time}: ${cql}`
}
