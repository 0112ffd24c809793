import { describeValue } from '../codec/describe-value.js'
import { didYouMean } from '../errors/did-you-mean.js'
import { StatementError } from '../errors/statement-error.js'
import type { ComputedModel, TableModel } from '../model/table-model.js'

/** The call a statement is planned for: its model, and the method to name in errors. */
export interface Call {
  readonly model: TableModel
  readonly method: string
}

/** Raises a `StatementError` that names entity, method and, where given, property. */
export function refuse(
  call: Call,
  code: string,
  sentence: string,
  more: { property?: string; hint?: string; cause?: unknown } = {},
): never {
  throw new StatementError(`${call.method}(): ${sentence}`, { code, entity: call.model.entityName, ...more })
}

/** Raises the error for a name that is no property of the entity, or for what is no name at all. */
export function refuseUnknownProperty(call: Call, given: unknown, place: string): never {
  const { model, method } = call
  const property = typeof given === 'object' && given !== null ? 'an object' : String(given)
  const computed = model.computed.find(({ propertyName }) => propertyName === property)
  if (computed !== undefined) refuseComputed(call, computed, place)
  const names = [...model.columnOf.keys()]
  const sentence = `'${shorten(property)}' in ${place} is not a column of ${model.entityName}.${didYouMean(property, names)}`
  const isWrapped = place === 'where' && property === 'where'
  return refuse(call, place === 'where' ? 'E_WHERE_UNKNOWN' : 'E_UNKNOWN_PROPERTY', sentence, {
    hint: isWrapped ? `${method}() takes the condition itself, not { where }.` : `Columns: ${names.join(', ')}.`,
  })
}

/** Names may come from outside: a long one is not repeated whole. */
export function shorten(name: string): string {
  return name.length > 64 ? `${name.slice(0, 61)}...` : name
}

function refuseComputed(call: Call, { propertyName, function: name, column }: ComputedModel, place: string): never {
  return refuse(
    call,
    'E_COMPUTED',
    `'${propertyName}' in ${place} is computed by the server: the ${name} of '${column.propertyName}'; expected a column.`,
    { hint: 'It is read only.' },
  )
}

/** An own property of what a caller gave; a getter that throws is an error of its own. */
export function readValue(call: Call, object: object, property: string): unknown {
  try {
    return (object as Record<string, unknown>)[property]
  } catch (cause) {
    return refuse(call, 'E_UNREADABLE', 'could not be read: its getter threw.', { property, cause })
  }
}

/** An option that is true or false; undefined is false. */
export function readFlag(call: Call, option: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true
  return refuse(call, 'E_OPTION', `option '${option}' takes true or false, given ${describeValue(value)}.`)
}

/** `a`, `a and b`, `a, b and c`. */
export function listNames(columns: readonly { readonly propertyName: string }[]): string {
  const names = columns.map((column) => column.propertyName)
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
