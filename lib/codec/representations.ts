import { partsOf } from '../cql/data-type.js'
import type { CqlType, MapType, NativeTypeName } from '../cql/data-type.js'
import { unchanged } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { mapElements } from './list-codec.js'
import { refuse } from './value-refusal.js'

type Decode = (value: unknown) => unknown

const integers = (name: NativeTypeName): Readonly<Record<string, Decode>> => ({
  number: (value) => safeNumber(name, value as bigint),
  string: String,
})

/** How else than by default values of a native type are read. What the driver gives is immutable where it is kept. */
const alternatives: Readonly<Partial<Record<NativeTypeName, Readonly<Record<string, Decode>>>>> = {
  bigint: integers('bigint'),
  counter: integers('counter'),
  varint: integers('varint'),
  decimal: { BigDecimal: unchanged },
  uuid: { Uuid: unchanged },
  timeuuid: { Uuid: unchanged },
  date: { LocalDate: unchanged },
  time: { LocalTime: unchanged },
}

/** The representations other than the default that a type, or any part of it, has. */
export function representationsOf(type: CqlType): readonly string[] {
  const own = ownRepresentations(type)
  return [...new Set([...own, ...partsOf(type).flatMap(representationsOf)])]
}

function ownRepresentations(type: CqlType): readonly string[] {
  if (type.kind === 'native') return Object.keys(alternatives[type.name] ?? {})
  if (type.kind === 'map') return hasTextKeys(type) ? ['object'] : []
  return type.kind === 'set' || isFloatVector(type) ? ['array'] : []
}

/** Whether a map can be an object: its keys are text. */
export function hasTextKeys({ key }: MapType): boolean {
  return key.kind === 'native' && (key.name === 'text' || key.name === 'ascii')
}

/** Whether values of a type are `Float32Array`s by default. */
export function isFloatVector(type: CqlType): boolean {
  return type.kind === 'vector' && type.element.kind === 'native' && type.element.name === 'float'
}

/** The codec of a native type with another representation, if it has one of the name; writing takes the same values. */
export function nativeAs(codec: ElementCodec, name: NativeTypeName, as: string): ElementCodec {
  const byName = alternatives[name]
  if (byName === undefined || !Object.hasOwn(byName, as)) return codec
  return Object.freeze({ ...codec, decode: byName[as]! })
}

/** `set<…>` read as an array, in the order of the server. */
export function setAsArray(codec: ElementCodec, element: ElementCodec): ElementCodec {
  return Object.freeze({
    ...codec,
    decode: (value: unknown) => mapElements([...(value as Set<unknown>)], element.decode),
  })
}

/** `map<text, …>` read as an object such as `JSON.parse` makes: a key `__proto__` is a property like any other. */
export function mapAsObject(codec: ElementCodec): ElementCodec {
  return Object.freeze({
    ...codec,
    decode: (value: unknown) => Object.fromEntries(codec.decode(value) as Map<string, unknown>) as unknown,
  })
}

/** Beyond the safe integers a number would be another one than is stored. */
function safeNumber(name: NativeTypeName, value: bigint): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  refuse(
    name,
    "a safe integer, as { as: 'number' } says",
    "an integer beyond ±(2^53 - 1), which { as: 'string' } can tell",
  )
}
