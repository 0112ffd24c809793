import { EntityNotFoundError } from '../errors/entity-not-found-error.js'
import type { Executor } from '../execution/executor.js'
import { mapConcurrently } from '../execution/map-concurrently.js'
import type { ExecutionOptions } from '../execution/options.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import type { EntityPlans, SelectInput } from '../plan/entity-plans.js'
import { checkObject, keyOf } from './entity-shape.js'
import { concurrency } from './options.js'
import { planRead } from './planned-read.js'
import type { PlannedRead } from './planned-read.js'

/** A read: what decides its statement, and how it is sent. */
export type ReadInput = SelectInput & ExecutionOptions

/**
 * The reads of a repository: plan, send, hydrate. `options`: how it is sent. Bad input is thrown, not rejected: methods of
 * repositories are asynchronous already, and each layer of promises costs as much as hydrating a row.
 */
export class EntityReader {
  constructor(
    private readonly plans: EntityPlans,
    private readonly executor: Executor,
  ) {}

  /** All rows, every page. */
  many(method: string, input: SelectInput, options?: ExecutionOptions, isAdmitted?: boolean): Promise<object[]> {
    return this.#read(this.#select(method, input), input, options, isAdmitted)
  }

  /** The first row, or null. */
  one(method: string, input: SelectInput, options?: ExecutionOptions, isAdmitted?: boolean): Promise<object | null> {
    return this.many(method, limitedToOne(input), options, isAdmitted).then(firstOf)
  }

  /** The first row; none is an `EntityNotFoundError`. */
  async oneOrFail(method: string, input: SelectInput, options?: ExecutionOptions): Promise<object> {
    const entity = await this.one(method, input, options)
    if (entity !== null) return entity
    const { plan } = this.#select(method, limitedToOne(input))
    throw new EntityNotFoundError(this.plans.model.entityName, method, plan.cql)
  }

  /** One row a key, in the order of the keys, null for the missing ones. */
  async byKeys(keys: readonly object[], options: ExecutionOptions | undefined): Promise<(object | null)[]> {
    const call: Call = { model: this.plans.model, method: 'findByKeys' }
    if (!Array.isArray(keys)) refuse(call, 'E_KEY', 'expected an array of keys.')
    const copies = Array.from(keys, (key: unknown) => wholeKey(call, key))
    return this.executor.admit(() =>
      mapConcurrently(copies, concurrency, (where) => this.one('findByKeys', { where }, options, true)),
    )
  }

  async exists(input: SelectInput, options?: ExecutionOptions): Promise<boolean> {
    const limited = limitedToOne(input)
    return (await this.#read(this.#aggregate('exists', limited), limited, options)).length > 0
  }

  async count(input: SelectInput, options?: ExecutionOptions): Promise<number> {
    const rows = await this.#read(this.#aggregate('count', input), input, options)
    return rows.reduce((sum, row) => sum + Number((row as { readonly count: bigint }).count), 0)
  }

  #select(method: string, input: SelectInput): PlannedRead {
    return planRead({ model: this.plans.model, method }, input, (one) => this.plans.select(method, one))
  }

  #aggregate(method: 'count' | 'exists', input: SelectInput): PlannedRead {
    return planRead({ model: this.plans.model, method }, input, (one) => this.plans.aggregate(method, one))
  }

  /**
   * The rows of a read. Of several partitions they come one partition after the other, up to the limit; each request goes
   * to a node that has its partition, and every value is checked before the first is sent.
   */
  #read(
    { plan, conditions }: PlannedRead,
    input: SelectInput,
    options?: ExecutionOptions,
    isAdmitted?: boolean,
  ): Promise<object[]> {
    if (conditions.length === 0) return Promise.resolve([])
    if (conditions.length === 1) return this.executor.read(plan, conditions[0], input, options, isAdmitted)
    for (const where of conditions) plan.bind(where, input)
    const limit = typeof input.limit === 'number' ? input.limit : Infinity
    return this.executor.admit(() =>
      readUpTo(limit, conditions, (where) => this.executor.read(plan, where, input, options, true)),
    )
  }
}

/** Rows of conditions in their order; with a limit no more are asked than it may take, some at a time. */
async function readUpTo(
  limit: number,
  conditions: readonly unknown[],
  read: (where: unknown) => Promise<object[]>,
): Promise<object[]> {
  if (limit === Infinity) return (await mapConcurrently(conditions, concurrency, read)).flat()
  const rows: object[] = []
  for (let i = 0; i < conditions.length && rows.length < limit; i += concurrency) {
    const found = await mapConcurrently(conditions.slice(i, i + concurrency), concurrency, read)
    for (const row of found.flat()) if (rows.length < limit) rows.push(row)
  }
  return rows
}

function firstOf(found: readonly object[]): object | null {
  return found[0] ?? null
}

/** Written out: V8 takes microseconds to spread an object and then add a property that it did not have. */
export function limitedToOne({ where, select, order, allowFiltering, scan, fanOut }: SelectInput): SelectInput {
  return { where, select, order, limit: 1, perPartitionLimit: undefined, allowFiltering, scan, fanOut }
}

/** A copy of a key that has the primary key columns and nothing else. */
function wholeKey(call: Call, given: unknown): object {
  checkObject(call, given, 'a key')
  const key = keyOf(call, given)
  if (Object.keys(given).length === call.model.primaryKey.length) return key
  return refuse(call, 'E_KEY', 'a key has the primary key columns and nothing else.', {
    hint: 'getKey(entity) makes one.',
  })
}
