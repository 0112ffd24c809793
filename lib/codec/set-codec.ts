import { isSet } from 'node:util/types'
import { printDataType } from '../cql/data-type.js'
import type { SequenceType } from '../cql/data-type.js'
import { unorderedIdentity } from './composite-identity.js'
import { orRefused, unchanged } from './define-codec.js'
import type { ElementCodec, Identity } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refusalInside } from './element-refusal.js'
import { emptyCollection } from './empty-collection.js'
import { mapElements } from './list-codec.js'
import { refuse } from './value-refusal.js'

/** `set<…>`: a `Set`; an array is taken as well, in which equal elements count once. */
export function setCodec(type: SequenceType, element: ElementCodec): ElementCodec {
  const name = printDataType(type)

  function elementsOf(value: unknown): Iterable<unknown> {
    if (isSet(value) || Array.isArray(value)) return value
    refuse(name, 'a Set', describeValue(value))
  }

  const identitiesBy = (identity: ElementCodec['identity']) => (value: unknown) =>
    new Set(Array.from(elementsOf(value), identity))
  const identities = identitiesBy(element.identity)
  const keyIdentities = identitiesBy(element.keyIdentity)
  const identity = (value: unknown): Identity => unorderedIdentity(identities(value))
  const conflates = element.keyIdentity !== element.identity

  return Object.freeze({
    type,
    encode(value: unknown): unknown {
      const elements = elementsOf(value)
      try {
        const encoded = encodeElements(name, element, elements)
        if (conflates) refuseConflated(name, element, elements)
        return encoded.size === 0 ? emptyCollection : encoded
      } catch (error) {
        throw refusalInside(type, 'a Set', 'element', error)
      }
    },
    decode: (value: unknown) => mapMembers(value as Set<unknown>, element.decode),
    equals(a: unknown, b: unknown): boolean {
      if (Object.is(a, b) || (isSet(a) && isSet(b) && sameMembers(a, b))) return true
      return orRefused(() => sameMembers(identities(a), identities(b)))
    },
    copy(value: unknown): unknown {
      if (isSet(value)) return mapMembers(value, element.copy)
      return Array.isArray(value) ? mapElements(value, element.copy) : value
    },
    identity,
    keyIdentity: conflates ? (value: unknown) => unorderedIdentity(keyIdentities(value)) : identity,
    distinct: false,
  })
}

function encodeElements(name: string, { encode }: ElementCodec, elements: Iterable<unknown>): Set<unknown> {
  const encoded = new Set<unknown>()
  for (const item of elements) {
    const driverValue = encode(item)
    if (Object.is(driverValue, -0)) refuse(name, 'a number that a Set can hold', '-0')
    encoded.add(driverValue)
  }
  return encoded
}

/** Of elements that differ and yet are equal to the server it would keep one. */
function refuseConflated(name: string, element: ElementCodec, elements: Iterable<unknown>): void {
  const seen = new Map<Identity, Identity>()
  for (const item of elements) {
    const key = element.keyIdentity(item)
    const identity = element.identity(item)
    if (seen.has(key) && seen.get(key) !== identity) {
      refuse(name, 'different from the others', 'equal to another one but not the same, as 1.1 is to 1.10')
    }
    seen.set(key, identity)
  }
}

/** A new set. Null, which the driver gives for the empty values that some types can have, stays null. */
function mapMembers(members: ReadonlySet<unknown>, map: (member: unknown) => unknown): Set<unknown> {
  if (map === unchanged) return new Set(members)
  const mapped = new Set<unknown>()
  for (const member of members) mapped.add(member === null ? null : map(member))
  return mapped
}

function sameMembers(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean {
  if (a.size !== b.size) return false
  for (const member of a) if (!b.has(member)) return false
  return true
}
