import { printDataType } from '../cql/data-type.js'
import type { ElementCodec } from './define-codec.js'
import { refuse } from './value-refusal.js'

/** Largest element that an index for vector search takes; the server compares in single precision. */
const largestElement = Math.fround(1e17)

/**
 * `vector<float, n>` with an index for similarity search. The index takes no element beyond 1e17, and no vector of zeros
 * where it measures the cosine, because such a vector has no direction; the server answers such a write, or search, with
 * no more than that it failed (executed on 5.0.9). A vector that is stored before its column has an index is read.
 */
export function indexedVectorCodec(codec: ElementCodec, similarity: string): ElementCodec {
  const name = printDataType(codec.type)
  const check = (value: unknown): void => {
    const elements = value as ArrayLike<number>
    let isZero = true
    for (let i = 0; i < elements.length; i++) {
      const element = Math.fround(elements[i]!)
      if (element !== 0) isZero = false
      if (Math.abs(element) > largestElement) refuseLargeElement(name, i)
    }
    if (isZero && similarity === 'cosine') refuseZeros(name)
  }
  return Object.freeze({
    ...codec,
    encode: (value: unknown): unknown => {
      const bound = codec.encode(value)
      check(value)
      return bound
    },
  })
}

function refuseLargeElement(name: string, index: number): never {
  refuse(
    name,
    'a vector whose elements are from -1e17 to 1e17, as its index takes them',
    `element ${index} beyond that`,
  )
}

function refuseZeros(name: string): never {
  refuse(name, 'a vector with an element that is not 0, because its index measures the cosine', 'one of zeros only')
}
