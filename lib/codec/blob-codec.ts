import { isArrayBuffer, isUint8Array } from 'node:util/types'
import { defineScalar, orRefused } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refuse } from './value-refusal.js'

/**
 * `blob`: a `Buffer`; a `Uint8Array` or an `ArrayBuffer` is taken as well. A string is refused: it does not say its
 * encoding. The bytes are copied on the way out, as those of every other value: they may be changed after the call.
 */
export const blobCodec = defineScalar({
  name: 'blob',
  accept: acceptBlob,
  bind: (bytes) => Buffer.from(bytes),
  decode: (value: Buffer) => Buffer.from(value),
  identity: (bytes) => bytes.toString('latin1'),
  copy(value) {
    if (isUint8Array(value)) return Buffer.from(value)
    return isArrayBuffer(value) ? value.slice(0) : value
  },
  equals: (a, b) => Object.is(a, b) || orRefused(() => acceptBlob(a).equals(acceptBlob(b))),
})

function acceptBlob(value: unknown): Buffer {
  if (Buffer.isBuffer(value) && value.length > 0) return value
  if (!isUint8Array(value) && !isArrayBuffer(value)) {
    refuse('blob', 'a Buffer or Uint8Array', describeValue(value))
  }
  try {
    return isArrayBuffer(value) ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  } catch {
    // Transferred to another thread: it looks empty, but its bytes are elsewhere.
    refuse('blob', 'a Buffer or Uint8Array', 'one whose memory was transferred away')
  }
}
