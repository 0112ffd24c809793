import { types } from 'cassandra-driver'
import type { SourceBuilder } from '../../../codegen/source-builder.js'
import { TimeUuid, Uuid } from '../../value-classes.js'

/** How generated code reads the cells of a type out of a frame: by `buffer`, its `view`, `offset` and `length` of the cell. */
export interface InlineCell {
  /** The condition; a cell of another length is left to the driver, an absent one has a negative length. */
  readonly takes: string
  /** The value. */
  readonly term: (builder: SourceBuilder) => string
}

const fixed = (bytes: number, term: string): InlineCell => ({ takes: `length === ${bytes}`, term: () => term })
const anyLength = (term: InlineCell['term']): InlineCell => ({ takes: 'length >= 0', term })

const { dataTypes } = types
const text = anyLength(() => 'buffer.utf8Slice(offset, offset + length)')
const long = fixed(8, 'view.getBigInt64(offset)')

/**
 * By type code: the values that the driver gives with the encoding of our clients (`bigint` for 64 bits, bytes copied). Types that
 * are missing are decoded by the driver.
 */
export const inlineCells: ReadonlyMap<number, InlineCell> = new Map<number, InlineCell>([
  [dataTypes.ascii, anyLength(() => 'buffer.asciiSlice(offset, offset + length)')],
  [dataTypes.bigint, long],
  [dataTypes.blob, anyLength((builder) => `${builder.capture('copy', copyBytes)}(buffer, offset, length)`)],
  [dataTypes.boolean, fixed(1, 'buffer[offset] !== 0')],
  [dataTypes.counter, long],
  [dataTypes.double, fixed(8, 'view.getFloat64(offset)')],
  [dataTypes.float, fixed(4, 'view.getFloat32(offset)')],
  [dataTypes.int, fixed(4, 'view.getInt32(offset)')],
  [dataTypes.smallint, fixed(2, 'view.getInt16(offset)')],
  [dataTypes.text, text],
  [dataTypes.timestamp, fixed(8, 'new Date(view.getInt32(offset) * 4294967296 + view.getUint32(offset + 4))')],
  [dataTypes.timeuuid, uuidOf(TimeUuid)],
  [dataTypes.tinyint, fixed(1, 'view.getInt8(offset)')],
  [dataTypes.uuid, uuidOf(Uuid)],
  [dataTypes.varchar, text],
])

function uuidOf(Class: typeof Uuid | typeof TimeUuid): InlineCell {
  return {
    takes: 'length === 16',
    term: (builder) =>
      `new ${builder.capture('Uuid', Class)}(${builder.capture('copy', copyBytes)}(buffer, offset, length))`,
  }
}

/** Bytes that share nothing with the chunk of the network they stand in. */
function copyBytes(buffer: Buffer, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  buffer.copy(bytes, 0, offset, offset + length)
  return bytes
}
