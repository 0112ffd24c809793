import { printDataType } from '../cql/data-type.js'
import type { TupleType } from '../cql/data-type.js'
import { Tuple } from '../driver/value-classes.js'
import { compositeIdentity } from './composite-identity.js'
import { orRefused } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse, ValueRefusal } from './value-refusal.js'

/**
 * `tuple<…>`: an array of exactly as many elements. Null and undefined are both stored as null and read as null.
 * Bound as the driver's `Tuple`: a user-defined type inside needs what the driver knows of the live type.
 */
export function tupleCodec(type: TupleType, elements: readonly ElementCodec[]): ElementCodec {
  const name = printDataType(type)

  /** What `take` makes of each element, null for one that is absent. */
  function takeEach<Taken>(value: unknown, take: (codec: ElementCodec, element: unknown) => Taken): (Taken | null)[] {
    const given = arrayOf(name, elements.length, value)
    return elements.map((codec, i) => {
      const element = given[i] ?? null
      return element === null ? null : takeAt(name, i, () => take(codec, element))
    })
  }

  const identityBy = (which: 'identity' | 'keyIdentity') => (value: unknown) =>
    // The sign keeps null apart from every text.
    compositeIdentity(
      takeEach(value, (codec, element) => `+${String(codec[which](element))}`).map((part) => part ?? '-'),
    )
  const identity = identityBy('identity')
  return Object.freeze({
    type,
    encode: (value: unknown): unknown => new Tuple(...takeEach(value, (codec, element) => codec.encode(element))),
    decode: (value: unknown) => mapPresent(elements, (value as Tuple).elements as unknown[], 'decode'),
    equals(a: unknown, b: unknown): boolean {
      if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
      if (a === b) return true
      if (a.length !== elements.length || b.length !== elements.length) return false
      return orRefused(() => elements.every((codec, i) => equalsOrAbsent(codec, a[i], b[i])))
    },
    copy(value: unknown): unknown {
      if (!Array.isArray(value)) return value
      return value.length === elements.length ? mapPresent(elements, value, 'copy') : value.slice()
    },
    identity,
    keyIdentity: elements.every((codec) => codec.keyIdentity === codec.identity) ? identity : identityBy('keyIdentity'),
    distinct: false,
  })
}

/** Whether two values that may be absent are stored alike; null and undefined are both absent. */
export function equalsOrAbsent({ equals }: ElementCodec, a: unknown, b: unknown): boolean {
  return a == null || b == null ? a == null && b == null : equals(a, b)
}

function mapPresent(codecs: readonly ElementCodec[], values: readonly unknown[], step: 'decode' | 'copy'): unknown[] {
  return codecs.map((codec, i) => (values[i] == null ? null : codec[step](values[i])))
}

function arrayOf(name: string, length: number, value: unknown): readonly unknown[] {
  const expected = `an array of ${length}`
  if (!Array.isArray(value)) refuse(name, expected, describeValue(value))
  if (value.length === length) return value
  const absent = value.length < length ? ', null for an element that is absent' : ''
  refuse(name, expected + absent, `an array of ${value.length}`)
}

/** Says of a refusal inside at which place it was. */
function takeAt<Taken>(name: string, index: number, take: () => Taken): Taken {
  try {
    return take()
  } catch (error) {
    if (!(error instanceof ValueRefusal)) throw error
    refuse(name, `an array whose element ${index} is ${error.expected}`, `an element ${index} that is ${error.given}`)
  }
}
