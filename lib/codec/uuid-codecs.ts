import { Uuid } from '../driver/value-classes.js'
import { defineScalar } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/** `uuid`: a string in the form 8-4-4-4-12, lower case when read; upper case and the driver's `Uuid` are taken as well. */
export const uuidCodec = defineScalar({
  name: 'uuid',
  accept: (value) => canonicalUuid('uuid', value),
  bind: uuidOf,
  decode: uuidText,
})

/** `timeuuid`: as `uuid`, of version 1: others are refused by the server after a round trip. */
export const timeuuidCodec = defineScalar({
  name: 'timeuuid',
  accept(value): string {
    const text = canonicalUuid('timeuuid', value)
    if (text[14] === '1') return text
    refuse('timeuuid', 'a UUID of version 1', 'a UUID of another version')
  },
  bind: uuidOf,
  decode: uuidText,
})

function canonicalUuid(name: 'uuid' | 'timeuuid', value: unknown): string {
  if (typeof value === 'string') {
    const form = formOf(value)
    if (form === 'canonical') return value
    if (form === 'upper case') return value.toLowerCase()
    const given = value === '' ? 'an empty string' : 'a string of another form'
    refuse(name, 'a UUID string of the form 8-4-4-4-12', given)
  }
  if (value instanceof Uuid) return uuidText(value)
  refuse(name, 'a UUID string of the form 8-4-4-4-12', describeValue(value))
}

/** By character code: 1 for digits and lower case, 2 for upper case hex letters, 0 for anything else. */
const hexKinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return /[0-9a-f]/.test(character) ? 1 : /[A-F]/.test(character) ? 2 : 0
})

const dash = 45

/** One look at each character, which also tells whether anything has to be done: 0.7 of the time of a regular expression. */
function formOf(text: string): 'canonical' | 'upper case' | 'other' {
  if (text.length !== 36) return 'other'
  let seen = 1
  for (let i = 0; i < 36; i++) {
    const code = text.charCodeAt(i)
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (code !== dash) return 'other'
    } else {
      const kind = code < 128 ? hexKinds[code]! : 0
      if (kind === 0) return 'other'
      seen |= kind
    }
  }
  return seen === 1 ? 'canonical' : 'upper case'
}

/** The digit that a character stands for, by its code. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0)

/**
 * The `Uuid` of a canonical text. The driver would parse a text twice, for the token and for the message, each time by way
 * of a regular expression and a second text.
 */
function uuidOf(text: string): Uuid {
  const bytes = Buffer.allocUnsafe(16)
  for (let i = 0; i < 16; i++) {
    const place = places[i]!
    bytes[i] = (digits[text.charCodeAt(place)]! << 4) | digits[text.charCodeAt(place + 1)]!
  }
  return new Uuid(bytes)
}

const scratch = Buffer.alloc(36, '-') as Buffer & { latin1Slice(start: number, end: number): string }
/** Where the two digits of each of the 16 bytes stand in the text. */
const places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]
const hexDigits = Buffer.from('0123456789abcdef', 'latin1')

/**
 * The text of a `Uuid` as one flat string of 56 bytes. `toString()` of the driver glues slices together: a tree of
 * string nodes, seven times the memory, and costly to move for the garbage collector.
 */
function uuidText(uuid: Uuid): string {
  const bytes = uuid.getBuffer()
  for (let i = 0; i < 16; i++) {
    const byte = bytes[i]!
    const place = places[i]!
    scratch[place] = hexDigits[byte >> 4]!
    scratch[place + 1] = hexDigits[byte & 15]!
  }
  return scratch.latin1Slice(0, 36)
}
