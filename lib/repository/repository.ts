import { mergeDefined } from '../execution/options.js'
import { refuse } from '../plan/call.js'
import { explainCall } from './explain/explain.js'
import type { ExplainableCalls } from './types/explainable-calls.js'
import type { Explanation } from './types/explanation.js'
import { viewOptionNames } from './types/view-options.js'
import type { ViewOptions } from './types/view-options.js'
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

  /**
   * The same repository in another keyspace, with the same options: `DataSource.withKeyspace` for one entity. Loaded
   * entities are new to it. `E_KEYSPACE` for a name no keyspace can have, and where `@Table({ keyspace })` says it.
   */
  withKeyspace(keyspace: string): Repository<E> {
    this[parts].checkOptions('withKeyspace', undefined, [])
    const { inKeyspace, defaults } = this[parts].context
    if (inKeyspace === undefined) refuse(this[parts].call('withKeyspace'), 'E_KEYSPACE', 'has no data source to ask.')
    return new Repository({ ...inKeyspace(keyspace), defaults })
  }

  /** A read that is said step by step; see `QueryBuilder`. */
  createQueryBuilder(): QueryBuilder<E> {
    return new QueryBuilder<E>(this)
  }

  /** What a call would send: CQL, marker names, access path, warnings and generated source. Sends nothing. */
  explain<M extends keyof ExplainableCalls<E>>(method: M, ...args: ExplainableCalls<E>[M]): Explanation {
    return explainCall(this[parts].binder, method, args)
  }
}
