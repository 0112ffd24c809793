import { StatementError } from '../errors/statement-error.js'
import { operatorOn } from './operators.js'
import type { Operator } from './operators.js'

/**
 * `"tags" CONTAINS ?`: collections with this element, maps with this value. Answered by an index on the values, the
 * target of an index that says none; for frozen collections by filtering only.
 */
export function Contains<const T>(element: T): Operator<T, 'contains'> {
  return operatorOn('Contains', 'contains', [element])
}

/** `"counts" CONTAINS KEY ?`: maps with this key. Answered by `@Index({ target: 'keys' })`. */
export function ContainsKey<const K>(key: K): Operator<K, 'containsKey'> {
  return operatorOn('ContainsKey', 'containsKey', [key])
}

/** `"counts"[?] = ?`: maps that have this value under this key. Answered by `@Index({ target: 'entries' })`. */
export function ContainsEntry<const K, const V>(key: K, value: V): Operator<readonly [K, V], 'containsEntry'> {
  return operatorOn('ContainsEntry', 'containsEntry', [key, value])
}

/**
 * `"name" LIKE ?`: texts that begin (`'Ab%'`), end (`'%yz'`) or go on (`'%mn%'`) like this. Answered by
 * `@Index({ using: 'sasi' })` only, and `%` in front only with `options: { mode: 'CONTAINS' }`.
 */
export function Like(pattern: string): Operator<string, 'like'> {
  const isPattern = typeof pattern === 'string' && pattern.replace(/^%|%$/g, '') !== '' && pattern !== '%%'
  if (isPattern) return operatorOn('Like', 'like', [pattern])
  throw new StatementError("Like() takes a text with more than '%' in it.", {
    code: 'E_OPERAND',
    hint: "Write Like('Ab%').",
  })
}
