import type { Executor } from '../execution/executor.js'
import { concurrency, mapConcurrently } from '../execution/map-concurrently.js'
import type { WriteOptions } from '../execution/options.js'
import { refuse } from '../plan/call.js'
import type { IfOptions } from '../plan/if-clause.js'
import { hasCondition } from './applied.js'
import type { Applied } from './applied.js'
import type { ConditionalSender } from './conditional-sender.js'
import type { CounterOptions, DeleteOptions, InsertOptions, RemoveOptions, UpdateOptions } from './write-options.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'

/** Milliseconds; as long as servers allow by default. */
const truncateTimeoutMs = 60_000

/** The writes of a repository that say all they mean themselves: bind, send. Bad input is thrown, as by the reader. */
export class EntityWriter {
  constructor(
    private readonly binder: WriteBinder,
    private readonly executor: Executor,
    private readonly conditional: ConditionalSender,
  ) {}

  insert(method: 'insert' | 'upsert', entity: unknown, options: InsertOptions | undefined): Promise<unknown> {
    return this.#send(this.#bindInsert(method, entity, options), options)
  }

  /** Every entity is checked and bound before the first is sent. */
  async insertAll(entities: readonly unknown[], options: InsertOptions | undefined): Promise<void> {
    this.#refuseCondition('insert', options)
    // Not map(): it would skip holes.
    const bound = Array.from(entities, (entity) => this.#bindInsert('insert', entity, options))
    await this.#sendAll(bound, options)
  }

  update(key: unknown, patch: unknown, options: UpdateOptions<object> | undefined): Promise<unknown> {
    return this.#send(this.binder.update('update', key, patch, options), options)
  }

  /** Adds to a counter, or takes from it. */
  count(
    method: 'increment' | 'decrement',
    key: unknown,
    property: unknown,
    by: bigint | number,
    options: CounterOptions | undefined,
  ): Promise<unknown> {
    return this.#send(this.binder.count(method, key, property, by, options), options)
  }

  delete(where: unknown, options: DeleteOptions | undefined): Promise<unknown> {
    return this.#send(this.binder.delete('delete', where, options), options)
  }

  async remove(entity: unknown, options: RemoveOptions | undefined): Promise<unknown> {
    const answer = await this.#send(this.binder.remove(entity, options), options)
    const isGone = !hasCondition(options) || (answer as Applied<object>).applied
    if (isGone) this.binder.plans.origins.forget(entity as object)
    return answer
  }

  /** Every key is checked and bound before the first is sent. */
  async removeAll(entities: readonly unknown[], options: RemoveOptions | undefined): Promise<void> {
    this.#refuseCondition('remove', options)
    const bound = Array.from(entities, (entity) => this.binder.remove(entity, options))
    await this.#sendAll(bound, options)
    for (const entity of entities) this.binder.plans.origins.forget(entity as object)
  }

  /** Takes longer than other statements: every node empties its table. */
  clear(): Promise<unknown> {
    return this.#send(this.binder.truncate(), { timeoutMs: truncateTimeoutMs })
  }

  /** What was known of a loaded entity holds no longer: to `save` it is new. */
  #bindInsert(method: string, entity: unknown, options: InsertOptions | undefined): BoundWrite {
    const bound = this.binder.insert(method, entity, options)
    this.binder.plans.origins.forget(entity as object)
    return bound
  }

  #refuseCondition(method: string, options: IfOptions | undefined): void {
    if (!hasCondition(options)) return
    refuse(this.binder.call(method), 'E_OPTION', 'a condition is answered for one entity, given an array of them.', {
      hint: 'Write them one by one, or in a batch with conditions.',
    })
  }

  /** The answer to a conditional write is an `Applied`; that to any other says nothing. */
  #send(bound: BoundWrite, options: WriteOptions | undefined, isAdmitted?: boolean): Promise<unknown> {
    const { plan, values } = bound
    if (plan.isConditional) return this.conditional.send(bound, options, isAdmitted)
    return this.executor.execute(plan, values, options, isAdmitted)
  }

  #sendAll(bound: readonly BoundWrite[], options: WriteOptions | undefined): Promise<unknown[]> {
    return this.executor.admit(() => mapConcurrently(bound, concurrency, (one) => this.#send(one, options, true)))
  }
}
