/**
 * Bound values as one text, so that equal values have the same text and others have another: what page tokens are bound
 * to. Values are as the driver takes them: its own value classes count by their fields, sets and maps by their elements in
 * any order, an unset value is not a null.
 */
export function canonicalText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return part('s', value)
    case 'object':
      return value === null ? 'n' : canonicalObject(value)
    case 'number':
      return part('d', Object.is(value, -0) ? '-0' : String(value))
    default:
      return part(typeof value, String(value))
  }
}

function canonicalObject(value: object): string {
  if (value instanceof Date) return part('t', String(value.getTime()))
  if (value instanceof Uint8Array) return part('x', Buffer.from(value).toString('latin1'))
  if (ArrayBuffer.isView(value)) return list('f', Array.from(value as unknown as Iterable<number>, canonicalText))
  if (Array.isArray(value)) return list('a', value.map(canonicalText))
  if (value instanceof Set) return list('S', Array.from(value, canonicalText).sort())
  if (value instanceof Map) return list('M', Array.from(value, (entry) => list('e', entry.map(canonicalText))).sort())
  const fields = Object.entries(value).map((field) => list('e', field.map(canonicalText)))
  return list('o', fields.sort())
}

/** With its length, so that no text can pass for the end of itself and the beginning of another. */
function part(kind: string, text: string): string {
  return `${kind}${text.length}:${text}`
}

function list(kind: string, items: readonly string[]): string {
  return part(kind, items.join(''))
}
