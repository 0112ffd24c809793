/** An integer as the fewest big-endian bytes in two's complement: what `varint`, and `decimal` after its scale, hold. */
export function bytesOfBigInt(value: bigint): Buffer {
  // Of a negative number, its complement has the same bits but for being inverted, and no sign to carry.
  const digits = (value < 0n ? ~value : value).toString(16)
  const needsSignByte = digits.length % 2 === 0 && digits[0]! >= '8'
  const length = Math.ceil(digits.length / 2) + (needsSignByte ? 1 : 0)
  const unsigned = value < 0n ? BigInt.asUintN(length * 8, value).toString(16) : digits
  return Buffer.from(unsigned.padStart(length * 2, '0'), 'hex')
}

/** The integer that big-endian two's complement bytes are; 0 for none. */
export function bigIntOfBytes(bytes: Buffer): bigint {
  if (bytes.length === 0) return 0n
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))
}
