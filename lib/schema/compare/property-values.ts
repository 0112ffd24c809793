import type { PropertyValue } from '../../cql/schema-statement.js'

/** A map as CQL writes it, for messages: `{'class': 'LZ4Compressor'}`. */
export function printMap(map: ReadonlyMap<string, string>): string {
  return `{${[...map].map(([key, value]) => `'${key}': '${value}'`).join(', ')}}`
}

/** A property value for messages. */
export function printPropertyValue(value: PropertyValue): string {
  if (typeof value === 'string') return `'${value}'`
  return typeof value === 'object' ? printMap(value) : String(value)
}

/** Whether two class names mean the same class: the server writes in full what may be typed without its package. */
export function sameClassName(a: string, b: string): boolean {
  return simpleName(a) === simpleName(b)
}

/**
 * A speculative retry policy as the server spells it: `99PERCENTILE` is stored as `99p`, `NONE` as `NEVER`, and the
 * fraction of milliseconds is cut off.
 */
export function normaliseSpeculativeRetry(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, '')
    .replaceAll('percentile', 'p')
    .replace(/^none$/, 'never')
    .replace(/([\d.]+)ms/g, (_, milliseconds: string) => `${Math.trunc(Number(milliseconds))}ms`)
    .replace(/([\d.]+)p/g, (_, percentile: string) => `${Number(percentile)}p`)
}

function simpleName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1)
}
