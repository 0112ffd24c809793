import type { Executor } from '../execution/executor.js'
import { mapConcurrently } from '../execution/map-concurrently.js'
import type { WriteOptions } from '../execution/options.js'
import { wasApplied } from './heard-writes.js'
import type { HeardWrites } from './heard-writes.js'
import { concurrency } from './options.js'
import type { CounterOptions, DeleteOptions } from './options.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'
import { counting, deletion, insertion, patching, removal } from './write-events.js'
import type { Heard } from './write-events.js'

/** Milliseconds; as long as servers allow by default. */
const truncateTimeoutMs = 60_000

/** The writes of a repository that say all they mean themselves: bind, send. Bad input is thrown, as by the reader. */
export class EntityWriter {
  constructor(
    private readonly binder: WriteBinder,
    private readonly executor: Executor,
    private readonly heard: HeardWrites | undefined,
  ) {}

  insert(entity: unknown, options: WriteOptions | undefined): Promise<unknown> {
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(this.#bindInsert(entity, options), options)
    const told = insertion(this.binder.plans, 'insert', entity, options)
    return heard.around(told, () => this.#send(this.#bindInsert(entity, options), options, true))
  }

  /** Every entity is checked and bound before the first is sent. */
  async insertAll(entities: readonly unknown[], options: WriteOptions | undefined): Promise<void> {
    const heard = this.heard?.of(options)
    if (heard !== undefined) {
      const tell = (entity: unknown) => insertion(this.binder.plans, 'insert', entity, options)
      return this.#sendHeard(heard, entities, options, tell, (entity) => this.#bindInsert(entity, options))
    }
    // Not map(): it would skip holes.
    const bound = Array.from(entities, (entity) => this.#bindInsert(entity, options))
    await this.#sendAll(bound, options)
  }

  update(key: unknown, patch: unknown, options: WriteOptions | undefined): Promise<unknown> {
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(this.binder.update('update', key, patch, options), options)
    const told = patching(this.binder.plans, 'update', key, patch, options)
    const bind = () => this.binder.update('update', key, told.event.patch, options)
    return heard.around(told, () => this.#send(bind(), options, true))
  }

  /** Adds to a counter, or takes from it. */
  count(
    method: 'increment' | 'decrement',
    key: unknown,
    property: unknown,
    by: bigint | number,
    options: CounterOptions | undefined,
  ): Promise<unknown> {
    const bound = this.binder.count(method, key, property, by, options)
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(bound, options)
    const told = counting(this.binder.plans, method, key, [property as string, by], options)
    return heard.around(told, () => this.#send(bound, options, true))
  }

  delete(where: unknown, options: DeleteOptions | undefined): Promise<unknown> {
    const bound = this.binder.delete('delete', where, options)
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(bound, options)
    return heard.around(deletion(this.binder.plans, where, options), () => this.#send(bound, options, true))
  }

  /** Every key is checked and bound before the first is sent. */
  async remove(entities: readonly unknown[], options: DeleteOptions | undefined): Promise<void> {
    const heard = this.heard?.of(options)
    if (heard === undefined) {
      const bound = Array.from(entities, (entity) => this.binder.remove(entity, options))
      await this.#sendAll(bound, options)
    } else {
      const tell = (entity: unknown) => removal(this.binder.plans, entity, options)
      await this.#sendHeard(heard, entities, options, tell, (entity) => this.binder.remove(entity, options))
    }
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

  /** Those who listen are told of every entity before the first is bound. */
  async #sendHeard(
    heard: HeardWrites,
    entities: readonly unknown[],
    options: WriteOptions | undefined,
    tell: (entity: unknown) => Heard,
    bind: (entity: unknown) => BoundWrite,
  ): Promise<void> {
    await this.executor.admit(async () => {
      const told = Array.from(entities, tell)
      await heard.beforeAll(told)
      const writes = Array.from(entities, (entity, i) => ({ bound: bind(entity), told: told[i]! }))
      await heard.each(writes, async ({ bound, told: one }) => {
        const result = await this.#send(bound, options, true)
        return { result, heard: wasApplied(result) ? one : undefined }
      })
    })
  }

  async #sendAll(bound: readonly BoundWrite[], options: WriteOptions | undefined): Promise<void> {
    await this.executor.admit(() => mapConcurrently(bound, concurrency, (one) => this.#send(one, options, true)))
  }
}
