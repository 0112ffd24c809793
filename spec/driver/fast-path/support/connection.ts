import { createRequire } from 'node:module'
import { finished } from 'node:stream/promises'
import type { Transform, Writable } from 'node:stream'
import { types } from 'cassandra-driver'
import type { Parser } from '../../../../lib/driver/fast-path/driver-internals.js'

/** What the driver hands to the one who asked: a result, an error, or rows one by one. */
export interface Answer {
  readonly streamId: number
  readonly error?: string | undefined
  readonly columns?: unknown
  readonly pageState?: unknown
  readonly flags?: unknown
  readonly rows?: readonly unknown[] | undefined
}

const load = createRequire(__filename)
const streams = load('cassandra-driver/lib/streams') as {
  Protocol: new (options: object) => Transform
  Parser: new (
    options: object,
    encoder: object,
  ) => Transform & Parser & { setOptions(id: number, options: object): void }
  ResultEmitter: new (options: object) => Writable
}
const Encoder = load('cassandra-driver/lib/encoder') as new (version: number, options: object) => object

export type DriverParser = InstanceType<typeof streams.Parser>

/** The encoding of our clients. */
export const encoding = { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true, copyBuffer: true }

/** A parser as the driver makes one for each connection. */
export function newParser(options: object = encoding): DriverParser {
  return new streams.Parser({ objectMode: true }, new Encoder(4, { encoding: options }))
}

interface Header {
  readonly streamId: number
}

interface Result {
  readonly rows?: readonly object[]
  readonly meta?: { readonly columns: unknown; readonly pageState?: Buffer }
  readonly flags?: unknown
}

/** Sends chunks to a connection of the driver with this parser; resolves to what comes out of it, in order. */
export async function receive(parser: DriverParser, chunks: readonly Buffer[]): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const emitter = new streams.ResultEmitter({ objectMode: true })
  emitter.on('result', ({ streamId }: Header, error: Error | null | undefined, result?: Result) => {
    answers.push(error ? { streamId, error: String(error) } : { streamId, ...described(result ?? {}) })
  })
  emitter.on('row', ({ streamId }: Header, row: object) => answers.push({ streamId, rows: [describeRow(row)] }))
  const protocol = new streams.Protocol({ objectMode: true })
  protocol.pipe(parser).pipe(emitter)
  for (const chunk of chunks) protocol.write(chunk)
  protocol.end()
  await finished(emitter)
  return answers
}

function described({ rows, meta, flags }: Result): Omit<Answer, 'streamId'> {
  return { flags, columns: meta?.columns, pageState: meta?.pageState, rows: rows?.map(describeRow) }
}

/** A row of the driver; the typings know an interface only. */
interface DriverRow {
  readonly __columns: readonly unknown[]
  keys(): unknown
  values(): readonly unknown[]
  get(name: number): unknown
  forEach(callback: (value: unknown, name: string) => void): void
}

const { Row } = types as unknown as { readonly Row: { new (): DriverRow; readonly prototype: DriverRow } }

/** All that a row can be asked for. */
function describeRow(row: object): unknown {
  if (!(row instanceof Row)) return row
  const told: unknown[] = []
  row.forEach((value, name) => told.push([name, comparable(value)]))
  return {
    entries: Object.entries(row).map(([name, value]) => [name, comparable(value)]),
    told,
    keys: Row.prototype.keys.call(row),
    values: Row.prototype.values.call(row).map(comparable),
    byIndex: row.__columns.map((_, i) => comparable(Row.prototype.get.call(row, i))),
    columns: row.__columns,
  }
}

/** What two dates out of range, which are none, have in common. */
function comparable(value: unknown): unknown {
  if (value instanceof Date) return { date: value.getTime() }
  return value instanceof types.LocalDate ? { localDate: value.toString() } : value
}
