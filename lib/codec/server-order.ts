import { isMap, isSet } from 'node:util/types'
import type { CqlType, NativeTypeName } from '../cql/data-type.js'
import { partsOf } from '../cql/data-type.js'
import type { InetAddress, LocalDate, LocalTime, Tuple, Uuid, Vector } from '../driver/value-classes.js'
import { bigIntOfBytes } from './varint-bytes.js'

/** Sorts driver values as the server sorts elements of a set or keys of a map. Neither is null. */
export type Compare = (a: never, b: never) => number

/** The types of the fields of a user-defined type, by field name, in the order of their declaration. */
export type FieldTypes = (name: string) => ReadonlyMap<string, CqlType>

/**
 * Puts the sets and maps in a driver value into the order of the server, equal elements once. Inside tuples, vectors and
 * user-defined types the server keeps the bytes as they come (seen on 5.0), so that the same set in another order would
 * be another key; inside collections it sorts by itself. Undefined for types without sets and maps.
 */
export function serverOrder(type: CqlType, fieldTypes: FieldTypes): ((value: unknown) => unknown) | undefined {
  if (!holdsUnordered(type)) return undefined
  return (value) => sorted(type, fieldTypes, value)
}

function holdsUnordered(type: CqlType): boolean {
  return type.kind === 'set' || type.kind === 'map' || partsOf(type).some(holdsUnordered)
}

/** Tuples, vectors and user-defined types inside have done it for themselves; an empty collection is a buffer. */
function sorted(type: CqlType, fieldTypes: FieldTypes, value: unknown): unknown {
  if (type.kind === 'list' && Array.isArray(value)) {
    return value.map((element) => sorted(type.element, fieldTypes, element))
  }
  if (type.kind === 'set' && isSet(value)) {
    const elements = Array.from(value, (element) => sorted(type.element, fieldTypes, element))
    return new Set(distinct(elements, comparator(type.element, fieldTypes), (element) => element))
  }
  if (type.kind === 'map' && isMap(value)) {
    const entries = Array.from(
      value,
      ([k, v]) => [sorted(type.key, fieldTypes, k), sorted(type.value, fieldTypes, v)] as const,
    )
    return new Map(distinct(entries, comparator(type.key, fieldTypes), ([key]) => key))
  }
  return value
}

function distinct<T>(items: readonly T[], compare: Compare, keyOf: (item: T) => unknown): T[] {
  const order = (a: T, b: T) => compare(keyOf(a) as never, keyOf(b) as never)
  const ascending = items.toSorted(order)
  return ascending.filter((item, i) => i === 0 || order(ascending[i - 1]!, item) !== 0)
}

function comparator(type: CqlType, fieldTypes: FieldTypes): Compare {
  switch (type.kind) {
    case 'native':
      return nativeOrder[type.name]
    case 'list':
    case 'set':
      return inTurn(() => comparator(type.element, fieldTypes), elementsOf)
    case 'vector':
      return inTurn(() => comparator(type.element, fieldTypes), coordinatesOf)
    case 'map':
      return compareMaps(comparator(type.key, fieldTypes), comparator(type.value, fieldTypes))
    case 'tuple': {
      const each = type.elements.map((element) => comparator(element, fieldTypes))
      return inTurn((i) => each[i]!, elementsOf)
    }
    case 'udt': {
      const fields = [...fieldTypes(type.name)]
      const each = fields.map(([, fieldType]) => comparator(fieldType, fieldTypes))
      return inTurn(
        (i) => each[i]!,
        (value) => fields.map(([field]) => (value as Readonly<Record<string, unknown>>)[field] ?? null),
      )
    }
    case 'class':
      throw new TypeError('types are resolved before codecs are built')
  }
}

/** Place by place, absent ones first; of two with the same beginning the shorter one first. */
function inTurn(compareAt: (index: number) => Compare, parts: (value: unknown) => readonly unknown[]): Compare {
  return (a: unknown, b: unknown) => {
    const [left, right] = [parts(a), parts(b)]
    for (let i = 0; i < left.length && i < right.length; i++) {
      const order = absentFirst(compareAt(i), left[i], right[i])
      if (order !== 0) return order
    }
    return left.length - right.length
  }
}

