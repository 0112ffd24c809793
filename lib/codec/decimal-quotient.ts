import { parseDecimal, printDecimal } from './decimal-codec.js'

/** Significant digits that a quotient has at least, if it has so many: those of the widest decimal type of IEEE 754. */
const precision = 34

/**
 * A decimal text divided by an integer above 0, rounded half to even where it has no end within 34 significant digits
 * or those of the dividend. It has no fewer digits after the point than the dividend, and no zeros beyond those.
 */
export function divideDecimal(dividend: string, divisor: bigint): string {
  const { unscaled, scale } = parseDecimal(dividend)
  const magnitude = unscaled < 0n ? -unscaled : unscaled
  // Enough zeros that the quotient has all its digits, wherever the first of them stands.
  const zeros = Math.max(0, precision + divisor.toString().length - magnitude.toString().length)
  let quotient = divideToEven(magnitude * 10n ** BigInt(zeros), divisor)
  let places = scale + zeros
  while (places > scale && quotient % 10n === 0n) {
    quotient /= 10n
    places--
  }
  return printDecimal({ unscaled: unscaled < 0n ? -quotient : quotient, scale: places })
}

function divideToEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const twice = (dividend % divisor) * 2n
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient
}
