import { defineScalar } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/** `int`: a number, integral and of 32 bits. */
export const intCodec = numberCodec('int', 32)
/** `smallint`: a number, integral and of 16 bits. */
export const smallintCodec = numberCodec('smallint', 16)
/** `tinyint`: a number, integral and of 8 bits. */
export const tinyintCodec = numberCodec('tinyint', 8)
/** `bigint`: a bigint of 64 bits. Beyond them the driver would wrap around. */
export const bigintCodec = bigCodec('bigint')
/** `counter`: as `bigint`. */
export const counterCodec = bigCodec('counter')
/** `varint`: a bigint of any size. */
export const varintCodec = defineScalar({
  name: 'varint',
  accept(value): bigint {
    const integer = toBigInt(value)
    if (integer !== undefined) return integer
    refuse('varint', `a bigint, ${lenient}`, describeNonInteger(value))
  },
})

const lenient = 'a safe integer or a string of decimal digits'

function numberCodec(name: 'int' | 'smallint' | 'tinyint', bits: number): ElementCodec {
  const max = 2 ** (bits - 1) - 1
  const min = -max - 1
  return defineScalar({
    name,
    accept(value): number {
      // Adding 0 turns -0, which no integer type has, into 0.
      if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return (value as number) + 0
      const given = Number.isInteger(value) ? 'an integer outside that range' : describeValue(value)
      refuse(name, `an integer from ${min} to ${max}`, given)
    },
    distinct: true,
  })
}

function bigCodec(name: 'bigint' | 'counter'): ElementCodec {
  return defineScalar({
    name,
    accept(value): bigint {
      const integer = toBigInt(value)
      if (integer !== undefined && BigInt.asIntN(64, integer) === integer) return integer
      const given = integer === undefined ? describeNonInteger(value) : 'an integer outside that range'
      refuse(name, `a bigint from -2^63 to 2^63 - 1, ${lenient}`, given)
    },
  })
}

/** The integer that a bigint, a safe integer or a string of decimal digits is; undefined for anything else. */
export function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (Number.isSafeInteger(value)) return BigInt(value as number)
  if (typeof value === 'string' && /^-?(?:0|[1-9]\d*)$/.test(value)) return BigInt(value)
  return undefined
}

function describeNonInteger(value: unknown): string {
  return typeof value === 'string' && value !== '' ? 'a string that is not a whole number' : describeValue(value)
}
