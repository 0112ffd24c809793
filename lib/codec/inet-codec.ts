import { isIPv4, isIPv6 } from 'node:net'
import { InetAddress } from '../driver/value-classes.js'
import { defineScalar } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/**
 * `inet`: a string with an IPv4 or IPv6 address, without zone; the driver's `InetAddress` is taken as well. Read in the
 * form of RFC 5952 (`'2001:db8::1'`, `'::ffff:10.0.0.1'`). Neither way goes through the driver's texts: it parses
 * `'999.1.1.1'` as 231.1.1.1 and prints 0:0:1:0:2:3:4:5 as `0:0:1::4:5`.
 */
export const inetCodec = defineInet(acceptInet)

/**
 * `inet` inside a collection. There the server turns an IPv4-mapped IPv6 address (`'::ffff:10.0.0.1'`) into the IPv4
 * address (seen on 5.0: it rebuilds collections out of Java objects, and Java knows no such addresses): refused.
 */
export const inetElementCodec = defineInet((value) => {
  const bytes = acceptInet(value)
  if (bytes.length === 4 || !isIPv4Mapped(bytes)) return bytes
  return refuse('inet', expected, 'an IPv4-mapped IPv6 address, which the server would turn into the IPv4 address')
})

function defineInet(accept: (value: unknown) => Buffer): ElementCodec {
  return defineScalar({
    name: 'inet',
    accept,
    bind: (bytes) => new InetAddress(bytes),
    decode: (value: InetAddress) => printAddress(value.getBuffer()),
    identity: (bytes) => bytes.toString('latin1'),
  })
}

const expected = 'a string with an IPv4 or IPv6 address'

/** The 4 or 16 bytes of the address. */
function acceptInet(value: unknown): Buffer {
  if (value instanceof InetAddress) return value.getBuffer()
  if (typeof value !== 'string') refuse('inet', expected, describeValue(value))
  if (isIPv4(value)) return Buffer.from(value.split('.').map(Number))
  if (isIPv6(value)) {
    if (!value.includes('%')) return bytesOfIPv6(value)
    refuse('inet', 'an address without zone', 'an IPv6 address with a zone')
  }
  refuse('inet', expected, value === '' ? 'an empty string' : 'a string of another form')
}

/** Of a text that is a valid IPv6 address. */
function bytesOfIPv6(text: string): Buffer {
  const [left, right] = text.split('::')
  const head = groupsOf(left!)
  const tail = right === undefined ? [] : groupsOf(right)
  const bytes = Buffer.alloc(16)
  head.forEach((group, i) => bytes.writeUInt16BE(group, i * 2))
  tail.forEach((group, i) => bytes.writeUInt16BE(group, 16 - (tail.length - i) * 2))
  return bytes
}

/** The 16-bit groups of one side of `::`; an IPv4 address at the end is two of them. */
function groupsOf(side: string): number[] {
  if (side === '') return []
  return side.split(':').flatMap((part) => {
    if (!part.includes('.')) return [parseInt(part, 16)]
    const [a, b, c, d] = part.split('.').map(Number) as [number, number, number, number]
    return [a * 256 + b, c * 256 + d]
  })
}

/** Ten bytes of 0, two of 255, and an IPv4 address. */
function isIPv4Mapped(bytes: Buffer): boolean {
  return bytes.readUInt16BE(10) === 0xffff && bytes.subarray(0, 10).every((byte) => byte === 0)
}

function printAddress(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.')
  if (isIPv4Mapped(bytes)) return `::ffff:${bytes.subarray(12).join('.')}`
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2))
  const { start, length } = longestZeros(groups)
  if (length < 2) return hex(groups)
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`
}

function hex(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':')
}

/** The longest run of zero groups, the first of several. */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 }
  let start = 0
  groups.forEach((group, i) => {
    if (group !== 0) start = i + 1
    else if (i + 1 - start > longest.length) longest = { start, length: i + 1 - start }
  })
  return longest
}