function absentFirst(compare: Compare, a: unknown, b: unknown): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1)
  return compare(a as never, b as never)
}

function compareMaps(compareKeys: Compare, compareValues: Compare): Compare {
  const compareParts = inTurn(
    (i) => (i % 2 === 0 ? compareKeys : compareValues),
    (map) => [...elementsOf(map)].flat(),
  )
  return (a: unknown, b: unknown) => compareParts(a as never, b as never)
}

/** An empty list or set is bound as bytes. */
function elementsOf(value: unknown): readonly unknown[] {
  if (Buffer.isBuffer(value)) return []
  return Array.isArray(value) ? value : isSet(value) || isMap(value) ? [...value] : tupleElements(value)
}

function tupleElements(value: unknown): readonly unknown[] {
  return (value as Tuple | Vector).elements as readonly unknown[]
}

/** A vector of float is bound as bytes. */
function coordinatesOf(value: unknown): readonly unknown[] {
  if (!Buffer.isBuffer(value)) return tupleElements(value)
  return Array.from({ length: value.length / 4 }, (_, i) => value.readFloatBE(i * 4))
}

const byValue = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
const byText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** As `Double.compare` of Java: -0 before 0, NaN after everything. */
function byDouble(a: number, b: number): number {
  if (Object.is(a, b)) return 0
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1
  if (a === b) return Object.is(a, -0) ? -1 : 1
  return a < b ? -1 : 1
}

/** Bytes of the scale, then of the unscaled integer. */
function byDecimal(a: Buffer, b: Buffer): number {
  const [scaleA, scaleB] = [a.readInt32BE(0), b.readInt32BE(0)]
  const scale = Math.max(scaleA, scaleB)
  const at = (bytes: Buffer, own: number) => bigIntOfBytes(bytes.subarray(4)) * 10n ** BigInt(scale - own)
  return byValue(at(a, scaleA), at(b, scaleB))
}

const hexOf = (uuid: Uuid): string => uuid.getBuffer().toString('hex')
/** The time of a version 1 UUID, the high bits first. */
const timeOf = (hex: string): string => hex.slice(13, 16) + hex.slice(8, 12) + hex.slice(0, 8)

/** By version, then by time for version 1, then byte by byte (`UUIDType`). */
function byUuid(a: Uuid, b: Uuid): number {
  const [left, right] = [hexOf(a), hexOf(b)]
  if (left[12] !== right[12]) return byText(left[12]!, right[12]!)
  return (left[12] === '1' ? byText(timeOf(left), timeOf(right)) : 0) || byText(left, right)
}

/** By time, then by the other bytes as signed ones (`TimeUUIDType`). */
function byTimeUuid(a: Uuid, b: Uuid): number {
  const [left, right] = [hexOf(a), hexOf(b)]
  const signed = (hex: string) => Buffer.from(hex.slice(16), 'hex').map((byte) => byte ^ 0x80)
  return byText(timeOf(left), timeOf(right)) || Buffer.compare(signed(left), signed(right))
}

const nativeOrder: Readonly<Record<NativeTypeName, Compare>> = {
  ascii: byText,
  bigint: byValue,
  blob: (a: Buffer, b: Buffer) => Buffer.compare(a, b),
  boolean: (a: boolean, b: boolean) => Number(a) - Number(b),
  counter: byValue,
  date: (a: LocalDate, b: LocalDate) => Buffer.compare(a.toBuffer(), b.toBuffer()),
  decimal: byDecimal,
  double: byDouble,
  duration: () => 0,
  float: byDouble,
  inet: (a: InetAddress, b: InetAddress) => Buffer.compare(a.getBuffer(), b.getBuffer()),
  int: byValue,
  smallint: byValue,
  text: byText,
  time: (a: LocalTime, b: LocalTime) => Buffer.compare(a.toBuffer(), b.toBuffer()),
  timestamp: (a: Date, b: Date) => a.getTime() - b.getTime(),
  timeuuid: byTimeUuid,
  tinyint: byValue,
  uuid: byUuid,
  varint: byValue,
}
