import type { Codec } from '../codec/codec.js'
import { buildElementCodec } from '../codec/build-codec.js'
import { describeValue } from '../codec/describe-value.js'
import { refuse } from '../codec/value-refusal.js'
import type { CqlType, MapType, SequenceType } from '../cql/data-type.js'
import type { Relation } from '../cql/statement.js'
import type { ColumnModel } from '../model/table-model.js'

/** Where a binder finds a value: in which of its arguments, and along which properties. */
export interface MarkerSource {
  /** Index of the argument of `bind`: 0 the entity, key or condition; 1 the patch or the options; 2 the options. */
  readonly argument: 0 | 1 | 2
  readonly path: readonly (string | number)[]
}

/** A bind marker of a plan: what it is called, where its value comes from and how it is encoded. */
export interface Marker {
  /** For people: `sensorId`, `in(day)`, `ttl`. */
  readonly name: string
  /** Property of the entity it belongs to; undefined for options. */
  readonly property: string | undefined
  /** A key column: its value may be neither absent nor null. */
  readonly isKey: boolean
  /** A cell that may be left alone (`undefined`) or deleted (`null`). */
  readonly isNullable: boolean
  readonly source: MarkerSource
  /** What is bound is taken from the cell. */
  readonly isTaken?: boolean
  /** The type of the cell it writes; undefined for keys, conditions and options. */
  readonly cell?: CqlType | undefined
  /** Property value → driver value; throws `ValueRefusal`. */
  readonly encode: (value: unknown) => unknown
}

/** A key column or a restriction of `where`: always bound, never absent. */
export function requiredMarker(column: ColumnModel, source: MarkerSource): Marker {
  const { propertyName, conditionCodec, isKey } = column
  return { name: propertyName, property: propertyName, isKey, isNullable: false, source, encode: conditionCodec.encode }
}

/** A key column of a row that is written, and may come into being by it: never absent. */
export function keyMarker(column: ColumnModel, source: MarkerSource): Marker {
  return { ...requiredMarker(column, source), encode: column.codec.encode }
}

/** `"id" = ?` for each column of a key that is the first argument of `bind`: the row or partition that is written. */
export function keyRelations(columns: readonly ColumnModel[]): readonly Relation<Marker>[] {
  return columns.map((column) => ({
    column: column.quotedName,
    operator: '=',
    marker: keyMarker(column, { argument: 0, path: [column.propertyName] }),
  }))
}

/** All values of an `IN ?`. */
export function listMarker(column: ColumnModel, source: MarkerSource): Marker {
  return { ...listOf(requiredMarker(column, source)), name: `in(${column.propertyName})`, isKey: false }
}

/** What `CONTAINS ?` asks for: an element of a list or set, a value of a map. */
export function elementMarker(column: ColumnModel, source: MarkerSource): Marker {
  const { type } = column
  return partMarker(column, type.kind === 'map' ? type.value : (type as SequenceType).element, source)
}

/** What `CONTAINS KEY ?` asks for, and the place of `"map"[?] = ?`. */
export function keyOfEntryMarker(column: ColumnModel, source: MarkerSource): Marker {
  return partMarker(column, (column.type as MapType).key, source)
}

/** The value of `"map"[?] = ?`. */
export function valueOfEntryMarker(column: ColumnModel, source: MarkerSource): Marker {
  return partMarker(column, (column.type as MapType).value, source)
}

/** The codec of a part of a collection that is compared or looked for: an enum holds for what is stored only. */
export function partCodec({ codecOptions }: ColumnModel, part: CqlType): Codec {
  return buildElementCodec(part, { ...codecOptions, allowed: undefined, isCondition: true })
}

function partMarker(column: ColumnModel, part: CqlType, source: MarkerSource): Marker {
  const { propertyName } = column
  const { encode } = partCodec(column, part)
  return { name: propertyName, property: propertyName, isKey: false, isNullable: false, source, encode }
}

/** A pattern of `LIKE ?`; `isInside`: it may begin with `%`. The text of an entity would be another one where it has a transformer, so that is left alone. */
export function patternMarker({ propertyName, type }: ColumnModel, source: MarkerSource, isInside: boolean): Marker {
  const { encode: encodeText } = buildElementCodec(type)
  const encode = (pattern: unknown): unknown => {
    if (isInside || !String(pattern).startsWith('%')) return encodeText(pattern)
    refuse('text', "a pattern such as 'Ab%'", "one that begins with '%', which needs a SASI index of mode 'CONTAINS'")
  }
  return { name: propertyName, property: propertyName, isKey: false, isNullable: false, source, encode }
}

