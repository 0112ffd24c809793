import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scryptSync } from 'node:crypto'
import { canonicalText } from '../canonical-value.js'

/** The query that a token belongs to. The text of a statement names keyspace, table, columns and conditions. */
export interface TokenBinding {
  /** What the token is for: a page is not the position of a scan. */
  readonly purpose: 'page' | 'scan'
  readonly cql: string
  readonly values: readonly unknown[]
}

/**
 * Why a token was refused: it is no token at all, was made with another protection (with `pageTokenSecret` or without), or
 * belongs to another query, other values or another secret, or was altered.
 */
export type TokenFault = 'form' | 'protection' | 'binding'

/** The first byte of a token. */
const checksummed = 1
const encrypted = 2

/** Bytes: check sum, nonce and authentication tag of AES-256-GCM. */
const sumLength = 16
const nonceLength = 12
const tagLength = 16

/** Characters a token may have; page states hold key values, each of them at most 64 KiB. */
const maxLength = 1_048_576

/**
 * Makes tokens of page states, and opens only those that it made for the same query. The server itself takes almost any
 * page state for any query, and answers other rows than were asked for (seen on 5.0).
 *
 * With a secret a token is encrypted and authenticated by AES-256-GCM, under a key derived from the secret for this query
 * and its values: nobody can read, alter or make one. Without, it has a check sum: whoever knows this file can make
 * one, and read the key values that a page state holds. Either is a text that stands in a URL as it is.
 */
export class PageTokens {
  readonly #key: Buffer | undefined
  readonly #onClear: () => void
  #hasWarned = false

  /** `onClear` is called once, for the first page whose token is not encrypted. Deriving the key takes some 50 ms. */
  constructor(secret?: string, onClear: () => void = () => {}) {
    this.#key = secret === undefined ? undefined : scryptSync(secret, 'cassiform page tokens', 32)
    this.#onClear = onClear
  }

  /** The token of a page state. */
  seal(binding: TokenBinding, state: Buffer): string {
    if (this.#key !== undefined) return encrypt(keyOf(this.#key, binding), state).toString('base64url')
    if (binding.purpose === 'page') this.#warnOnce()
    return Buffer.concat([Buffer.of(checksummed), checkSum(binding, state), state]).toString('base64url')
  }

  /** The page state of a token, or why there is none. */
  open(binding: TokenBinding, token: unknown): Buffer | TokenFault {
    const bytes = readBytes(token)
    if (bytes === undefined) return 'form'
    if (bytes[0] !== (this.#key === undefined ? checksummed : encrypted)) return 'protection'
    if (this.#key !== undefined) return decrypt(keyOf(this.#key, binding), bytes)
    const state = bytes.subarray(1 + sumLength)
    return checkSum(binding, state).equals(bytes.subarray(1, 1 + sumLength)) ? state : 'binding'
  }

  #warnOnce(): void {
    if (this.#hasWarned) return
    this.#hasWarned = true
    this.#onClear()
  }
}

/** The bytes of a text that is what `seal` writes for them, to the letter; undefined for any other. */
function readBytes(token: unknown): Buffer | undefined {
  if (typeof token !== 'string' || token.length > maxLength) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const isWhole = bytes.length > 1 + sumLength && bytes.toString('base64url') === token
  return isWhole && (bytes[0] === checksummed || bytes[0] === encrypted) ? bytes : undefined
}

function describe({ purpose, cql, values }: TokenBinding): string {
  return canonicalText([purpose, cql, values])
}

function checkSum(binding: TokenBinding, state: Buffer): Buffer {
  return createHash('sha256').update(describe(binding)).update(state).digest().subarray(0, sumLength)
}

/** A key for each query and its values: few tokens share one, so that random nonces never meet. */
function keyOf(secretKey: Buffer, binding: TokenBinding): Buffer {
  return createHmac('sha256', secretKey).update(describe(binding)).digest()
}

function encrypt(key: Buffer, state: Buffer): Buffer {
  const version = Buffer.of(encrypted)
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(version)
  return Buffer.concat([version, nonce, cipher.update(state), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, bytes: Buffer): Buffer | 'form' | 'binding' {
  if (bytes.length < 1 + nonceLength + tagLength) return 'form'
  const nonce = bytes.subarray(1, 1 + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  decipher.setAAD(bytes.subarray(0, 1)).setAuthTag(bytes.subarray(-tagLength))
  const state = decipher.update(bytes.subarray(1 + nonceLength, -tagLength))
  try {
    decipher.final()
    return state
  } catch {
    return 'binding'
  }
}
