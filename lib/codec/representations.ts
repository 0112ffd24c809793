import { partsOf } from '../cql/data-type.js'
import type { CqlType, MapType, NativeTypeName } from '../cql/data-type.js'
import type { Representation } from '../cql/type-helpers.js'
import { unchanged } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { mapElements } from './list-codec.js'
import { refuse, ValueRefusal } from './value-refusal.js'

type Decode = (value: unknown) => unknown
type Decoders = Readonly<Partial<Record<Representation, Decode>>>

const integers = (name: NativeTypeName): Decoders => ({
  number: (value) => safeNumber(name, value as bigint),
  string: String,
})

/** How else than by default values of a native type are read. What the driver gives is immutable where it is kept. */
const alternatives: Readonly<Partial<Record<NativeTypeName, Decoders>>> = {
  bigint: integers('bigint'),
  counter: integers('counter'),
  varint: integers('varint'),
  decimal: { BigDecimal: unchanged },
  uuid: { Uuid: unchanged },
  timeuuid: { Uuid: unchanged },
  date: { LocalDate: unchanged },
  time: { LocalTime: unchanged },
}

/** Every representation that is not the default of its type. */
export const representations: readonly Representation[] = [
  ...new Set(Object.values(alternatives).flatMap((byName) => Object.keys(byName) as Representation[])),
  'array',
  'object',
]

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
  return Object.freeze({ ...codec, decode: byName[as as Representation]! })
}

/** `set<…>` read as an array, in the order of the server. */
export function setAsArray(codec: ElementCodec, element: ElementCodec): ElementCodec {
  return Object.freeze({
    ...codec,
    encode: refusingAs('an array', /^a Set/, codec.encode),
    decode: (value: unknown) => mapElements([...(value as Set<unknown>)], element.decode),
  })
}

/** `map<text, …>` read as an object such as `JSON.parse` makes: a key `__proto__` is a property like any other. */
export function mapAsObject(codec: ElementCodec): ElementCodec {
  return Object.freeze({
    ...codec,
    // A refusal that names both stays: both are taken.
    encode: refusingAs('an object', /^a Map(?! or )/, codec.encode),
    decode: (value: unknown) => Object.fromEntries(codec.decode(value) as Map<string, unknown>) as unknown,
  })
}

/** Refuses in the words of the representation: what a property never holds is not what it should have held. */
function refusingAs(word: string, defaultWord: RegExp, encode: ElementCodec['encode']): ElementCodec['encode'] {
  return (value) => {
    try {
      return encode(value)
    } catch (error) {
      if (!(error instanceof ValueRefusal)) throw error
      refuse(error.cqlType, error.expected.replace(defaultWord, word), error.given)
    }
  }
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
