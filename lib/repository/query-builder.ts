import { StatementError } from '../errors/statement-error.js'
import { isPlainObject } from '../objects/plain-object.js'
import type { Order, Row, Select, Where } from './types/criteria.js'
import type { Explanation } from './types/explanation.js'
import type { ReadOptions } from './types/read-options.js'
import { checkStep } from './check-step.js'
import type { Told } from './check-step.js'
import type { Repository } from './repository.js'
import { RepositoryParts } from './repository-parts.js'

/** Makes no difference to the first row. */
const limits: readonly string[] = ['limit', 'perPartitionLimit']

/** Makes no difference to the number of rows. */
const shapeOfRows: readonly string[] = ['select', 'order']

/**
 * A read, said step by step. Immutable: each step returns a new builder, so that a beginning may be shared. It is the
 * options of `find` under construction and nothing more: the same checks, the same statements, the same plans. Unknown
 * names and wrong values throw at the step; whether keys and indexes answer the whole is known where it is read.
 *
 * ```ts
 * const ofSensor = readings.createQueryBuilder().where({ sensorId, day })
 * await ofSensor.orderBy('at', 'asc').limit(10).getMany()
 * ```
 */
export class QueryBuilder<E extends object, S extends Select<E> = undefined> {
  readonly #reader: Repository<E>
  readonly #told: Told

  /** Only a repository makes one. */
  constructor(reader: Repository<E>, told: Told = {}) {
    this.#reader = reader
    this.#told = told
  }

  /** The condition, in place of any before. */
  where(where: Where<E>): QueryBuilder<E, S> {
    return this.#with('where', { where: where ?? null })
  }

  /**
   * Further columns of the condition; one that has a condition already is a `StatementError` (`E_WHERE_TWICE`). Both are
   * plain objects (`E_WHERE`): what another has by its class would be lost where they are put together.
   */
  andWhere(more: Partial<Where<E>>): QueryBuilder<E, S> {
    const { where: before = {} } = this.#told
    if (!isPlainObject(before) || !isPlainObject(more)) throw noPlainCondition()
    const twice = Object.keys(more).find((property) => Object.hasOwn(before, property))
    if (twice !== undefined) throw conditionTwice(twice)
    return this.#with('andWhere', { where: more }, { where: { ...before, ...more } })
  }

  /** The columns to read; the result is plain objects of these. */
  select<const T extends Select<E>>(select: T): QueryBuilder<E, T> {
    return this.#with<T>('select', { select })
  }

  /** Orders by a clustering column, after those given before: as stored, or all of them reversed. */
  orderBy(column: keyof Order<E> & string, direction: 'asc' | 'desc' | 'ASC' | 'DESC' = 'asc'): QueryBuilder<E, S> {
    const order = { [column]: direction }
    return this.#with('orderBy', { order }, { order: { ...(this.#told.order as object | undefined), ...order } })
  }

  /** Rows at most. */
  limit(rows: number): QueryBuilder<E, S> {
    return this.#with('limit', { limit: rows })
  }

  /** Rows of each partition at most. */
  perPartitionLimit(rows: number): QueryBuilder<E, S> {
    return this.#with('perPartitionLimit', { perPartitionLimit: rows })
  }

  /** Lets the server read and discard rows; only safe inside one partition. */
  allowFiltering(): QueryBuilder<E, S> {
    return this.#with('allowFiltering', { allowFiltering: true })
  }

  /** The first row of each group: primary key columns from the first on. */
  groupBy(columns: NonNullable<ReadOptions<E>['groupBy']>): QueryBuilder<E, S> {
    return this.#with('groupBy', { groupBy: columns })
  }

  /** What else `find` takes that leaves the rows what they are, options of the call among them; in place of those before. */
  options(options: ReadOptions<E>): QueryBuilder<E, S> {
    return this.#with('options', options as Told | undefined)
  }

  /** As `find`. */
  async getMany(): Promise<Row<E, S>[]> {
    return (await this.#reader.find(this.#options() as never)) as Row<E, S>[]
  }

  /** As `findOne`: the first row, or null. */
  async getOne(): Promise<Row<E, S> | null> {
    return (await this.#reader.findOne(this.#options(limits) as never)) as Row<E, S> | null
  }

  /** As `findOneOrFail`: no row is an `EntityNotFoundError`. */
  async getOneOrFail(): Promise<Row<E, S>> {
    return (await this.#reader.findOneOrFail(this.#options(limits) as never)) as Row<E, S>
  }

  /** As `count`: how many rows match. It knows no limit, so a builder with one is refused. */
  async getCount(): Promise<number> {
    return this.#reader.count(this.#options(shapeOfRows) as never)
  }

  /** As `exists`: whether any row matches. */
  async getExists(): Promise<boolean> {
    return this.#reader.exists(this.#options([...shapeOfRows, ...limits]) as never)
  }

  /** What `getMany` would send. Sends nothing. */
  explain(): Explanation {
    return this.#reader.explain('find', this.#options())
  }

  /** Checks what a step says, and keeps copies: what is changed in the objects given is not said to the builder. */
  #with<T extends Select<E> = S>(step: string, said: Told = {}, more: Told = said): QueryBuilder<E, T> {
    checkStep(RepositoryParts.of(this.#reader).call(step), said)
    const kept = Object.entries(more).map(([option, value]) => [option, copyOf(value)])
    return new QueryBuilder<E, T>(this.#reader, { ...this.#told, ...(Object.fromEntries(kept) as Told) })
  }

  /** The options as they were said, but for those that make no difference to the call. */
  #options(without: readonly string[] = []): Told {
    return Object.fromEntries(Object.entries(this.#told).filter(([option]) => !without.includes(option)))
  }
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as readonly unknown[])]
  return isPlainObject(value) ? { ...value } : value
}

function noPlainCondition(): StatementError {
  return new StatementError('andWhere(): adds columns to the condition; expected plain objects.', {
    code: 'E_WHERE',
    hint: 'Write where({ id: dto.id }).andWhere({ at }), or spread what you mean.',
  })
}

function conditionTwice(property: string): StatementError {
  return new StatementError(`andWhere(): '${property}' has a condition already.`, {
    code: 'E_WHERE_TWICE',
    property,
    hint: 'Combine both with And(…), or replace the condition with where().',
  })
}
