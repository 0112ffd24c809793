import { executionOptionNames } from '../execution/options.js'
import type { ExecutionOptions } from '../execution/options.js'
import type { Row, Select, Where } from './criteria.js'
import { EntityRepository } from './entity-repository.js'
import type { FullKey } from './key.js'
import { aggregateOptionNames, findOneOptionNames, findOptionNames } from './options.js'
import type { AggregateOptions, FindOneOptions, FindOptions } from './options.js'
import { parts } from './repository-parts.js'

/** The part of a repository that reads. */
export abstract class ReadingRepository<E extends object> extends EntityRepository<E> {
  /** All rows of a condition, every page: `SELECT … FROM … WHERE … ORDER BY … LIMIT ?`. */
  async find<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOptions<E, S, AF>,
  ): Promise<Row<E, S>[]> {
    this[parts].checkOptions('find', options, findOptionNames)
    return (await this[parts].reader.many('find', options ?? {}, options)) as Row<E, S>[]
  }

  /** All entities of a condition. */
  async findBy(where: Where<E>): Promise<E[]> {
    this[parts].checkOptions('findBy', undefined, [])
    return (await this[parts].reader.many('findBy', { where })) as E[]
  }

  /** The first row of a condition, or null: `… LIMIT 1`. */
  async findOne<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOneOptions<E, S, AF>,
  ): Promise<Row<E, S> | null> {
    this[parts].checkOptions('findOne', options, findOneOptionNames)
    return (await this[parts].reader.one('findOne', options ?? {}, options)) as Row<E, S> | null
  }

  /** The first entity of a condition, or null. */
  async findOneBy(where: Where<E>): Promise<E | null> {
    this[parts].checkOptions('findOneBy', undefined, [])
    return (await this[parts].reader.one('findOneBy', { where })) as E | null
  }

  /** As `findOne`; no row is an `EntityNotFoundError`. */
  async findOneOrFail<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindOneOptions<E, S, AF>,
  ): Promise<Row<E, S>> {
    this[parts].checkOptions('findOneOrFail', options, findOneOptionNames)
    return (await this[parts].reader.oneOrFail('findOneOrFail', options ?? {}, options)) as Row<E, S>
  }

  /** As `findOneBy`; no row is an `EntityNotFoundError`. */
  async findOneByOrFail(where: Where<E>): Promise<E> {
    this[parts].checkOptions('findOneByOrFail', undefined, [])
    return (await this[parts].reader.oneOrFail('findOneByOrFail', { where })) as E
  }

  /** Entities in the order of the keys, null for the missing ones: point reads, a bounded number at once. */
  async findByKeys(keys: readonly FullKey<E>[], options?: ExecutionOptions): Promise<(E | null)[]> {
    this[parts].checkOptions('findByKeys', options, executionOptionNames)
    return (await this[parts].reader.byKeys(keys, options)) as (E | null)[]
  }

  /** Whether any row matches: `SELECT <partition key> … LIMIT 1`. */
  async exists<const AF extends boolean = false>(options: AggregateOptions<E, AF>): Promise<boolean> {
    this[parts].checkOptions('exists', options, aggregateOptionNames)
    return this[parts].reader.exists(options ?? {}, options)
  }

  /** How many rows match: `SELECT count(*)`. The server reads every one of them. */
  async count<const AF extends boolean = false>(options: AggregateOptions<E, AF>): Promise<number> {
    this[parts].checkOptions('count', options, aggregateOptionNames)
    return this[parts].reader.count(options ?? {}, options)
  }
}
