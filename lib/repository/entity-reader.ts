import { EntityNotFoundError } from '../errors/entity-not-found-error.js'
import type { Executor } from '../execution/executor.js'
import { mapConcurrently } from '../execution/map-concurrently.js'
import type { ExecutionOptions } from '../execution/options.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'
import type { EntityPlans, SelectInput } from '../plan/entity-plans.js'
import { keyOf } from './entity-shape.js'
import { concurrency } from './options.js'

/** A read: what decides its statement, and how it is sent. */
export type ReadInput = SelectInput & ExecutionOptions

/** The reads of a repository: plan, send, hydrate. */
export class EntityReader {
  constructor(
    private readonly plans: EntityPlans,
    private readonly executor: Executor,
  ) {}

  /** All rows, every page. */
  async many(method: string, input: ReadInput): Promise<object[]> {
    const { plan, isEmpty } = this.plans.select(method, input)
    if (isEmpty) return []
    const rows = await this.executor.read(plan, input.where, input, input)
    return rows.map(plan.hydrate)
  }

  /** The first row, or null. */
  async one(method: string, input: ReadInput): Promise<object | null> {
    const [entity] = await this.many(method, { ...input, limit: 1 })
    return entity ?? null
  }

  /** The first row; none is an `EntityNotFoundError`. */
  async oneOrFail(method: string, input: ReadInput): Promise<object> {
    const entity = await this.one(method, input)
    if (entity !== null) return entity
    const { plan } = this.plans.select(method, { ...input, limit: 1 })
    throw new EntityNotFoundError(this.plans.model.entityName, method, plan.cql)
  }

  /** One row a key, in the order of the keys, null for the missing ones. */
  async byKeys(keys: readonly object[], options: ExecutionOptions | undefined): Promise<(object | null)[]> {
    const call: Call = { model: this.plans.model, method: 'findByKeys' }
    for (const key of keys) checkWholeKey(call, key)
    return mapConcurrently(keys, concurrency, (key) => this.one('findByKeys', { ...options, where: key }))
  }

  async exists(options: ReadInput): Promise<boolean> {
    const input = { ...options, limit: 1 }
    const { plan, isEmpty } = this.plans.select('exists', input, { kind: 'exists' })
    if (isEmpty) return false
    const rows = await this.executor.read(plan, input.where, input, input)
    return rows.length > 0
  }

  async count(input: ReadInput): Promise<number> {
    const { plan, isEmpty } = this.plans.select('count', input, { kind: 'count' })
    if (isEmpty) return 0
    const [row] = await this.executor.read(plan, input.where, input, input)
    return Number(row?.count)
  }
}

function checkWholeKey(call: Call, key: object): void {
  keyOf(call, key as Record<string, unknown>)
  if (Object.keys(key).length > call.model.primaryKey.length) {
    refuse(call, 'E_KEY', 'a key has the primary key columns and nothing else.', { hint: 'getKey(entity) makes one.' })
  }
}
