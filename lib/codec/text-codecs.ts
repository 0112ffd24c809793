import { defineScalar } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/** `text`: a well-formed string. Half a surrogate pair would become U+FFFD on the way to UTF-8. */
export const textCodec = defineScalar({ name: 'text', accept: acceptText, distinct: true })

/** `ascii`: a string of 7-bit characters. The driver would store Latin-1, which the server then refuses. */
export const asciiCodec = defineScalar({ name: 'ascii', accept: acceptAscii, distinct: true })

function acceptText(value: unknown): string {
  if (typeof value !== 'string') refuse('text', 'a string', describeValue(value))
  if (value.isWellFormed()) return value
  refuse('text', 'a well-formed string', 'a string with half a surrogate pair')
}

function acceptAscii(value: unknown): string {
  if (typeof value !== 'string') refuse('ascii', 'a string', describeValue(value))
  if (/^[\x00-\x7f]*$/.test(value)) return value
  refuse('ascii', 'a string of ASCII characters', 'a string with other characters')
}
