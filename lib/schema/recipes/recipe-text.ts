import { freeze, isMulticell, printDataType } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import { parseDataType } from '../../cql/parse-data-type.js'

/** A text as TypeScript: in single quotes, on one line. */
export function literal(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

/** A property of an object as people write it: `row.site`, `row['odd name']`. */
export function propertyOf(object: string, property: string): string {
  return isPlain(property) ? `${object}.${property}` : `${object}[${literal(property)}]`
}

/** The same inside an object literal. */
export function propertyName(property: string): string {
  return isPlain(property) ? property : literal(property)
}

/** A name that nothing has yet: `value_2`, or the next number. */
export function freeName(name: string, separator: string, isTaken: (candidate: string) => boolean): string {
  for (let i = 2; ; i++) {
    const candidate = `${name}${separator}${i}`
    if (!isTaken(candidate)) return candidate
  }
}

/** What a type text of the server means; undefined for one that this version cannot read. */
export function typeOf(text: string): CqlType | undefined {
  try {
    return parseDataType(text, { userTypes: true })
  } catch {
    return undefined
  }
}

/** The condition under which a property holds nothing worth copying: absent collections that are not frozen read as empty ones. */
export function isNothing(expression: string, type: CqlType | undefined): string {
  if (type === undefined || !isMulticell(type) || type.kind === 'udt') return `${expression} == null`
  return `${expression}.${type.kind === 'list' ? 'length' : 'size'} === 0`
}

const numbers = ['int', 'smallint', 'tinyint', 'float', 'double']
const integers = ['bigint', 'varint', 'counter']
const texts = ['text', 'varchar', 'ascii']

/** An expression of one type as one of another, where that is plain; the expression itself otherwise, marked as yours to finish. */
export function converted(expression: string, is: CqlType | undefined, wanted: CqlType): string {
  if (is !== undefined && printDataType(freeze(is)) === printDataType(freeze(wanted))) return expression
  const from = nativeName(is)
  const to = nativeName(wanted)
  const isNumber = numbers.includes(from) || integers.includes(from) || from === 'decimal' || texts.includes(from)
  if (texts.includes(to) && (isNumber || from.endsWith('uuid'))) return `String(${expression})`
  if (numbers.includes(to) && isNumber) return `Number(${expression})`
  if (integers.includes(to) && isNumber && from !== 'decimal') return `BigInt(${expression})`
  if (to === 'decimal' && isNumber) return `String(${expression})`
  if (wanted.kind === 'set' && is?.kind === 'list') return `new Set(${expression})`
  if (wanted.kind === 'list' && is?.kind === 'set') return `[...${expression}]`
  return `${expression} /* to be turned into ${printDataType(wanted).replaceAll('*/', '* /')} */`
}

function nativeName(type: CqlType | undefined): string {
  return type?.kind === 'native' ? type.name : ''
}

function isPlain(property: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(property)
}
