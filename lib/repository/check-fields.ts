import { didYouMean, isSlipOf } from '../errors/did-you-mean.js'
import type { TableModel } from '../model/table-model.js'
import { refuse, shorten } from '../plan/call.js'
import type { Call } from '../plan/call.js'

/** Fields of the instances of a class that are no columns. */
interface OwnFields {
  /** Those that its constructor sets, and those that were let pass before. */
  readonly known: Set<string>
  /** Its constructor sets the columns as well, so that it sets every field that the class declares. */
  readonly isComplete: boolean
}

/** Names of fields that are remembered of a class; more are made by a program, and looked at each time. */
const maxKnown = 1000

/** By prototype. */
const fieldsOfClasses = new WeakMap<object, OwnFields>()

/**
 * Refuses an instance with a misspelt property. A class may have fields that are no columns: those that a new instance
 * has. Where class fields are defined, as JavaScript does, that is every field there is, and any other is refused. Where
 * they are assigned, as TypeScript does for older targets, a field without an initialiser leaves no trace: only a name
 * that is one slip away from that of a column is refused there.
 */
export function checkFields(call: Call, entity: object): void {
  const { columnOf } = call.model
  // Not Object.keys(): an array of them costs more than the rest.
  for (const property in entity) {
    if (!columnOf.has(property)) checkField(call, entity, property)
  }
}

/** Whether a property is computed by the server: never written, but a copy of what was read has it. */
export function isComputedProperty({ computed }: TableModel, property: string): boolean {
  return computed.some(({ propertyName }) => propertyName === property)
}

function checkField(call: Call, entity: object, property: string): void {
  const { model } = call
  const { known, isComplete } = fieldsOf(model, entity)
  if (known.has(property)) return
  const own = Object.getOwnPropertyDescriptor(entity, property)
  // What the prototype has is of the class, and a function is no value of a column.
  if (own === undefined || typeof own.value === 'function' || isComputedProperty(model, property)) return
  const names = [...model.columnOf.keys()]
  if (isComplete || names.some((name) => isSlipOf(property, name))) {
    refuseField(call, property, didYouMean(property, names))
  }
  if (known.size < maxKnown) known.add(property)
}

function fieldsOf(model: TableModel, entity: object): OwnFields {
  const prototype = Object.getPrototypeOf(entity) as { readonly constructor?: unknown }
  let found = fieldsOfClasses.get(prototype)
  if (found === undefined) fieldsOfClasses.set(prototype, (found = readFields(model, prototype)))
  return found
}

/** Entities are made by a constructor without arguments; of one that fails without any nothing is known. */
function readFields({ columns }: TableModel, { constructor: Class }: { readonly constructor?: unknown }): OwnFields {
  try {
    const made = new (Class as new () => object)()
    return { known: new Set(Object.keys(made)), isComplete: columns.every(({ propertyName }) => propertyName in made) }
  } catch {
    return { known: new Set(), isComplete: false }
  }
}

function refuseField(call: Call, property: string, guess: string): never {
  const { entityName } = call.model
  const sentence = `'${shorten(property)}' in the entity is neither a column of ${entityName} nor a field that its constructor sets.${guess}`
  return refuse(call, 'E_UNKNOWN_PROPERTY', sentence, {
    hint: 'Give a field that is not stored an initialiser in the class.',
  })
}
