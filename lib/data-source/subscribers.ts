import { isEventSubscriber } from '../decorators/event-subscriber.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { OptionError } from '../errors/option-error.js'
import { hookEvents } from '../metadata/entity-metadata.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import type { TableModel } from '../model/table-model.js'
import type { EntitySubscriberInterface, SubscriberMethod } from '../repository/types/events.js'
import { Listeners } from '../repository/hooks/listeners.js'

/** A subscriber to entities of whatever class. */
type AnySubscriber = { listenTo?(): EntityClass } & { [M in SubscriberMethod]?: (...event: never[]) => unknown }

/** An instance, or a class decorated with `@EventSubscriber` whose constructor takes nothing. */
export type SubscriberReference = AnySubscriber | (new () => AnySubscriber)

/** The subscribers of a data source, each checked; what is none is an `OptionError`. */
export function resolveSubscribers(
  references: readonly SubscriberReference[] | undefined,
): readonly EntitySubscriberInterface[] {
  if (references === undefined) return []
  if (!Array.isArray(references)) {
    throw new OptionError('DataSource: subscribers must be a list.', { hint: 'Write subscribers: [new AuditLog()].' })
  }
  return references.map(resolveSubscriber)
}

function resolveSubscriber(reference: SubscriberReference, i: number): EntitySubscriberInterface {
  const place = `DataSource: subscribers[${i}]`
  if (typeof reference !== 'function' && (typeof reference !== 'object' || (reference as unknown) === null)) {
    throw new OptionError(`${place} is no subscriber; expected an instance or a class.`, { code: 'E_HOOK' })
  }
  if (typeof reference === 'function' && !isEventSubscriber(reference)) {
    throw new OptionError(`${place} is a class without @EventSubscriber.`, {
      code: 'E_HOOK',
      hint: 'Decorate it, or give an instance of it.',
    })
  }
  const subscriber = (typeof reference === 'function' ? new reference() : reference) as EntitySubscriberInterface
  checkMethods(place, subscriber)
  return subscriber
}

/** A method that looks as if it were called and never is, from another library or misspelt, is refused. */
function checkMethods(place: string, subscriber: EntitySubscriberInterface): void {
  const known: readonly string[] = hookEvents
  const methods = methodsOf(subscriber)
  for (const method of methods) {
    if (known.includes(method) || !/^(?:before|after)[A-Z]/.test(method)) continue
    throw new OptionError(`${place} has a method '${method}' that is never called.${didYouMean(method, known)}`, {
      code: 'E_HOOK',
      hint: `Called are: ${known.join(', ')}.`,
    })
  }
  if (methods.some((method) => known.includes(method))) return
  throw new OptionError(`${place} listens to nothing.`, { code: 'E_HOOK', hint: `Called are: ${known.join(', ')}.` })
}

function methodsOf(subscriber: object): readonly string[] {
  const names = new Set<string>()
  for (let one: object | null = subscriber; one !== null && one !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(one)) names.add(name)
    one = Object.getPrototypeOf(one) as object | null
  }
  return [...names].filter((name) => typeof (subscriber as Record<string, unknown>)[name] === 'function')
}

/** Who is told what happens to entities of each class: of those to whom nobody listens, nobody. */
export function listenersOfModels(
  models: Iterable<TableModel>,
  subscribers: readonly EntitySubscriberInterface[],
): ReadonlyMap<TableModel, Listeners> {
  const all = [...models].map((model) => new Listeners(model, subscribers))
  return new Map(
    all
      .filter(({ hearsWrites, loaded }) => hearsWrites || loaded !== undefined)
      .map((listeners) => [listeners.model, listeners]),
  )
}

/** Tells those who listen that an entity of a table was read; undefined if nobody does. */
export function loadListener(
  model: TableModel,
  listeners: ReadonlyMap<TableModel, Listeners>,
): ((entity: object) => void) | undefined {
  const { shared } = model
  if (shared === undefined) return listeners.get(model)?.loaded
  const byClass = new Map([...shared.byClass].map(([entity, one]) => [entity, listeners.get(one)?.loaded]))
  if ([...byClass.values()].every((loaded) => loaded === undefined)) return undefined
  return (entity) => byClass.get(entity.constructor as TableModel['entity'])?.(entity)
}
