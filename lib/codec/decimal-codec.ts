import { BigDecimal } from '../driver/value-classes.js'
import { defineScalar } from './define-codec.js'
import type { Identity } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'
import { bigIntOfBytes, bytesOfBigInt } from './varint-bytes.js'

/**
 * `decimal`: a string, exact, the scale kept: `'1.10'` is 110 with scale 2 and differs from `'1.1'`. Also taken: an
 * exponent (`'1E+30'` is 1 with scale -30), a bigint, a safe integer, a `BigDecimal` of the driver. A number with a
 * fraction is refused: 0.1 is not one tenth.
 *
 * Read back as `java.math.BigDecimal` prints it, but without an exponent up to 100 zeros after the point.
 * Bound as bytes (32 bits of scale, then the unscaled integer), because the driver's parser takes `'1e400'` for 1.
 */
export const decimalCodec = defineScalar({
  name: 'decimal',
  accept: acceptDecimal,
  bind: bytesOfDecimal,
  decode: (value: BigDecimal) => printDecimal(decimalOfBytes(BigDecimal.toBuffer(value))),
  identity: ({ unscaled, scale }): Identity => `${unscaled}E${scale}`,
  keyIdentity: normalIdentity,
})

/** `unscaled × 10^-scale`; the scale is a 32-bit integer. */
export interface Decimal {
  readonly unscaled: bigint
  readonly scale: number
}

const expected = 'a string with a decimal number, a bigint or a safe integer'

function acceptDecimal(value: unknown): Decimal {
  if (typeof value === 'string') return parseDecimal(value)
  if (typeof value === 'bigint') return { unscaled: value, scale: 0 }
  if (Number.isSafeInteger(value)) return { unscaled: BigInt(value as number), scale: 0 }
  if (value instanceof BigDecimal) return decimalOfObject(value)
  refuse('decimal', expected, describeValue(value))
}

/** The parts of a text; a `ValueRefusal` for one that is no decimal number. */
export function parseDecimal(text: string): Decimal {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,10}))?$/.exec(text)
  if (match === null) {
    refuse('decimal', expected, text === '' ? 'an empty string' : 'a string that is not a number')
  }
  const [, sign = '', integer = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  if ((scale | 0) !== scale) {
    refuse('decimal', 'a number with a scale of 32 bits', 'a string with a larger exponent')
  }
  const magnitude = BigInt(integer + fraction)
  return { unscaled: sign === '-' ? -magnitude : magnitude, scale }
}

function decimalOfObject(value: BigDecimal): Decimal {
  try {
    return decimalOfBytes(BigDecimal.toBuffer(value))
  } catch {
    // Built with parts that are none; the error of the driver would show them.
    refuse('decimal', expected, 'a BigDecimal without valid parts')
  }
}

function bytesOfDecimal({ unscaled, scale }: Decimal): Buffer {
  const scaleBytes = Buffer.allocUnsafe(4)
  scaleBytes.writeInt32BE(scale)
  return Buffer.concat([scaleBytes, bytesOfBigInt(unscaled)])
}

function decimalOfBytes(bytes: Buffer): Decimal {
  return { unscaled: bigIntOfBytes(bytes.subarray(4)), scale: bytes.readInt32BE(0) }
}

/** Text that parses back to the same unscaled integer and scale. */
export function printDecimal({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? '-' : ''
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString()
  if (scale === 0) return sign + digits
  if (scale < 0 || scale - digits.length > 100) return sign + scientific(digits, scale)
  const padded = digits.padStart(scale + 1, '0')
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

function scientific(digits: string, scale: number): string {
  const exponent = digits.length - 1 - scale
  const coefficient = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`
  return exponent === 0 ? coefficient : `${coefficient}E${exponent > 0 ? '+' : ''}${exponent}`
}

/** The server orders decimals by value: 1.1 and 1.10 are one map key. */
function normalIdentity({ unscaled, scale }: Decimal): Identity {
  if (unscaled === 0n) return '0'
  const digits = unscaled.toString()
  const significant = digits.replace(/0+$/, '')
  return `${significant}E${scale - (digits.length - significant.length)}`
}
