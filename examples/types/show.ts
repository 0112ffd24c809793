import { inspect } from 'node:util'
import { types } from 'cassandra-driver'

/** A value as one would write it down, on one line: `49.90` is a text here and `'49.90'` is printed. */
export function show(value: unknown): string {
  if (value === undefined) return '–'
  if (value instanceof Date) return value.toISOString()
  if (value instanceof types.Duration) return `Duration ${value.toString()}`
  return inspect(value, { breakLength: Infinity, compact: true, depth: 5 })
}
