/**
 * Keys by their place on the ring. The Murmur3 partitioner hashes a key of 16 bytes by steps that can be taken back, so
 * that there is a key for every token: `MurmurHash3_x64_128` of one block, seed 0, its first half the token.
 */

const mask = (1n << 64n) - 1n
const c1 = 0x87c37b91114253d5n
const c2 = 0x4cf5ad432745937fn
const finalFactors = [0xff51afd7ed558ccdn, 0xc4ceb9fe1a85ec53n] as const

const multiply = (a: bigint, b: bigint) => (a * b) & mask
const add = (a: bigint, b: bigint) => (a + b) & mask
const subtract = (a: bigint, b: bigint) => (a - b) & mask
const rotateRight = (value: bigint, bits: bigint) => ((value >> bits) | (value << (64n - bits))) & mask

/** The factor that takes back a multiplication modulo 2⁶⁴, by Newton's steps. */
function inverse(factor: bigint): bigint {
  let found = factor
  for (let i = 0; i < 6; i++) found = multiply(found, subtract(2n, multiply(factor, found)))
  return found
}

/** Takes back `x ^= x >>> 33; x *= …; x ^= x >>> 33; x *= …; x ^= x >>> 33`. */
function unmix(value: bigint): bigint {
  let x = value ^ (value >> 33n)
  for (const factor of finalFactors.toReversed()) {
    x = multiply(x, inverse(factor))
    x ^= x >> 33n
  }
  return x
}

/** A key of 16 bytes whose hash is this token; `other` makes others of the same token. */
export function keyOfToken(token: bigint, other = 0n): Buffer {
  // The last step is h1 += h2, and h1 the token: h2 is free.
  const h2 = add(0x0123456789abcdefn, other)
  const h1 = subtract(BigInt.asUintN(64, token), h2)
  const [mixed1, mixed2] = [unmix(h1), unmix(h2)]
  // Before: h1 += h2; h2 += h1, of what the block gave, each with the length of the key, 16, in it.
  const before2 = subtract(mixed2, mixed1)
  const before1 = subtract(mixed1, before2)
  return blockOf(before1 ^ 16n, before2 ^ 16n)
}

/** The block behind two halves of a hash. */
function blockOf(h1: bigint, h2: bigint): Buffer {
  // h1 = rotl(k1, 27) * 5 + 0x52dce729, then h2 = (rotl(k2, 31) + h1) * 5 + 0x38495ab5, of seeds 0.
  const fifth = inverse(5n)
  const mixedK1 = rotateRight(multiply(subtract(h1, 0x52dce729n), fifth), 27n)
  const mixedK2 = rotateRight(subtract(multiply(subtract(h2, 0x38495ab5n), fifth), h1), 31n)
  const k1 = multiply(rotateRight(multiply(mixedK1, inverse(c2)), 31n), inverse(c1))
  const k2 = multiply(rotateRight(multiply(mixedK2, inverse(c1)), 33n), inverse(c2))
  const block = Buffer.alloc(16)
  block.writeBigUInt64LE(k1, 0)
  block.writeBigUInt64LE(k2, 8)
  return block
}
