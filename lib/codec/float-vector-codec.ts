import { endianness } from 'node:os'
import { printDataType } from '../cql/data-type.js'
import type { VectorType } from '../cql/data-type.js'
import type { Vector } from '../driver/value-classes.js'
import { sameIdentity } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'
import { refuseOtherLength } from './vector-codec.js'

type Numbers = readonly unknown[] | Float32Array | Float64Array

/**
 * `vector<float, n>`: a `Float32Array`; an array or `Float64Array` of numbers is taken as well, and rounded to single
 * precision. NaN and infinite elements are refused: the server stores them, but not once the column has an index for
 * similarity search, and then answers a write with no more than that it failed. Such as another program stored are read.
 *
 * Bound as bytes: the driver reads the text of the type again for every value, which takes it 10 to 30 times as long.
 */
export function floatVectorCodec(type: VectorType, as: string | undefined): ElementCodec {
  const name = printDataType(type)
  const accept = (value: unknown): Float32Array => roundEach(name, type, numbersOf(name, type, value))
  const identity = (value: unknown): string => bytesOf(accept(value)).toString('latin1')
  return Object.freeze({
    type,
    encode: (value: unknown): unknown => bigEndian(accept(value)),
    decode:
      as === 'array'
        ? (value: unknown) => (value as Vector).elements.slice() as unknown
        : (value: unknown) => Float32Array.from((value as Vector).elements as number[]),
    equals: (a: unknown, b: unknown) => Object.is(a, b) || sameFloats(a, b) || sameIdentity(identity, a, b),
    copy: (value: unknown) => (isNumbers(value) ? value.slice() : value),
    identity,
    keyIdentity: identity,
    distinct: false,
  })
}

function isNumbers(value: unknown): value is Numbers {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array
}

function numbersOf(name: string, type: VectorType, value: unknown): Numbers {
  if (!isNumbers(value)) {
    refuse(name, `a Float32Array or an array of ${type.dimensions} numbers`, describeValue(value))
  }
  refuseOtherLength(name, type, value.length)
  return value
}

/** A copy in single precision. */
function roundEach(name: string, { dimensions }: VectorType, numbers: Numbers): Float32Array {
  const floats = new Float32Array(dimensions)
  for (let i = 0; i < dimensions; i++) {
    const number = numbers[i]
    if (typeof number !== 'number') refuseElement(name, i, describeValue(number))
    floats[i] = number
    if (!Number.isFinite(floats[i])) {
      refuseElement(name, i, Number.isFinite(number) ? 'a finite number beyond it' : describeValue(number))
    }
  }
  return floats
}

function refuseElement(name: string, index: number, given: string): never {
  refuse(
    name,
    'a vector whose elements are each a finite number within single precision',
    `an element ${index} that is ${given}`,
  )
}

function bytesOf(floats: Float32Array): Buffer {
  return Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength)
}

const isLittleEndian = endianness() === 'LE'

/** The bytes as the server has them; of an array of our own, which is changed by it. */
function bigEndian(floats: Float32Array): Buffer {
  return isLittleEndian ? bytesOf(floats).swap32() : bytesOf(floats)
}

/** For values as they were read, among them those that are not taken: NaN. */
function sameFloats(a: unknown, b: unknown): boolean {
  if (!isNumbers(a) || !isNumbers(b) || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}
