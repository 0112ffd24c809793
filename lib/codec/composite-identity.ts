import type { Identity } from './define-codec.js'

/** The identity of a sequence: each part preceded by its length, so that no two sequences run together alike. */
export function compositeIdentity(parts: readonly Identity[]): string {
  let identity = ''
  for (const part of parts) {
    const text = String(part)
    identity += `${text.length}:${text}`
  }
  return identity
}

/** The identity of parts whose order does not matter. */
export function unorderedIdentity(parts: Iterable<Identity>): string {
  return compositeIdentity([...parts].map(String).sort())
}
