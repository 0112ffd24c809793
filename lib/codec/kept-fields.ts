import { types } from 'node:util'
import { Tuple, Vector } from '../driver/value-classes.js'
import { createHiddenField } from '../objects/hidden-field.js'
import { isPlainObject } from '../objects/plain-object.js'
import { compositeIdentity, unorderedIdentity } from './composite-identity.js'
import { emptyCollection } from './empty-collection.js'
import { readUserTypeValue } from './user-type-value.js'

/** Fields of a user-defined type that the class does not know, by name, as the driver gave them. */
export type KeptFields = ReadonlyMap<string, unknown>

/** Fields that the class of an instance does not know, kept invisibly on the instance that was read. */
const kept = createHiddenField<KeptFields>()

/** Keeps fields on an instance, invisibly. */
export const keepFields = (value: object, fields: KeptFields): void => kept.set(value, fields)

/** The fields kept on an instance, none perhaps; undefined for one that was not read, and for copies by others. */
export const keptFields = (value: object): KeptFields | undefined => kept.get(value)

/** What the driver has to be given for what it gave, so that it stores the same: it sends null for empty collections. */
export function bindKept(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? emptyCollection : value.map(bindKept)
  if (types.isSet(value)) return value.size === 0 ? emptyCollection : new Set(Array.from(value, bindKept))
  if (types.isMap(value)) return new Map(Array.from(value, ([k, v]) => [bindKept(k), bindKept(v)]))
  if (value instanceof Tuple) return new Tuple(...(value.elements as unknown[]).map(bindKept))
  if (value instanceof Vector) return new Vector((value.elements as unknown[]).map(bindKept))
  if (!isPlainObject(value)) return value
  return readUserTypeValue(Object.keys(value).map((field) => [field, bindKept(value[field])] as const))
}

/** Equal for fields that are stored alike; null is as good as absent. */
export function keptIdentity(fields: KeptFields | undefined): string {
  if (fields === undefined) return ''
  const present = [...fields].filter(([, value]) => value !== null)
  return unorderedIdentity(present.map(([field, value]) => compositeIdentity([field, printKept(value)])))
}

/** A text that differs for different values of one CQL type. */
function printKept(value: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString('hex')
  if (Array.isArray(value)) return compositeIdentity(value.map(printKept))
  if (types.isSet(value)) return unorderedIdentity(Array.from(value, printKept))
  if (types.isMap(value)) {
    return unorderedIdentity(Array.from(value, ([k, v]) => compositeIdentity([printKept(k), printKept(v)])))
  }
  if (value instanceof Tuple || value instanceof Vector) return printKept(value.elements)
  if (types.isDate(value)) return String(value.getTime())
  if (isPlainObject(value)) return keptIdentity(new Map(Object.entries(value)))
  // Numbers and value classes of the driver; null, which no text of theirs is, apart from the text 'null'.
  return Object.is(value, -0) ? '-0' : typeof value === 'string' ? `'${value}` : String(value)
}
