import type { CqlType, NativeTypeName } from '../cql/data-type.js'
import type { Codec } from './codec.js'
import { ValueRefusal } from './value-refusal.js'

/** Stands for a value where values are compared: two of them by `===`, NaN excepted. */
export type Identity = string | number | bigint | boolean

/** A codec that collections can be built of. */
export interface ElementCodec extends Codec {
  /** Equal for two values exactly when they are stored alike. Throws `ValueRefusal` as `encode` does. */
  readonly identity: (value: unknown) => Identity
  /**
   * Equal for two values exactly when the server takes them for the same set element or map key. The same function as
   * `identity` for types without values that are stored differently and yet sort as equal. Throws `ValueRefusal`.
   */
  readonly keyIdentity: (value: unknown) => Identity
  /** Whether values that a `Set` or `Map` tells apart are never the same set element or map key to the server. */
  readonly distinct: boolean
}

/** What distinguishes one native type from another. `Accepted` is whatever the type finds handiest between its steps. */
export interface ScalarParts<Accepted, Property, Driver> {
  readonly name: NativeTypeName
  /** Takes a value or throws `ValueRefusal`. */
  readonly accept: (value: unknown) => Accepted
  /** What is bound; what was accepted, if left out. */
  readonly bind?: (accepted: Accepted) => unknown
  /** Driver value → property value; the value itself, if left out. */
  readonly decode?: (value: Driver) => Property
  /** What was accepted, if left out. */
  readonly identity?: (accepted: Accepted) => Identity
  /** As `identity`, if left out. */
  readonly keyIdentity?: (accepted: Accepted) => Identity
  /** Only for types whose property values are mutable. Must let values pass that the type does not take. */
  readonly copy?: (value: unknown) => unknown
  /** Only where comparing identities would be dear or wrong. */
  readonly equals?: (a: unknown, b: unknown) => boolean
  readonly distinct?: boolean
}

/** Decodes and copies what needs no change; collections recognise it and copy themselves in one go. */
export function unchanged<Value>(value: Value): Value {
  return value
}

/** Assembles the codec of a native type. */
export function defineScalar<Accepted, Property, Driver>(parts: ScalarParts<Accepted, Property, Driver>): ElementCodec {
  const { name, accept, bind, distinct = false } = parts
  const identityOf = (parts.identity ?? unchanged) as (accepted: Accepted) => Identity
  const { keyIdentity } = parts
  const identity = (value: unknown): Identity => identityOf(accept(value))
  return Object.freeze({
    type: Object.freeze({ kind: 'native', name }) satisfies CqlType,
    encode: bind === undefined ? accept : (value: unknown) => bind(accept(value)),
    decode: (parts.decode ?? unchanged) as (value: unknown) => unknown,
    equals: parts.equals ?? ((a: unknown, b: unknown) => Object.is(a, b) || sameIdentity(identity, a, b)),
    copy: parts.copy ?? unchanged,
    identity,
    keyIdentity: keyIdentity === undefined ? identity : (value: unknown): Identity => keyIdentity(accept(value)),
    distinct,
  })
}

/** Compares by identity; a value the type does not take equals nothing. */
export function sameIdentity(identity: (value: unknown) => Identity, a: unknown, b: unknown): boolean {
  return orRefused(() => Object.is(identity(a), identity(b)))
}

/** What the comparison says, or false where it met a value that the type does not take. */
export function orRefused(compare: () => boolean): boolean {
  try {
    return compare()
  } catch (error) {
    if (error instanceof ValueRefusal) return false
    throw error
  }
}
