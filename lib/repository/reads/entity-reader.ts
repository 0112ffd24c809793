import { EntityNotFoundError } from '../../errors/entity-not-found-error.js'
import type { Executor } from '../../execution/executor.js'
import { mapConcurrently } from '../../execution/map-concurrently.js'
import type { ExecutionOptions } from '../../execution/options.js'
import { refuse } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import { withClass } from '../../plan/class-key.js'
import type { EntityPlans, SelectInput, WholeInput } from '../../plan/entity-plans.js'
import type { SelectPlan } from '../../plan/statement-plan.js'
import { refuseConditionOfScan, refuseFullScan } from '../../plan/where/refuse-access.js'
import { eachOf } from '../each-of.js'
import { wholeKey } from '../entity-shape.js'
import { heardInput, planRead, sendRead } from './planned-read.js'
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
    /** Nobody is told of what is read, unless the call says otherwise. */
    private readonly isSilent = false,
  ) {}

  /** All rows, every page. */
  many(method: string, input: SelectInput, options?: ExecutionOptions, isAdmitted?: boolean): Promise<object[]> {
    refuseWholeTable({ model: this.plans.model, method }, input)
    return sendRead(this.executor, this.#select(method, input), input, options, isAdmitted)
  }

  /** The first row alone, or none: for `firstOf`. */
  first(method: string, input: SelectInput, options?: ExecutionOptions, isAdmitted?: boolean): Promise<object[]> {
    return this.many(method, limitedToOne(input), options, isAdmitted)
  }

  /** The first row; none is an `EntityNotFoundError`. */
  async oneOrFail(method: string, input: SelectInput, options?: ExecutionOptions): Promise<object> {
    const entity = firstOf(await this.first(method, input, options))
    if (entity !== null) return entity
    const { plan } = this.#select(method, limitedToOne(input))
    throw new EntityNotFoundError(this.plans.model.entityName, method, plan.cql)
  }

  /** One row a key, in the order of the keys, null for the missing ones. */
  async byKeys(keys: readonly object[], options: ExecutionOptions | undefined): Promise<(object | null)[]> {
    const call: Call = { model: this.plans.model, method: 'findByKeys' }
    if (!Array.isArray(keys)) refuse(call, 'E_KEY', 'expected an array of keys.')
    const { listeners } = options ?? {}
    const wheres = eachOf(keys, (key: unknown) =>
      wholeKey(call, withClass(call.model, key), 'getKey(entity) makes one.'),
    )
    const bind = this.#bindKeys(call, wheres[0], listeners)
    const reads = eachOf(wheres, bind)
    const kept = options && { ...options }
    return this.executor.admit(() =>
      mapConcurrently(reads, this.executor.lanes, ({ plan, values }) =>
        this.executor.readBound(plan, values, kept, true).then(firstOf),
      ),
    )
  }

  /** Whole keys have one shape, so that one plan reads them all; classes that share a table may each have their own. */
  #bindKeys({ model, method }: Call, first: object | undefined, listeners: boolean | undefined) {
    const inputOf = (where: object) => limitedToOne(heardInput({ where, listeners }, this.isSilent))
    const shared = first && model.shared === undefined ? this.plans.select(method, inputOf(first)).plan : undefined
    return (where: object): { readonly plan: SelectPlan; readonly values: readonly unknown[] } => {
      const plan = shared ?? this.plans.select(method, inputOf(where)).plan
      return { plan, values: plan.bind(where, oneRow) }
    }
  }

  #select(method: string, input: SelectInput): PlannedRead {
    const heard = heardInput(input, this.isSilent)
    return planRead({ model: this.plans.model, method }, heard, (one) => this.plans.select(method, one))
  }
}

/** Refuses to gather the whole table in an array; one row of each of its partitions may be what is wanted. */
export function refuseWholeTable(call: Call, { scan, distinct, where }: SelectInput): void {
  if (scan !== true || distinct === true) return
  if (typeof where === 'object' && where !== null && Object.keys(where).length > 0) refuseConditionOfScan(call)
  refuseFullScan(call)
}

const oneRow = { limit: 1 }

/** A condition as the input of a read; who is told of the rows is said of it as well. */
export function conditionOf(where: unknown, options: ExecutionOptions | undefined): SelectInput {
  return options?.listeners === undefined ? { where } : { where, listeners: options.listeners }
}

/** The first of the rows that were found, or null. */
export function firstOf(found: readonly object[]): object | null {
  return found[0] ?? null
}

/**
 * Written out: V8 takes microseconds to spread an object and then add a property that it did not have. One row is taken
 * as soon as it is there, so that it is never `lazy`.
 */
export function limitedToOne(input: SelectInput): WholeInput {
  const { where, select, order, allowFiltering, scan, tokenRange, fanOut, groupBy } = input
  const { distinct, annOf, into, listeners, ofEveryClass } = input
  return {
    where,
    select,
    order,
    limit: 1,
    perPartitionLimit: undefined,
    allowFiltering,
    scan,
    tokenRange,
    fanOut,
    groupBy,
    distinct,
    annOf,
    into,
    lazy: undefined,
    listeners,
    ofEveryClass,
  }
}
