import type { CqlType, NativeTypeName } from '../cql/data-type.js'

/** Names of the server's own classes for types, without their package. */
const natives: Readonly<Record<string, NativeTypeName>> = {
  AsciiType: 'ascii',
  BooleanType: 'boolean',
  ByteType: 'tinyint',
  BytesType: 'blob',
  DecimalType: 'decimal',
  DoubleType: 'double',
  DurationType: 'duration',
  FloatType: 'float',
  InetAddressType: 'inet',
  Int32Type: 'int',
  IntegerType: 'varint',
  LongType: 'bigint',
  ShortType: 'smallint',
  SimpleDateType: 'date',
  TimeType: 'time',
  TimestampType: 'timestamp',
  TimeUUIDType: 'timeuuid',
  UTF8Type: 'text',
  UUIDType: 'uuid',
}

/**
 * A type that the protocol knows only by the server's class: `org.apache.cassandra.db.marshal.VectorType(…FloatType , 3)`.
 * Undefined for classes that are not of this list, user-defined types inside vectors among them.
 */
export function parseMarshalType(text: string): CqlType | undefined {
  const [, name, , inside] = /^\s*(?:[\w.]+\.)?(\w+)\s*(\((.*)\))?\s*$/s.exec(text) ?? []
  if (name === undefined) return undefined
  if (inside === undefined) return natives[name] && { kind: 'native', name: natives[name] }
  const parts = splitArguments(inside)
  const types = parts.map(parseMarshalType)
  const [first, second] = types
  switch (name) {
    case 'FrozenType':
    case 'ReversedType':
      return first
    case 'VectorType':
      return first && { kind: 'vector', element: first, dimensions: Number(parts[1]) }
    case 'ListType':
    case 'SetType':
      return first && { kind: name === 'ListType' ? 'list' : 'set', frozen: true, element: first }
    case 'MapType':
      return first && second && { kind: 'map', frozen: true, key: first, value: second }
    case 'TupleType':
      return types.every((type) => type !== undefined) ? { kind: 'tuple', elements: types } : undefined
    default:
      return undefined
  }
}

/** Splits at the commas that stand in no brackets. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')') depth--
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}
