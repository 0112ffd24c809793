import { types } from 'cassandra-driver'
import fc from 'fast-check'
import { bytes, int, short, string } from './frames.js'
import type { SentColumn, SentRows } from './frames.js'

const { dataTypes } = types

/** A type as the protocol writes it, and cells that it can have. */
interface SentType {
  readonly type: Buffer
  readonly cell: fc.Arbitrary<Buffer>
}

const ofLength = (minLength: number, maxLength = minLength): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength, maxLength }).map((content) => Buffer.from(content))
const texts = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => Buffer.from(text))
const sent = (code: number, cell: fc.Arbitrary<Buffer>, ...inside: Buffer[]): SentType => ({
  type: Buffer.concat([short(code), ...inside]),
  cell,
})

const plain: readonly SentType[] = [
  sent(dataTypes.ascii, ofLength(0, 20)),
  sent(dataTypes.bigint, ofLength(8)),
  sent(dataTypes.blob, ofLength(0, 20)),
  sent(dataTypes.boolean, ofLength(1)),
  sent(dataTypes.counter, ofLength(8)),
  sent(
    dataTypes.decimal,
    ofLength(1, 8).map((digits) => Buffer.concat([int(3), digits])),
  ),
  sent(dataTypes.double, ofLength(8)),
  sent(dataTypes.float, ofLength(4)),
  sent(dataTypes.int, ofLength(4)),
  sent(dataTypes.text, texts),
  sent(dataTypes.timestamp, ofLength(8)),
  sent(
    dataTypes.timestamp,
    fc.date({ noInvalidDate: true }).map((date) => long(BigInt(date.getTime()))),
  ),
  sent(dataTypes.uuid, ofLength(16)),
  sent(dataTypes.varchar, fc.oneof(texts, ofLength(0, 20))),
  sent(dataTypes.varint, ofLength(1, 12)),
  sent(dataTypes.timeuuid, ofLength(16)),
  sent(dataTypes.inet, fc.oneof(ofLength(4), ofLength(16))),
  sent(dataTypes.date, ofLength(4)),
  sent(dataTypes.time, fc.bigInt({ min: 0n, max: 86_399_999_999_999n }).map(long)),
  sent(dataTypes.smallint, ofLength(2)),
  sent(dataTypes.tinyint, ofLength(1)),
  sent(dataTypes.duration, fc.constant(Buffer.from('020406', 'hex'))),
]

/** Types that are made of others, and one that the server names by its class. */
const composed: readonly SentType[] = [
  sent(dataTypes.list, fc.array(texts, { maxLength: 3 }).map(listOf), short(dataTypes.text)),
  sent(dataTypes.set, fc.array(ofLength(16), { maxLength: 3 }).map(listOf), short(dataTypes.uuid)),
  sent(
    dataTypes.map,
    fc.array(fc.tuple(texts, ofLength(4)), { maxLength: 3 }).map(mapOf),
    short(dataTypes.text),
    short(dataTypes.int),
  ),
  sent(
    dataTypes.tuple,
    fc.tuple(ofLength(4), ofLength(0, 5)).map((parts) => Buffer.concat(parts.map(bytes))),
    short(2),
    short(dataTypes.int),
    short(dataTypes.blob),
  ),
  sent(
    dataTypes.udt,
    fc.tuple(texts, ofLength(8)).map((parts) => Buffer.concat(parts.map(bytes))),
    string('ks'),
    string('address'),
    short(2),
    string('street'),
    short(dataTypes.text),
    string('since'),
    short(dataTypes.bigint),
  ),
  sent(dataTypes.custom, ofLength(0, 8), string('org.example.Unknown')),
]

/** Names of columns, those among them that mean something in JavaScript or for the driver. */
const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', 'constructor', 'toString', 'get', 'keys', 'length', '0', '17', 'a"b', "it's", '\u2028', '\\'),
)

/** A column with as many cells as wanted: values, absent ones, and ones of no bytes. */
function columnOf(rows: number): fc.Arbitrary<{ column: SentColumn; cells: (Buffer | null)[] }> {
  return fc.tuple(names, fc.constantFrom(...plain, ...composed)).chain(([name, { type, cell }]) =>
    fc
      .array(fc.oneof({ weight: 6, arbitrary: cell }, fc.constant(null), fc.constant(Buffer.alloc(0))), {
        minLength: rows,
        maxLength: rows,
      })
      .map((cells) => ({ column: { name, type }, cells })),
  )
}

/** Responses of rows, with all that may stand around them. */
export const arbitraryRows: fc.Arbitrary<SentRows> = fc
  .nat({ max: 4 })
  .chain((rows) => fc.tuple(fc.constant(rows), fc.array(columnOf(rows), { minLength: 1, maxLength: 12 })))
  .chain(([rows, columns]) =>
    fc.record({
      columns: fc.constant(columns.map(({ column }) => column)),
      rows: fc.constant(Array.from({ length: rows }, (_, row) => columns.map(({ cells }) => cells[row]!))),
      pageState: fc.option(ofLength(0, 40), { nil: undefined }),
      warnings: fc.option(fc.array(fc.string(), { maxLength: 2 }), { nil: undefined, freq: 5 }),
      traceId: fc.option(ofLength(16), { nil: undefined, freq: 5 }),
      payload: fc.option(ofLength(0, 9), { nil: undefined, freq: 5 }),
      specOfEach: fc.boolean().map((yes) => yes && rows % 2 === 1),
    }),
  )

function long(value: bigint): Buffer {
  const written = Buffer.alloc(8)
  written.writeBigInt64BE(value)
  return written
}

function listOf(elements: readonly Buffer[]): Buffer {
  return Buffer.concat([int(elements.length), ...elements.map(bytes)])
}

function mapOf(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([int(entries.length), ...entries.flat().map(bytes)])
}
