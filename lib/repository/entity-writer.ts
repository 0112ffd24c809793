import type { Executor } from '../execution/executor.js'
import { mapConcurrently } from '../execution/map-concurrently.js'
import type { WriteOptions } from '../execution/options.js'
import { concurrency } from './options.js'
import type { CounterOptions, DeleteOptions } from './options.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'

/** Milliseconds; as long as servers allow by default. */
const truncateTimeoutMs = 60_000

/** The writes of a repository that say all they mean themselves: bind, send. Bad input is thrown, as by the reader. */
export class EntityWriter {
  constructor(
    private readonly binder: WriteBinder,
    private readonly executor: Executor,
  ) {}

  insert(entity: unknown, options: WriteOptions | undefined): Promise<unknown> {
    return this.#send(this.#bindInsert(entity, options), options)
  }

  /** Every entity is checked and bound before the first is sent. */
  async insertAll(entities: readonly unknown[], options: WriteOptions | undefined): Promise<void> {
    // Not map(): it would skip holes.
    const bound = Array.from(entities, (entity) => this.#bindInsert(entity, options))
    await this.#sendAll(bound, options)
  }

  update(key: unknown, patch: unknown, options: WriteOptions | undefined): Promise<unknown> {
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

  /** Every key is checked and bound before the first is sent. */
  async remove(entities: readonly unknown[], options: DeleteOptions | undefined): Promise<void> {
    const bound = Array.from(entities, (entity) => this.binder.remove(entity, options))
    await this.#sendAll(bound, options)
    for (const entity of entities) this.binder.plans.origins.forget(entity as object)
  }

  /** Takes longer than other statements: every node empties its table. */
  clear(): Promise<unknown> {
    return this.#send(this.binder.truncate(), { timeoutMs: truncateTimeoutMs })
  }

  /** What was known of a loaded entity holds no longer: to `save` it is new. */
  #bindInsert(entity: unknown, options: WriteOptions | undefined): BoundWrite {
    const bound = this.binder.insert('insert', entity, options)
    this.binder.plans.origins.forget(entity as object)
    return bound
  }

  #send({ plan, values }: BoundWrite, options: WriteOptions | undefined, isAdmitted?: boolean): Promise<unknown> {
    return this.executor.execute(plan, values, options, isAdmitted)
  }

  async #sendAll(bound: readonly BoundWrite[], options: WriteOptions | undefined): Promise<void> {
    await this.executor.admit(() => mapConcurrently(bound, concurrency, (one) => this.#send(one, options, true)))
  }
}
