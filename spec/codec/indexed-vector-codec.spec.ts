import { buildCodec } from '../../lib/codec/build-codec.js'
import { indexedVectorCodec } from '../../lib/codec/indexed-vector-codec.js'
import { ValueRefusal } from '../../lib/codec/value-refusal.js'
import { parseDataType } from '../../lib/cql/parse-data-type.js'
import { Vector } from '../../lib/driver/value-classes.js'
import { modelOf } from '../support/sample-entities.js'
import { Picture } from '../support/result-entities.js'

const plain = buildCodec(parseDataType('vector<float, 3>'))
const cosine = indexedVectorCodec(plain, 'cosine')
const euclidean = indexedVectorCodec(plain, 'euclidean')

const refusalOf = (encode: (value: unknown) => unknown, value: unknown): ValueRefusal | undefined => {
  try {
    encode(value)
    return undefined
  } catch (error) {
    if (error instanceof ValueRefusal) return error
    throw error
  }
}

describe('a vector with an index', () => {
  it.each([[[1, 0, 0]], [[-1e17, 1e17, 0]], [Float32Array.of(1e-45, 0, 0)]])('is encoded as any other: %p', (value) => {
    expect(cosine.encode(value)).toEqual(plain.encode(value))
  })

  it.each([[[0, 0, 0]], [[-0, 0, -0]], [[1e-60, 0, 0]], [new Float32Array(3)]])('has a direction: %p', (value) => {
    expect(refusalOf(cosine.encode, value)).toMatchObject({ given: 'one of zeros only' })
    expect(refusalOf(euclidean.encode, value)).toBeUndefined()
    expect(refusalOf(plain.encode, value)).toBeUndefined()
  })

  it('has no element that the index refuses', () => {
    for (const codec of [cosine, euclidean]) {
      expect(refusalOf(codec.encode, [1, -1.1e17, 0])).toMatchObject({ given: 'element 1 beyond that' })
    }
    expect(refusalOf(plain.encode, [1, -1.1e17, 0])).toBeUndefined()
  })

  it('is refused first for what no vector is', () => {
    expect(refusalOf(cosine.encode, 'x')).toMatchObject({ given: expect.stringContaining('string') as string })
    expect(refusalOf(cosine.encode, [0, 0])).toMatchObject({ given: 'one of 2' })
  })

  it('is read as it was stored before', () => {
    expect(cosine.decode(new Vector([0, 0, 0]))).toEqual(new Float32Array(3))
  })

  it('is known by its column', () => {
    const { columnOf } = modelOf(Picture)
    const similarities = ['cosine', 'euclidean', 'dot', 'plain', 'size'].map((name) => columnOf.get(name)!.similarity)
    expect(similarities).toEqual(['cosine', 'euclidean', 'dot_product', undefined, undefined])
    expect(refusalOf(columnOf.get('cosine')!.codec.encode, [0, 0, 0])).toBeDefined()
    expect(refusalOf(columnOf.get('euclidean')!.codec.encode, [0, 0, 0])).toBeUndefined()
    expect(refusalOf(columnOf.get('plain')!.codec.encode, [0, 0, 1e30])).toBeUndefined()
  })
})
