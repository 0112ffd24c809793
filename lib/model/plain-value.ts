import { isAnyArrayBuffer, isDate, isMap, isSet, isTypedArray, isUint8Array } from 'node:util/types'
import {
  BigDecimal,
  Duration,
  InetAddress,
  Integer,
  LocalDate,
  LocalTime,
  Long,
  Uuid,
} from '../driver/value-classes.js'
import type { EntityClass } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { isPlainObject } from '../objects/plain-object.js'
import { readProperty, writeProperty } from '../objects/property.js'

/** What the driver has classes for; each has a text that says all of it. */
const valueClasses = [BigDecimal, Duration, InetAddress, Integer, LocalDate, LocalTime, Long, Uuid]

/**
 * A value in the kinds of things that JSON has, at any depth: `bigint` as a text, `Set` and typed arrays as arrays, `Map`
 * as an object, bytes in base64, value classes of the driver as texts, instances of user-defined types and other classes
 * as plain objects. Left as they are: a `Date`, and what says by a `toJSON` of its own how it is to be written.
 */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || isDate(value)) return value
  if (Array.isArray(value)) return Array.from(value, plainValue)
  if (isSet(value)) return Array.from(value, plainValue)
  if (isMap(value)) return Object.fromEntries(Array.from(value, ([key, item]) => [plainKey(key), plainValue(item)]))
  if (isUint8Array(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  if (isAnyArrayBuffer(value)) return Buffer.from(value).toString('base64')
  if (isTypedArray(value)) return Array.from(value as Iterable<unknown>, plainValue)
  if (isDriverValue(value)) return (value as { toString(): string }).toString()
  return 'toJSON' in value && typeof value.toJSON === 'function' ? value : plainFields(value)
}

function isDriverValue(value: object): boolean {
  return valueClasses.some((Class) => value instanceof Class)
}

/** Keys of objects are texts: that of a date is what JSON makes of it, that of a composite key its JSON. */
function plainKey(key: unknown): string {
  if (isDate(key)) return key.toJSON() ?? String(key)
  const plain = plainValue(key)
  return typeof plain === 'object' && plain !== null ? JSON.stringify(plain) : String(plain)
}

/** The columns of an entity, or the fields of a user-defined type, and whatever else an object has of its own. */
export function plainFields(object: object): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const name of Object.keys(object)) writeProperty(plain, name, plainValue(readProperty(object, name)))
  for (const name of declaredNames(object)) {
    if (Object.hasOwn(object, name)) continue
    const value = readProperty(object, name)
    if (value !== undefined) writeProperty(plain, name, plainValue(value))
  }
  return plain
}

/** Properties that were declared for the class of an object: the class may keep them behind accessors. */
function declaredNames(object: object): readonly string[] {
  if (isPlainObject(object)) return []
  const { constructor: Class } = Object.getPrototypeOf(object) as { readonly constructor?: unknown }
  if (typeof Class !== 'function') return []
  const { columns, computed } = readEntityMetadata(Class as unknown as EntityClass).metadata
  return [...columns, ...computed].map(({ propertyName }) => propertyName)
}