/** `token("a", "b") > ?` */
export function tokenMarker({ propertyName }: ColumnModel, source: MarkerSource): Marker {
  const name = 'token'
  return { name, property: propertyName, isKey: false, isNullable: false, source, encode: encodeToken }
}

/** A token as Murmur3 makes them: 64 bits with a sign. */
function encodeToken(value: unknown): bigint {
  const isText = typeof value === 'string' && /^-?\d{1,19}$/.test(value)
  const token = isText ? BigInt(value) : value
  if (typeof token === 'bigint' && BigInt.asIntN(64, token) === token) return token
  refuse('bigint', 'a token from -2^63 to 2^63 - 1, as a bigint or a decimal text', describeValue(value))
}

/** A value of `Raw`: the driver encodes it for the type that the server reports. */
export function rawMarker({ propertyName }: ColumnModel, source: MarkerSource): Marker {
  const encode = (value: unknown): unknown => value
  return { name: `raw(${propertyName})`, property: propertyName, isKey: false, isNullable: false, source, encode }
}

/** A cell that is written. */
export function cellMarker({ propertyName, codec, type }: ColumnModel, source: MarkerSource): Marker {
  const { encode } = codec
  return { name: propertyName, property: propertyName, isKey: false, isNullable: true, source, cell: type, encode }
}

/** The operand of a change to a collection, encoded by a codec of its own (the keys to remove from a map, …). */
export function operandMarker({ propertyName }: ColumnModel, codec: Codec, source: MarkerSource): Marker {
  const { encode, type } = codec
  return { name: propertyName, property: propertyName, isKey: false, isNullable: false, source, cell: type, encode }
}

/** What a column, or a part of it, is compared with in `IF`: always bound, never absent. */
export function conditionMarker(
  { propertyName }: ColumnModel,
  name: string,
  codec: Codec,
  source: MarkerSource,
): Marker {
  return { name, property: propertyName, isKey: false, isNullable: false, source, encode: codec.encode }
}

/** All values of an `IN ?`, each encoded as one. */
export function listOf(marker: Marker): Marker {
  const encode = (values: unknown) => (values as readonly unknown[]).map((value) => marker.encode(value))
  return { ...marker, encode }
}

/** The index of an element of a list. */
export function indexMarker({ propertyName }: ColumnModel, source: MarkerSource): Marker {
  return {
    name: `index(${propertyName})`,
    property: propertyName,
    isKey: false,
    isNullable: false,
    source,
    encode: (value) => encodeInteger(value, 0, 2_147_483_647),
  }
}

/** `LIMIT ?`, `PER PARTITION LIMIT ?`: rows. The server takes 0 and less for an error, unset for no limit. */
export function limitMarker(option: 'limit' | 'perPartitionLimit', source: MarkerSource, max = 2_147_483_647): Marker {
  return optionMarker(option, source, (value) => encodeInteger(value, 1, max))
}

/** Longest TTL the server takes: twenty years, in seconds. */
const maxTtl = 630_720_000

/** `USING TTL ?`: seconds; 0 is none at all, whatever the table's default is. */
export function ttlMarker(source: MarkerSource): Marker {
  return optionMarker('ttl', source, (value) => encodeInteger(value, 0, maxTtl))
}

/** `USING TIMESTAMP ?`: microseconds since 1970 as a bigint, or a Date. */
export function timestampMarker(source: MarkerSource): Marker {
  return optionMarker('timestamp', source, microseconds)
}

/** A bound of the range of tokens that a request of a scan reads. */
export function scanMarker(bound: 'after' | 'upTo', source: MarkerSource): Marker {
  return optionMarker(bound, source, encodeToken)
}

function optionMarker(option: string, source: MarkerSource, encode: Marker['encode']): Marker {
  return { name: option, property: undefined, isKey: false, isNullable: false, source, encode }
}

function encodeInteger(value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  refuse('int', `an integer from ${min} to ${max}`, typeof value === 'number' ? 'another number' : describeValue(value))
}

/** A timestamp option in microseconds since 1970; throws `ValueRefusal` for what is neither a bigint nor a Date. */
export function microseconds(value: unknown): bigint {
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value
  if (Object.prototype.toString.call(value) === '[object Date]' && !Number.isNaN((value as Date).getTime())) {
    return BigInt((value as Date).getTime()) * 1000n
  }
  refuse('bigint', 'a bigint of microseconds since 1970, or a valid Date', describeValue(value))
}
