import type { Door } from '../execution/dispatcher.js'
import { Executor } from '../execution/executor.js'
import type { Refine } from '../execution/executor.js'
import { PageTokens } from '../execution/pages/page-tokens.js'
import type { Call } from '../plan/call.js'
import { refuseReadOnly } from '../plan/writes/read-only.js'
import { namedClass } from '../plan/class-of-entity.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import { EntityFigures } from './reads/entity-figures.js'
import { BulkWriter } from './writes/bulk-writer.js'
import { EntityPager } from './reads/entity-pager.js'
import { ConditionalSender } from './writes/conditional-sender.js'
import { EntityCreator } from './writes/entity-creator.js'
import { EntityReader } from './reads/entity-reader.js'
import { EntitySaver } from './writes/entity-saver.js'
import { EntityScanner } from './reads/entity-scanner.js'
import { EntityWriter } from './writes/entity-writer.js'
import { heardWrites } from './hooks/heard-writes.js'
import type { HeardWrites, ListenersOf } from './hooks/heard-writes.js'
import type { ViewOptions } from './types/view-options.js'
import { streamedPageSize } from './types/paging-options.js'
import { checkCallOptions } from './call-options.js'
import { WriteBinder } from './writes/write-binder.js'

/** What a repository is made of; only a `DataSource` makes one. */
export interface RepositoryContext {
  readonly door: Door
  readonly plans: EntityPlans
  /** Options every call starts from: data source, then entity, then view. */
  readonly defaults: ViewOptions
  /** Who is told what happens to entities of a class; undefined if nobody ever is. */
  readonly listenersOf?: ListenersOf | undefined
  /** Makes and opens the tokens of pages; unencrypted ones unless given. */
  readonly pageTokens?: PageTokens | undefined
  /** The same entity in another keyspace; an `OptionError` where that cannot be. */
  readonly inKeyspace?: ((keyspace: string) => RepositoryContext) | undefined
  /** Says more about a failure; see `Refine`. */
  readonly refine?: Refine | undefined
}

/** Where a repository keeps its parts; not exported from the package. */
export const parts = Symbol('parts')

/** What the methods of a repository delegate to: one object, made once. */
export class RepositoryParts {
  readonly executor: Executor
  readonly reader: EntityReader
  readonly figures: EntityFigures
  readonly pager: EntityPager
  readonly scanner: EntityScanner
  readonly binder: WriteBinder
  /** Undefined where nobody listens. */
  readonly heard: HeardWrites | undefined
  readonly conditional: ConditionalSender
  readonly writer: EntityWriter
  readonly creator: EntityCreator
  readonly saver: EntitySaver
  readonly bulk: BulkWriter

  constructor(readonly context: RepositoryContext) {
    const { door, plans, defaults, refine, pageTokens = new PageTokens() } = context
    this.executor = new Executor(door, defaults, refine)
    const isSilent = defaults.listeners === false
    this.reader = new EntityReader(plans, this.executor, isSilent)
    this.figures = new EntityFigures(plans, this.executor, this.reader)
    const fetchSize = defaults.fetchSize ?? streamedPageSize
    this.pager = new EntityPager(plans, this.executor, pageTokens, fetchSize, isSilent)
    this.scanner = new EntityScanner(plans, this.executor, pageTokens, fetchSize, isSilent)
    this.binder = new WriteBinder(plans, defaults)
    this.heard = heardWrites(plans, this.executor, context)
    this.conditional = new ConditionalSender(this.executor, plans, defaults)
    this.writer = new EntityWriter(this.binder, this.executor, this.conditional, this.heard, defaults)
    this.saver = new EntitySaver(this.binder, this.executor, this.conditional, this.heard)
    this.creator = new EntityCreator(this.reader, this.binder, this.conditional, this.executor, this.heard)
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
    return { model: model.shared === undefined ? model : namedClass(model, entity, method), method }
  }

  /** Refuses options that a method does not know, and wrong values of those that it does; see `checkCallOptions`. */
  checkOptions(method: string, options: object | undefined, known: readonly string[]): void {
    checkCallOptions(this.call(method), options, known)
  }

  /** The same of a method that writes, which a materialized view refuses before anybody is told or anything is read. */
  checkWrite(method: string, options: object | undefined, known: readonly string[]): void {
    if (this.context.plans.model.viewOf !== undefined) refuseReadOnly(this.call(method))
    this.checkOptions(method, options, known)
  }
}
