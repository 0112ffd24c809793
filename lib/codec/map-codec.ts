import { isMap } from 'node:util/types'
import { printDataType } from '../cql/data-type.js'
import type { MapType } from '../cql/data-type.js'
import { compositeIdentity, unorderedIdentity } from './composite-identity.js'
import { orRefused } from './define-codec.js'
import type { ElementCodec, Identity } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { isPlainObject } from '../objects/plain-object.js'
import { refusalInside } from './element-refusal.js'
import { hasTextKeys } from './representations.js'
import { refuse } from './value-refusal.js'

type Entries = Iterable<readonly [unknown, unknown]>
type Take<Taken> = (part: unknown) => Taken

/** `map<…, …>`: a `Map`; where keys are text, an object with its own properties as entries is taken as well. */
export function mapCodec(type: MapType, key: ElementCodec, value: ElementCodec): ElementCodec {
  const entriesOf = entryReader(type)

  function identityBy(keyIdentity: Take<Identity>, valueIdentity: Take<Identity>) {
    return (map: unknown): Identity =>
      unorderedIdentity(Array.from(entriesOf(map), ([k, v]) => compositeIdentity([keyIdentity(k), valueIdentity(v)])))
  }

  function byIdentity(map: unknown): Map<unknown, unknown> {
    return new Map(Array.from(entriesOf(map), ([k, v]) => [key.identity(k), v]))
  }

  const identity = identityBy(key.identity, value.identity)
  const conflates = key.keyIdentity !== key.identity || value.keyIdentity !== value.identity
  return Object.freeze({
    type,
    encode: mapEncoder(type, entriesOf, key, value),
    decode: (map: unknown) => mapEntries(map as Map<unknown, unknown>, key.decode, value.decode),
    equals(a: unknown, b: unknown): boolean {
      if (Object.is(a, b) || (isMap(a) && isMap(b) && sameEntries(a, b, value))) return true
      return orRefused(() => sameEntries(byIdentity(a), byIdentity(b), value))
    },
    copy(map: unknown): unknown {
      if (isMap(map)) return mapEntries(map, key.copy, value.copy)
      if (!hasTextKeys(type) || !isPlainObject(map)) return map
      return Object.fromEntries(Object.entries(map).map(([k, v]) => [k, value.copy(v)]))
    },
    identity,
    keyIdentity: conflates ? identityBy(key.keyIdentity, value.keyIdentity) : identity,
    distinct: false,
  })
}

/** Reads the entries of whatever a map type takes. */
function entryReader(type: MapType): (map: unknown) => Entries {
  const name = printDataType(type)
  const takesObjects = hasTextKeys(type)
  const expected = takesObjects ? 'a Map or a plain object' : 'a Map'
  return (map) => {
    if (isMap(map)) return map
    if (!takesObjects || !isPlainObject(map)) refuse(name, expected, describeValue(map))
    if (Object.getOwnPropertySymbols(map).length === 0) return Object.entries(map)
    refuse(name, expected, 'an object with symbols as keys')
  }
}

function mapEncoder(type: MapType, entriesOf: (map: unknown) => Entries, key: ElementCodec, value: ElementCodec) {
  const name = printDataType(type)
  const encodeKey = refusingAs(type, 'key', (k) => {
    const driverKey = key.encode(k)
    // A tiny negative float rounds to it.
    if (Object.is(driverKey, -0)) refuse(name, 'a number that a Map can hold', '-0')
    return driverKey
  })
  const encodeValue = refusingAs(type, 'value', value.encode)
  return (map: unknown): Map<unknown, unknown> => {
    const encoded = new Map<unknown, unknown>()
    const seen = new Set<Identity>()
    for (const [k, v] of entriesOf(map)) {
      encoded.set(encodeKey(k), encodeValue(v))
      // The server would keep one of them.
      if (!key.distinct && seen.size === seen.add(key.keyIdentity(k)).size) {
        refuse(name, 'a Map with distinct keys', 'one with two keys that are stored alike')
      }
    }
    return encoded
  }
}

function refusingAs(type: MapType, place: 'key' | 'value', encode: Take<unknown>): Take<unknown> {
  return (part) => {
    try {
      return encode(part)
    } catch (error) {
      throw refusalInside(type, 'a Map', place, error)
    }
  }
}

/** A new map. Null, which the driver gives for the empty values that some types can have, stays null. */
function mapEntries(map: Iterable<readonly [unknown, unknown]>, mapKey: Take<unknown>, mapValue: Take<unknown>) {
  const mapped = new Map<unknown, unknown>()
  for (const [k, v] of map) mapped.set(k === null ? null : mapKey(k), v === null ? null : mapValue(v))
  return mapped
}

function sameEntries(
  a: ReadonlyMap<unknown, unknown>,
  b: ReadonlyMap<unknown, unknown>,
  { equals }: ElementCodec,
): boolean {
  if (a.size !== b.size) return false
  for (const [k, v] of a) if (!b.has(k) || !equals(v, b.get(k))) return false
  return true
}
