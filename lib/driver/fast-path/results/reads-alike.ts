import { isDeepStrictEqual } from 'node:util'
import type { DriverRow } from '../../driver.js'
import { ColumnLists } from './column-lists.js'
import { resultOpcode, Row } from '../driver-internals.js'
import type { Parser, ParseResult, ResultMetadata } from '../driver-internals.js'
import { parseResultBy } from './parse-result.js'
import { emptySample, rowsOfSamples, samples } from './sample-frame.js'

/**
 * Whether the fast path gives what this parser gives, of every sample: the same rows, columns and page state. False also
 * where the parser is made in another way than we know.
 */
export function readsAlike(parser: Parser): boolean {
  try {
    const parseResult = parseResultBy(new ColumnLists({ rowsWorthCompiling: 0 }), parser)
    return pushesResults(parser) && samples.every((body) => areAlike(parser, parseResult, body))
  } catch {
    return false
  }
}

/** Whether results are made of what we make them of: the driver makes one, instead of items a row, where there are no rows. */
function pushesResults(parser: Parser): boolean {
  const [item] = read(parser, parser.parseResult, emptySample)
  return Object.keys(item?.result ?? {}).join() === 'rows,meta,flags'
}

function areAlike(parser: Parser, parseResult: ParseResult, body: Buffer): boolean {
  const stock = plain(read(parser, parser.parseResult, body))
  return stock.rows.length === rowsOfSamples && isDeepStrictEqual(stock, plain(read(parser, parseResult, body)))
}

/** What a parser pushes on: all rows in one result, or one item a row. */
interface Pushed {
  readonly row?: DriverRow
  readonly meta?: ResultMetadata
  readonly result?: { readonly rows: readonly DriverRow[]; readonly meta: ResultMetadata }
}

function read(parser: Parser, parseResult: ParseResult, body: Buffer): readonly Pushed[] {
  const pushed: Pushed[] = []
  const probe = Object.create(parser, {
    parseResult: { value: parseResult },
    push: { value: (item: Pushed) => pushed.push(item) },
  }) as Parser
  const header = { version: 4, flags: 0, streamId: 0, opcode: resultOpcode, bodyLength: body.length }
  probe.parseBody({}, { header, chunk: body, offset: 0, frameEnded: true })
  return pushed
}

/** The same for both ways of pushing. */
function plain(pushed: readonly Pushed[]) {
  const rows = pushed.flatMap(({ row, result }) => result?.rows ?? row ?? [])
  return {
    meta: pushed[0]?.result?.meta ?? pushed[0]?.meta,
    rows: rows.map((row) => [row instanceof Row, Object.entries(row)]),
  }
}
