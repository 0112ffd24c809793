import { types } from 'cassandra-driver'
import { buildCodec } from '../../lib/codec/build-codec.js'
import { ValueRefusal } from '../../lib/codec/value-refusal.js'
import type { CqlType } from '../../lib/cql/data-type.js'
import { parseDataType } from '../../lib/cql/parse-data-type.js'

interface ColumnInfo {
  readonly code: number
  readonly info?: unknown
}

interface DriverEncoder {
  encode(value: unknown, type: ColumnInfo): Buffer | null
  decode(bytes: Buffer | null, type: ColumnInfo): unknown
}

const Encoder =
  jest.requireActual<new (protocolVersion: number, options: object) => DriverEncoder>('cassandra-driver/lib/encoder')

/** The driver's own encoder, with the options of the clients we make. */
const encoder = new Encoder(4, {
  encoding: {
    map: Map,
    set: Set,
    useBigIntAsLong: true,
    useBigIntAsVarint: true,
    useUndefinedAsUnset: true,
    copyBuffer: true,
  },
})

/** A type as the server describes it to the driver in protocol v4. */
function columnInfo(type: CqlType): ColumnInfo {
  const { dataTypes } = types
  switch (type.kind) {
    case 'native':
      return type.name === 'duration'
        ? { code: dataTypes.custom, info: 'org.apache.cassandra.db.marshal.DurationType' }
        : { code: dataTypes[type.name] }
    case 'map':
      return { code: dataTypes.map, info: [columnInfo(type.key), columnInfo(type.value)] }
    case 'list':
    case 'set':
      return { code: dataTypes[type.kind], info: columnInfo(type.element) }
    default:
      throw new Error(`${type.kind} is not encoded here`)
  }
}

/** What the driver sends for a value. */
export function sent(type: string, value: unknown): Buffer | null {
  const parsed = parseDataType(type)
  return encoder.encode(buildCodec(parsed).encode(value), columnInfo(parsed))
}

/** What is read where the given bytes are stored. */
export function read(type: string, bytes: Buffer | null): unknown {
  const parsed = parseDataType(type)
  return buildCodec(parsed).decode(encoder.decode(bytes, columnInfo(parsed)))
}

/** A value through the codec, the driver's encoder, its bytes, and back. */
export function roundTrip(type: string, value: unknown): unknown {
  return read(type, sent(type, value))
}

/** The refusal of a value; anything else that happens is a failure. */
export function refusal(type: string, value: unknown): ValueRefusal {
  try {
    buildCodec(parseDataType(type)).encode(value)
  } catch (error) {
    if (error instanceof ValueRefusal) return error
    throw error
  }
  throw new Error(`${type} took the value`)
}
