import type { Executor } from '../../execution/executor.js'
import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import { eachOf } from '../each-of.js'
import { hasCondition } from '../types/applied.js'
import type { Applied } from '../types/applied.js'
import type { ConditionalSender } from './conditional-sender.js'
import { forgetRemoved } from './forget-removed.js'
import { refuseConditionOfMany } from './refuse-condition.js'
import type { HeardWrites } from '../hooks/heard-writes.js'
import type {
  ClearOptions,
  CounterOptions,
  DeleteOptions,
  InsertOptions,
  RemoveOptions,
  UpdateOptions,
} from '../types/write-options.js'
import type { BoundWrite, WriteBinder } from './write-binder.js'
import { writeEach } from './write-each.js'
import { counting, deletion, insertion, patching, removal } from '../hooks/write-events.js'
import type { Heard } from '../hooks/write-events.js'

/** Milliseconds; as long as servers allow by default. */
const truncateTimeoutMs = 60_000

/** One of several entities, ready to be sent. */
interface EntityOfMany {
  readonly entity: unknown
  readonly bound: BoundWrite
}

/** The writes of a repository that say all they mean themselves: bind, send. Bad input is thrown, as by the reader. */
export class EntityWriter {
  constructor(
    private readonly binder: WriteBinder,
    private readonly executor: Executor,
    private readonly conditional: ConditionalSender,
    private readonly heard: HeardWrites | undefined,
    private readonly defaults: ExecutionOptions,
  ) {}

  insert(method: 'insert' | 'upsert', entity: unknown, options: InsertOptions | undefined): Promise<unknown> {
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(this.#bindInsert(method, entity, options), options)
    const told = insertion(this.binder.plans, method, entity, options)
    return heard.around(told, () => this.#send(this.#bindInsert(method, entity, options), options, true))
  }

  /** Every entity is checked and bound before the first is sent. */
  async insertAll(entities: readonly unknown[], options: InsertOptions | undefined): Promise<void> {
    refuseConditionOfMany(this.binder.call('insert'), options)
    const bind = (entity: unknown) => ({ entity, bound: this.#bindInsert('insert', entity, options) })
    const send = ({ bound }: EntityOfMany) => this.#send(bound, options, true)
    const heard = this.heard?.of(options)
    if (heard !== undefined) {
      const tell = (entity: unknown) => insertion(this.binder.plans, 'insert', entity, options)
      return this.#sendHeard(heard, 'insert', entities, tell, bind, send)
    }
    await this.#sendAll('insert', eachOf(entities, bind), send)
  }

  update(key: unknown, patch: unknown, options: UpdateOptions<object> | undefined): Promise<unknown> {
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
    const bindTold = () => this.binder.update(method, key, told.event.patch, options)
    return heard.around(told, () => this.#send(bindTold(), options, true))
  }

  delete(where: unknown, options: DeleteOptions | undefined): Promise<unknown> {
    const bound = this.binder.delete('delete', where, options)
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#send(bound, options)
    return heard.around(deletion(this.binder.plans, where, options), () => this.#send(bound, options, true))
  }

  async remove(entity: unknown, options: RemoveOptions | undefined): Promise<unknown> {
    const heard = this.heard?.of(options)
    if (heard === undefined) return this.#remove(entity, options)
    const told = removal(this.binder.plans, entity, options)
    return heard.around(told, () => this.#remove(entity, options, true))
  }

  async #remove(entity: unknown, options: RemoveOptions | undefined, isAdmitted?: boolean): Promise<unknown> {
    return this.#sendRemoval(entity, this.binder.remove(entity, options), options, isAdmitted)
  }

  #sendRemoval(
    entity: unknown,
    bound: BoundWrite,
    options: RemoveOptions | undefined,
    isAdmitted?: boolean,
  ): Promise<unknown> {
    const isRemoved = (answer: unknown) => !hasCondition(options) || isGone(answer as Applied<object>)
    const removing = this.#send(bound, options, isAdmitted)
    return forgetRemoved(() => this.binder.plans.origins.forget(entity as object), removing, isRemoved)
  }

  /** Every key is checked and bound before the first is sent. */
  async removeAll(entities: readonly unknown[], options: RemoveOptions | undefined): Promise<void> {
    refuseConditionOfMany(this.binder.call('remove'), options)
    const bind = (entity: unknown) => ({ entity, bound: this.binder.remove(entity, options) })
    const send = ({ entity, bound }: EntityOfMany) => this.#sendRemoval(entity, bound, options, true)
    const heard = this.heard?.of(options)
    if (heard !== undefined) {
      const tell = (entity: unknown) => removal(this.binder.plans, entity, options)
      return this.#sendHeard(heard, 'remove', entities, tell, bind, send)
    }
    await this.#sendAll('remove', eachOf(entities, bind), send)
  }

  /** Takes longer than other statements: every node empties its table. */
  clear(options: ClearOptions | undefined): Promise<unknown> {
    const timeoutMs = options?.timeoutMs ?? Math.max(this.defaults.timeoutMs ?? 0, truncateTimeoutMs)
    return this.#send(this.binder.truncate(), { ...options, timeoutMs })
  }

  /** What was known of a loaded entity holds no longer: to `save` it is new. */
  #bindInsert(method: string, entity: unknown, options: InsertOptions | undefined): BoundWrite {
    const bound = this.binder.insert(method, entity, options)
    this.binder.plans.origins.forget(entity as object)
    return bound
  }

  /** The answer to a conditional write is an `Applied`; that to any other says nothing. */
  #send(bound: BoundWrite, options: WriteOptions | undefined, isAdmitted?: boolean): Promise<unknown> {
    const { plan, values } = bound
    if (plan.isConditional) return this.conditional.send(bound, options, isAdmitted)
    return this.executor.execute(plan, values, options, isAdmitted)
  }

  /** Those who listen are told of every entity before the first is bound. */
  async #sendHeard(
    heard: HeardWrites,
    method: string,
    entities: readonly unknown[],
    tell: (entity: unknown) => Heard,
    bind: (entity: unknown) => EntityOfMany,
    send: (one: EntityOfMany) => Promise<unknown>,
  ): Promise<void> {
    await this.executor.admit(async () => {
      const told = eachOf(entities, tell)
      await heard.beforeAll(told)
      const writes = eachOf(entities, (entity, i) => ({ one: bind(entity), told: told[i]! }))
      const write = async ({ one, told: event }: (typeof writes)[number]) => ({ result: await send(one), heard: event })
      await heard.each(this.binder.call(method), writes, write)
    })
  }

  #sendAll(
    method: string,
    all: readonly EntityOfMany[],
    write: (one: EntityOfMany) => Promise<unknown>,
  ): Promise<unknown[]> {
    const { lanes } = this.executor
    return this.executor.admit(() => writeEach(this.binder.call(method), all, { lanes, write }))
  }
}

/** Whether there is no row after a conditional delete: it was deleted, or there was none to compare. */
function isGone(answer: Applied<object>): boolean {
  return answer.applied || answer.current === undefined
}
