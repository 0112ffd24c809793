import { blobCodec } from '../../lib/codec/blob-codec.js'
import { intCodec } from '../../lib/codec/integer-codecs.js'
import { keyCodec } from '../../lib/codec/key-codec.js'
import { textCodec } from '../../lib/codec/text-codecs.js'
import { ValueRefusal } from '../../lib/codec/value-refusal.js'

const refusal = (call: () => unknown): string => {
  try {
    call()
  } catch (error) {
    if (error instanceof ValueRefusal) return `${error.expected}, given ${error.given}`
    throw error
  }
  return 'taken'
}

describe('values of key columns', () => {
  it.each([
    ['an empty text', '', 'a key that is not empty, given an empty one', 'taken'],
    ['65,535 letters', 'x'.repeat(65_535), 'taken', 'taken'],
    ['65,536 letters', 'x'.repeat(65_536), 'a key of 65,535 bytes at most, given a longer one', ''],
    ['21,845 letters of three bytes', '漢'.repeat(21_845), 'taken', 'taken'],
    ['21,846 letters of three bytes', '漢'.repeat(21_846), 'a key of 65,535 bytes at most, given a longer one', ''],
  ])('%s', (_, value, alone, together) => {
    expect(refusal(() => keyCodec(textCodec, true).encode(value))).toBe(alone)
    expect(refusal(() => keyCodec(textCodec, false).encode(value))).toBe(together || alone)
    const bytes = Buffer.from(value)
    expect(refusal(() => keyCodec(blobCodec, true).encode(bytes))).toBe(alone)
    expect(refusal(() => keyCodec(blobCodec, false).encode(bytes))).toBe(together || alone)
  })

  it('of fixed length have the codec that they had', () => {
    expect(keyCodec(intCodec, true)).toBe(intCodec)
  })
})
