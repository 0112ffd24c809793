/** Frames of protocol 4, as a server writes them. */

/** A column: its name, and its type as the protocol writes it. */
export interface SentColumn {
  readonly name: string
  readonly type: Buffer
}

/** A response of rows; a cell is its bytes, or null. */
export interface SentRows {
  readonly columns: readonly SentColumn[]
  readonly rows: readonly (readonly (Buffer | null)[])[]
  readonly streamId?: number
  readonly pageState?: Buffer | undefined
  readonly warnings?: readonly string[] | undefined
  readonly traceId?: Buffer | undefined
  readonly payload?: Buffer | undefined
  /** Names keyspace and table once for each column. */
  readonly specOfEach?: boolean | undefined
}

const tracing = 2
const payloads = 4
const warning = 8

/** A whole frame: header and body of `RESULT`, kind rows. */
export function rowsFrame(sent: SentRows): Buffer {
  const { columns, rows, pageState, warnings, traceId, payload, specOfEach = false } = sent
  const body = Buffer.concat([
    traceId ?? none,
    warnings === undefined ? none : Buffer.concat([short(warnings.length), ...warnings.map(string)]),
    payload === undefined ? none : Buffer.concat([short(1), string('key'), bytes(payload)]),
    int(2),
    int((specOfEach ? 0 : 1) | (pageState === undefined ? 0 : 2)),
    int(columns.length),
    pageState === undefined ? none : bytes(pageState),
    specOfEach ? none : tableSpec,
    ...columns.flatMap(({ name, type }) => [specOfEach ? tableSpec : none, string(name), type]),
    int(rows.length),
    ...rows.flat().map(bytes),
  ])
  const flags = (traceId ? tracing : 0) | (warnings ? warning : 0) | (payload ? payloads : 0)
  return frame(sent.streamId ?? 0, 8, flags, body)
}

/** A whole frame of an answer. */
export function frame(streamId: number, opcode: number, flags: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x84, flags]), short(streamId), Buffer.from([opcode]), int(body.length), body])
}

export function short(value: number): Buffer {
  return Buffer.from([(value >> 8) & 255, value & 255])
}

export function int(value: number): Buffer {
  const written = Buffer.alloc(4)
  written.writeInt32BE(value)
  return written
}

/** A text behind its length in two bytes. */
export function string(text: string): Buffer {
  return Buffer.concat([short(Buffer.byteLength(text)), Buffer.from(text)])
}

/** Bytes behind their length in four; null has a negative one. */
export function bytes(content: Buffer | null): Buffer {
  return content === null ? int(-1) : Buffer.concat([int(content.length), content])
}

const none = Buffer.alloc(0)
const tableSpec = Buffer.concat([string('ks'), string('table')])
