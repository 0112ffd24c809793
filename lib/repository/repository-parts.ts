import type { Door } from '../execution/dispatcher.js'
import { Executor } from '../execution/executor.js'
import { checkOptionNames } from '../execution/options.js'
import type { Call } from '../plan/call.js'
import { namedClass } from '../plan/class-of-entity.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import { BulkWriter } from './bulk-writer.js'
import { EntityReader } from './entity-reader.js'
import { EntitySaver } from './entity-saver.js'
import { EntityWriter } from './entity-writer.js'
import { heardWrites } from './heard-writes.js'
import type { HeardWrites, ListenersOf } from './heard-writes.js'
import type { ViewOptions } from './options.js'
import { refusePollutedOptions } from './polluted-options.js'
import { WriteBinder } from './write-binder.js'

/** What a repository is made of; only a `DataSource` makes one. */
export interface RepositoryContext {
  readonly door: Door
  readonly plans: EntityPlans
  /** Options every call starts from: data source, then entity, then view. */
  readonly defaults: ViewOptions
  /** Who is told what happens to entities of a class; undefined if nobody ever is. */
  readonly listenersOf?: ListenersOf | undefined
}

/** Where a repository keeps its parts; not exported from the package. */
export const parts = Symbol('parts')

/** What the methods of a repository delegate to: one object, made once. */
export class RepositoryParts {
  readonly executor: Executor
  readonly reader: EntityReader
  readonly binder: WriteBinder
  /** Undefined where nobody listens. */
  readonly heard: HeardWrites | undefined
  readonly writer: EntityWriter
  readonly saver: EntitySaver
  readonly bulk: BulkWriter

  constructor(readonly context: RepositoryContext) {
    const { door, plans, defaults } = context
    this.executor = new Executor(door, defaults)
    this.reader = new EntityReader(plans, this.executor, defaults.listeners === false)
    this.binder = new WriteBinder(plans, defaults)
    this.heard = heardWrites(plans, this.executor, context)
    this.writer = new EntityWriter(this.binder, this.executor, this.heard)
    this.saver = new EntitySaver(this.binder, this.executor, this.heard)
    this.bulk = new BulkWriter(this)
  }

  /** Of a repository: how batches reach its parts. */
  static of(repository: object): RepositoryParts {
    return (repository as { readonly [parts]: RepositoryParts })[parts]
  }

  /** The call that errors name. */
  call(method: string): Call {
    return { model: this.context.plans.model, method }
  }

  /** The same of the class of an entity, where several share the table and it says so. */
  callFor(method: string, entity: unknown): Call {
    const { model } = this.context.plans
    return { model: model.shared === undefined ? model : namedClass(model, entity), method }
  }

  /** Refuses unknown options, and to work while every object seems to have one. */
  checkOptions(method: string, options: object | undefined, known: readonly string[]): void {
    const { entityName } = this.context.plans.model
    refusePollutedOptions(entityName, method)
    if (options !== undefined) checkOptionNames(entityName, method, options, known)
  }
}
