/**
 * Cells of `system_schema` as plain values. A given client may have its own encoding for collections, so maps may come
 * as `Map` or as objects; and a cell that a server version does not fill is null.
 */

/** A text cell; empty if it is null. */
export function textCell(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A number cell; zero if it is null. */
export function numberCell(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** A `list<text>` cell; empty if it is null. */
export function listCell(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : []
}

/** A uuid cell, as text in lower case. */
export function uuidCell(value: unknown): string {
  return value === null || value === undefined ? '' : (value as { toString(): string }).toString().toLowerCase()
}

/** A `map<text, text>` cell; empty if it is null. */
export function mapCell(value: unknown): ReadonlyMap<string, string> {
  if (value instanceof Map) return value as ReadonlyMap<string, string>
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(Object.entries(value as Record<string, string>))
}
