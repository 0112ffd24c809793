import { executionOptionNames } from '../execution/options.js'
import type { ExecutionOptions } from '../execution/options.js'
import type { Where } from './types/criteria.js'
import { EntityRepository } from './entity-repository.js'
import type { FullKey } from './types/key.js'
import { findOneOptionNames, findOptionNames } from './types/read-options.js'
import type { FindManyOptions, FindOneOptions } from './types/read-options.js'
import { conditionOf, firstOf } from './reads/entity-reader.js'
import { parts } from './repository-parts.js'
import type { IntoClass, Nearest, Result, Select } from './types/row.js'

/** The part of a repository that reads. */
export abstract class ReadingRepository<E extends object> extends EntityRepository<E> {
  /**
   * All rows of a condition, every page: `SELECT … FROM … WHERE … ORDER BY … LIMIT ?`. With `annOf` the rows nearest to a
   * vector, `… ORDER BY "embedding" ANN OF ? LIMIT ?`; with `groupBy` the first row of each group; with `distinct` one of
   * each partition, `SELECT DISTINCT …`.
   */
  async find<
    const S extends Select<E> = undefined,
    const AF extends boolean = false,
    const N extends Nearest<E> | undefined = undefined,
    const D extends boolean = false,
    const I extends IntoClass = undefined,
  >(options: FindManyOptions<E, S, AF, N, D, I>): Promise<Result<E, S, D, I>[]> {
    this[parts].checkOptions('find', options, findOptionNames)
    return (await this[parts].reader.many('find', options ?? {}, options)) as Result<E, S, D, I>[]
  }

  /** All entities of a condition; whatever else decides the rows is said to `find`. */
  async findBy(where: Where<E>, options?: ExecutionOptions): Promise<E[]> {
    this[parts].checkOptions('findBy', options, executionOptionNames)
    return (await this[parts].reader.many('findBy', conditionOf(where, options), options)) as E[]
  }

  /** The first row of a condition, or null: `… LIMIT 1`. */
  async findOne<
    const S extends Select<E> = undefined,
    const AF extends boolean = false,
    const N extends Nearest<E> | undefined = undefined,
    const D extends boolean = false,
    const I extends IntoClass = undefined,
  >(options: FindOneOptions<E, S, AF, N, D, I>): Promise<Result<E, S, D, I> | null> {
    this[parts].checkOptions('findOne', options, findOneOptionNames)
    return firstOf(await this[parts].reader.first('findOne', options ?? {}, options)) as Result<E, S, D, I> | null
  }

  /** The first entity of a condition, or null. */
  async findOneBy(where: Where<E>, options?: ExecutionOptions): Promise<E | null> {
    this[parts].checkOptions('findOneBy', options, executionOptionNames)
    return firstOf(await this[parts].reader.first('findOneBy', conditionOf(where, options), options)) as E | null
  }

  /** As `findOne`; no row is an `EntityNotFoundError`. */
  async findOneOrFail<
    const S extends Select<E> = undefined,
    const AF extends boolean = false,
    const N extends Nearest<E> | undefined = undefined,
    const D extends boolean = false,
    const I extends IntoClass = undefined,
  >(options: FindOneOptions<E, S, AF, N, D, I>): Promise<Result<E, S, D, I>> {
    this[parts].checkOptions('findOneOrFail', options, findOneOptionNames)
    return (await this[parts].reader.oneOrFail('findOneOrFail', options ?? {}, options)) as Result<E, S, D, I>
  }

  /** As `findOneBy`; no row is an `EntityNotFoundError`. */
  async findOneByOrFail(where: Where<E>, options?: ExecutionOptions): Promise<E> {
    this[parts].checkOptions('findOneByOrFail', options, executionOptionNames)
    return (await this[parts].reader.oneOrFail('findOneByOrFail', conditionOf(where, options), options)) as E
  }

  /** Entities in the order of the keys, null for the missing ones: point reads, a bounded number at once. */
  async findByKeys(keys: readonly FullKey<E>[], options?: ExecutionOptions): Promise<(E | null)[]> {
    this[parts].checkOptions('findByKeys', options, executionOptionNames)
    return (await this[parts].reader.byKeys(keys, options)) as (E | null)[]
  }
}
