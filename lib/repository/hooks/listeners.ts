import { HookError } from '../../errors/hook-error.js'
import { StatementError } from '../../errors/statement-error.js'
import { hookEvents } from '../../metadata/entity-metadata.js'
import type { HookEvent } from '../../metadata/entity-metadata.js'
import { readEntityMetadata } from '../../metadata/read-entity-metadata.js'
import type { TableModel } from '../../model/table-model.js'
import type { EntitySubscriberInterface, LoadEvent, WriteEvent } from '../types/events.js'

type Methods = Readonly<Record<string, ((this: object, ...args: unknown[]) => unknown) | undefined>>

/** Somebody who is told of an event. */
interface Listener {
  /** For errors: `Order.notify`, `AuditLog.afterInsert`. */
  readonly name: string
  readonly tell: (event: WriteEvent<object>) => unknown
}

/** Who is told what happens to entities of one class: its own methods, base first, then subscribers in their order. */
export class Listeners {
  readonly #byEvent = new Map<HookEvent, Listener[]>()
  /** Tells of an entity that was read; undefined if nobody listens. */
  readonly loaded: ((entity: object) => void) | undefined

  constructor(
    readonly model: TableModel,
    subscribers: readonly EntitySubscriberInterface[],
  ) {
    const { entity, entityName } = model
    const own = readEntityMetadata(entity).metadata.hooks
    const heard = subscribers.filter((subscriber) => listensTo(subscriber, model))
    for (const { event, method } of own) {
      this.#add(event, { name: `${entityName}.${method}`, tell: (told) => call(told.entity, method) })
    }
    for (const subscriber of heard) {
      for (const event of writeEvents) {
        if (typeof (subscriber as unknown as Methods)[event] !== 'function') continue
        const tell = (told: WriteEvent<object>) => (subscriber as unknown as Methods)[event]!.call(subscriber, told)
        this.#add(event, { name: `${subscriber.constructor.name}.${event}`, tell })
      }
    }
    this.loaded = loadListener(
      model,
      own.flatMap(({ event, method }) => (event === 'afterLoad' ? [method] : [])),
      heard,
    )
  }

  /** Whether anybody listens to writes. */
  get hearsWrites(): boolean {
    return writeEvents.some((event) => this.#byEvent.has(event))
  }

  /** Tells, one after the other, before a write; what they throw passes through. */
  async before(event: WriteEvent<object>): Promise<void> {
    for (const { tell } of this.#beforeListeners(event)) await tell(event)
  }

  /** The same where nothing can wait: those who would have to be waited for are refused. */
  beforeAtOnce(event: WriteEvent<object>): void {
    for (const { tell, name } of this.#beforeListeners(event)) {
      if (isPromise(tell(event))) refuseAsync(this.model, name)
    }
  }

  /** Tells, one after the other, after a write; the first failure is a `HookError`. */
  async after(event: WriteEvent<object>): Promise<void> {
    for (const { tell, name } of this.#listeners(afterOf[event.kind])) {
      try {
        await tell(event)
      } catch (cause) {
        throw new HookError(`${event.method}(): ${name} failed after the write, which stands.`, {
          entity: this.model.entityName,
          hint: 'Do not repeat the write; the cause is what was thrown.',
          cause,
        })
      }
    }
  }

  #beforeListeners({ kind }: WriteEvent<object>): readonly Listener[] {
    if (kind === 'remove') return this.#listeners('beforeRemove')
    return [...this.#listeners('beforeWrite'), ...this.#listeners(kind === 'insert' ? 'beforeInsert' : 'beforeUpdate')]
  }

  #listeners(event: HookEvent): readonly Listener[] {
    return this.#byEvent.get(event) ?? []
  }

  #add(event: HookEvent, listener: Listener): void {
    if (event === 'afterLoad') return
    this.#byEvent.set(event, [...this.#listeners(event), listener])
  }
}

const afterOf = { insert: 'afterInsert', update: 'afterUpdate', remove: 'afterRemove' } as const

/** An entity that was read is told of by its plans. */
const writeEvents = hookEvents.filter((event) => event !== 'afterLoad')

function listensTo(subscriber: EntitySubscriberInterface, { entity }: TableModel): boolean {
  const wanted = subscriber.listenTo?.()
  return wanted === undefined || wanted === entity || entity.prototype instanceof wanted
}

/** Methods of a class are about an entity; where there is none they are not called. */
function call(entity: object | undefined, method: string): unknown {
  return entity === undefined ? undefined : (entity as Methods)[method]!.call(entity)
}

function loadListener(
  model: TableModel,
  own: readonly string[],
  subscribers: readonly EntitySubscriberInterface[],
): ((entity: object) => void) | undefined {
  const { entity: target, keyspace, table, entityName } = model
  const event: LoadEvent<object> = { target, keyspace, table }
  const listening = subscribers.filter((subscriber) => subscriber.afterLoad !== undefined)
  if (own.length === 0 && listening.length === 0) return undefined
  return (entity) => {
    for (const method of own) if (isPromise(call(entity, method))) refuseAsync(model, `${entityName}.${method}`)
    for (const subscriber of listening) {
      if (isPromise(subscriber.afterLoad!(entity, event)))
        refuseAsync(model, `${subscriber.constructor.name}.afterLoad`)
    }
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  if (typeof value !== 'object' || value === null || !('then' in value)) return false
  // What it rejects with later is nobody's any more: it is refused here.
  if (value instanceof Promise) value.catch(() => {})
  return true
}

function refuseAsync({ entityName }: TableModel, name: string): never {
  throw new StatementError(
    `${name} is asynchronous where nothing waits for it; expected a method that returns nothing.`,
    {
      code: 'E_HOOK',
      entity: entityName,
      hint: 'Reads do not wait after they loaded an entity, nor does a batch while members are added to it.',
    },
  )
}
