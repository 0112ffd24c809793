import { executionOptionNames } from '../execution/options.js'
import type { ExecutionOptions } from '../execution/options.js'
import type { Row, Select, Where } from './types/criteria.js'
import type { ColumnsOf, Value } from './types/key.js'
import { aggregateOptionNames, figureOptionNames, findAndCountOptionNames } from './types/read-options.js'
import type { AggregateOptions, FigureOptions, FigureWhere, FindAndCountOptions } from './types/read-options.js'
import { ReadingRepository } from './reading-repository.js'
import { parts } from './repository-parts.js'
import type { Average, NumberColumns, Sum } from './types/row.js'

/**
 * The part of a repository that reads figures. Each is of one partition or of what an index finds, or else of the whole
 * table, on purpose, with `scan: true`: the server reads every row of it. A partition that has static columns and no rows
 * counts as one row, without values.
 */
export abstract class AggregatingRepository<E extends object> extends ReadingRepository<E> {
  /** Whether any row matches: `SELECT <partition key> … LIMIT 1`. */
  async exists<const AF extends boolean = false>(options: AggregateOptions<E, AF>): Promise<boolean> {
    this[parts].checkOptions('exists', options, aggregateOptionNames)
    return this[parts].figures.exists('exists', options ?? {}, options)
  }

  /** Whether any row of a condition is there. */
  async existsBy(where: Where<E>, options?: ExecutionOptions): Promise<boolean> {
    this[parts].checkOptions('existsBy', options, executionOptionNames)
    return this[parts].figures.exists('existsBy', { where }, options)
  }

  /** How many rows match: `SELECT count(*)`. The server reads every one of them. */
  async count<const AF extends boolean = false>(options: AggregateOptions<E, AF>): Promise<number> {
    this[parts].checkOptions('count', options, aggregateOptionNames)
    return this[parts].figures.count('count', options ?? {}, options)
  }

  /** How many rows of a condition there are. */
  async countBy(where: Where<E>, options?: ExecutionOptions): Promise<number> {
    this[parts].checkOptions('countBy', options, executionOptionNames)
    return this[parts].figures.count('countBy', { where }, options)
  }

  /**
   * The rows of a condition within a partition, and how many of them there are without `limit`: two statements at once,
   * each as of its own moment; without a limit one, as the rows count themselves.
   */
  async findAndCount<const S extends Select<E> = undefined, const AF extends boolean = false>(
    options: FindAndCountOptions<E, S, AF>,
  ): Promise<[Row<E, S>[], number]> {
    this[parts].checkOptions('findAndCount', options, findAndCountOptionNames)
    return (await this[parts].figures.manyAndCount(options ?? {}, options)) as [Row<E, S>[], number]
  }

  /**
   * The sum of a column: `sum(cast("value" AS varint))`. A bigint of integer columns, which cannot overflow; a number of
   * `float` and `double`, NaN where one value is; an exact string of `decimal`. Absent values are left out: 0 of none.
   */
  async sum<const C extends NumberColumns<E>, const AF extends boolean = false, const SC extends boolean = false>(
    column: C,
    where: FigureWhere<E, AF, SC>,
    options?: FigureOptions<AF, SC>,
  ): Promise<Sum<Value<E[C]>>> {
    this[parts].checkOptions('sum', options, figureOptionNames)
    return (await this[parts].figures.sum(column, { ...options, where }, options)) as Sum<Value<E[C]>>
  }

  /**
   * The average of a column: `avg(cast("value" AS double))`, a number; of `decimal` a string of 34 digits at least, where
   * it has so many. Absent values are left out: undefined of none.
   */
  async average<const C extends NumberColumns<E>, const AF extends boolean = false, const SC extends boolean = false>(
    column: C,
    where: FigureWhere<E, AF, SC>,
    options?: FigureOptions<AF, SC>,
  ): Promise<Average<Value<E[C]>>> {
    this[parts].checkOptions('average', options, figureOptionNames)
    return (await this[parts].figures.average(column, { ...options, where }, options)) as Average<Value<E[C]>>
  }

  /**
   * The least value of a column, `min("value")`, in the order of what is stored; undefined of none. Of every native type
   * but `duration`: UUIDs, blobs and addresses are ordered by the server's rules; NaN is above infinity.
   */
  async minimum<const C extends ColumnsOf<E>, const AF extends boolean = false, const SC extends boolean = false>(
    column: C,
    where: FigureWhere<E, AF, SC>,
    options?: FigureOptions<AF, SC>,
  ): Promise<Value<E[C]> | undefined> {
    this[parts].checkOptions('minimum', options, figureOptionNames)
    const value = await this[parts].figures.extreme('minimum', column, { ...options, where }, options)
    return value as Value<E[C]> | undefined
  }

  /** The greatest value of a column, `max("value")`; as `minimum`. */
  async maximum<const C extends ColumnsOf<E>, const AF extends boolean = false, const SC extends boolean = false>(
    column: C,
    where: FigureWhere<E, AF, SC>,
    options?: FigureOptions<AF, SC>,
  ): Promise<Value<E[C]> | undefined> {
    this[parts].checkOptions('maximum', options, figureOptionNames)
    const value = await this[parts].figures.extreme('maximum', column, { ...options, where }, options)
    return value as Value<E[C]> | undefined
  }
}
