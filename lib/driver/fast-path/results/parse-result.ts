import type { DriverRow } from '../../driver.js'
import type { ColumnList, ColumnLists } from './column-lists.js'
import { rowsKind } from '../driver-internals.js'
import type { CellDecoder, FrameReader, Parser, ParseResult, ResultMetadata } from '../driver-internals.js'

/** Flags of the metadata of a result. With others than these two there is more to read. */
const oneTable = 1
const morePages = 2

/**
 * A way to read results that takes those of rows itself, where the driver has them whole, and leaves everything else to
 * it: other results, rows that are wanted one by one, and whatever is not as expected.
 */
export function parseResultBy(lists: ColumnLists, { parseResult }: Parser): ParseResult {
  return function (frame, reader) {
    if (frame.byRow === true || frame.meta !== undefined) return parseResult.call(this, frame, reader)
    const start = reader.offset
    const result = readResult(lists, this.encoder, reader)
    if (result === undefined) {
      reader.offset = start
      return parseResult.call(this, frame, reader)
    }
    const { meta, rows } = result
    frame.kind = rowsKind
    frame.meta = meta
    if (rows === undefined) return this.parseRows(frame, reader)
    this.push({ header: frame.header, result: { rows, meta, flags: frame.flagsInfo } })
  }
}

interface Result {
  readonly meta: ResultMetadata
  /** Undefined where the driver is to read them. */
  readonly rows: readonly DriverRow[] | undefined
}

/** Undefined where the driver is to read everything, from the beginning: it knows what to say of a broken frame. */
function readResult(lists: ColumnLists, encoder: CellDecoder, reader: FrameReader): Result | undefined {
  try {
    const described = readDescription(lists, reader)
    if (described === undefined) return undefined
    const { buf: buffer, offset } = reader
    const count = buffer.readInt32BE(offset)
    const decode = count > 0 ? described.list.rows.decoderFor(count) : undefined
    return { meta: described.meta, rows: decode?.(buffer, offset + 4, count, encoder) }
  } catch {
    return undefined
  }
}

interface Described {
  readonly list: ColumnList
  readonly meta: ResultMetadata
}

/** Reads what the rows consist of, as far as the number of rows; the driver reads what was not seen before. */
function readDescription(lists: ColumnLists, reader: FrameReader): Described | undefined {
  const { buf: buffer, offset } = reader
  if (buffer.readInt32BE(offset) !== rowsKind) return undefined
  const flags = buffer.readInt32BE(offset + 4)
  if ((flags & ~morePages) !== oneTable) return undefined
  const count = buffer.readInt32BE(offset + 8)
  const pageState = (flags & morePages) === 0 ? undefined : pageStateAt(buffer, offset + 12)
  const start = offset + 12 + (pageState === undefined ? 0 : 4 + pageState.length)
  const known = lists.find(buffer, start, count)
  if (known !== undefined) {
    reader.offset = start + known.length
    return { list: known, meta: known.metadataOf(pageState) }
  }
  reader.offset = offset + 4
  const meta = reader.readMetadata(rowsKind)
  return { list: lists.remember(buffer, start, reader.offset, meta), meta }
}

/** A copy, as the driver makes one: the chunk of the network need not be kept for it. */
function pageStateAt(buffer: Buffer, offset: number): Buffer {
  const length = buffer.readInt32BE(offset)
  if (length < 0 || offset + 4 + length > buffer.length) throw new RangeError('a page state ends beyond its frame')
  return Buffer.from(buffer.subarray(offset + 4, offset + 4 + length))
}
