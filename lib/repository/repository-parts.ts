import type { Door } from '../execution/dispatcher.js'
import { Executor } from '../execution/executor.js'
import type { Refine } from '../execution/executor.js'
import { checkOptionNames } from '../execution/options.js'
import { PageTokens } from '../execution/page-tokens.js'
import type { Call } from '../plan/call.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import { EntityFigures } from './entity-figures.js'
import { BulkWriter } from './bulk-writer.js'
import { EntityPager } from './entity-pager.js'
import { ConditionalSender } from './conditional-sender.js'
import { EntityCreator } from './entity-creator.js'
import { EntityReader } from './entity-reader.js'
import { EntitySaver } from './entity-saver.js'
import { EntityScanner } from './entity-scanner.js'
import { EntityWriter } from './entity-writer.js'
import type { ViewOptions } from './view-options.js'
import { streamedPageSize } from './paging-options.js'
import { refusePollutedOptions } from './polluted-options.js'
import { WriteBinder } from './write-binder.js'

/** What a repository is made of; only a `DataSource` makes one. */
export interface RepositoryContext {
  readonly door: Door
  readonly plans: EntityPlans
  /** Options every call starts from: data source, then entity, then view. */
  readonly defaults: ViewOptions
  /** Makes and opens the tokens of pages; unencrypted ones unless given. */
  readonly pageTokens?: PageTokens | undefined
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
  readonly conditional: ConditionalSender
  readonly writer: EntityWriter
  readonly creator: EntityCreator
  readonly saver: EntitySaver
  readonly bulk: BulkWriter

  constructor(readonly context: RepositoryContext) {
    const { door, plans, defaults, refine, pageTokens = new PageTokens() } = context
    this.executor = new Executor(door, defaults, refine)
    this.reader = new EntityReader(plans, this.executor)
    this.figures = new EntityFigures(plans, this.executor, this.reader)
    const fetchSize = defaults.fetchSize ?? streamedPageSize
    this.pager = new EntityPager(plans, this.executor, pageTokens, fetchSize)
    this.scanner = new EntityScanner(plans, this.executor, pageTokens, fetchSize)
    this.binder = new WriteBinder(plans, defaults)
    this.conditional = new ConditionalSender(this.executor, this.reader, defaults)
    this.writer = new EntityWriter(this.binder, this.executor, this.conditional)
    this.saver = new EntitySaver(this.binder, this.executor, this.conditional)
    this.creator = new EntityCreator(this.reader, this.binder, this.conditional, this.executor)
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

  /** Refuses unknown options, and to work while every object seems to have one. */
  checkOptions(method: string, options: object | undefined, known: readonly string[]): void {
    const { entityName } = this.context.plans.model
    refusePollutedOptions(entityName, method)
    if (options !== undefined) checkOptionNames(entityName, method, options, known)
  }
}
