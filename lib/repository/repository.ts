import { mergeDefined } from '../execution/options.js'
import { explainCall } from './explain.js'
import type { ExplainableCalls } from './explainable-calls.js'
import type { Explanation } from './explanation.js'
import { viewOptionNames } from './options.js'
import type { ViewOptions } from './options.js'
import { QueryBuilder } from './query-builder.js'
import { parts } from './repository-parts.js'
import { BulkRepository } from './bulk-repository.js'

/**
 * Reads and writes the entities of one table. Every method that returns a promise rejects, never throws; bad input is
 * refused before anything is sent. Made of layers: entities, reads, pages, writes, both in one, bulk writes, and here
 * the views of it.
 */
export class Repository<E extends object> extends BulkRepository<E> {
  /** The same repository with other defaults for all its calls. */
  withOptions(options: ViewOptions | undefined): Repository<E> {
    this[parts].checkOptions('withOptions', options, viewOptionNames)
    const { context } = this[parts]
    return new Repository({ ...context, defaults: mergeDefined(context.defaults, options ?? {}) })
  }

  /** A read that is said step by step; see `QueryBuilder`. */
  createQueryBuilder(): QueryBuilder<E> {
    return new QueryBuilder<E>(this)
  }

  /** What a call would send: CQL, marker names, access path, warnings and generated source. Sends nothing. */
  explain<M extends keyof ExplainableCalls<E>>(method: M, ...args: ExplainableCalls<E>[M]): Explanation {
    return explainCall(this[parts].context.plans, method, args, (options) => this[parts].binder.using(options))
  }
}
