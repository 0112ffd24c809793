import type { ResultMetadata } from '../driver-internals.js'
import { RowReader } from './row-reader.js'

/** How much is remembered, and when generated code pays. */
export interface ColumnListsOptions {
  /** Lists; above what an application has of results. Their bytes and decoders are a few kilobytes each. */
  readonly capacity?: number
  /** To generate a decoder takes as long as the driver takes for about so many rows of ten columns. */
  readonly rowsWorthCompiling?: number
}

/** The columns of a result: the bytes that describe them, and what they were read as. */
export class ColumnList {
  readonly rows: RowReader

  constructor(
    private readonly bytes: Buffer,
    /** As the driver read it, without the page state of the first response. */
    private readonly metadata: ResultMetadata,
    rowsWorthCompiling: number,
  ) {
    this.rows = new RowReader(metadata.columns, rowsWorthCompiling)
  }

  /** How many bytes describe the columns. */
  get length(): number {
    return this.bytes.length
  }

  /** Whether it is this list, and no other, that a response describes: all its bytes are compared. */
  isAt(buffer: Buffer, start: number, count: number): boolean {
    const end = start + this.bytes.length
    return (
      count === this.metadata.columns.length &&
      end <= buffer.length &&
      buffer.compare(this.bytes, 0, this.bytes.length, start, end) === 0
    )
  }

  /** What the driver would have read: an object of its own, with the same array of columns each time. */
  metadataOf(pageState: Buffer | undefined): ResultMetadata {
    const { keyspace, table, columns, columnsByName } = this.metadata
    const metadata = { global_tables_spec: true, keyspace: keyspace!, table: table!, columns, columnsByName }
    return pageState === undefined ? metadata : { pageState, ...metadata }
  }
}

/**
 * The results that a client has seen, by what describes them. A column that is added, renamed or of another type makes
 * other bytes, so nothing here ever goes stale. The oldest is forgotten where there are too many.
 */
export class ColumnLists {
  readonly #lists = new Map<number, ColumnList>()
  readonly #capacity: number
  readonly #rowsWorthCompiling: number

  constructor({ capacity = 1000, rowsWorthCompiling = 64 }: ColumnListsOptions = {}) {
    this.#capacity = capacity
    this.#rowsWorthCompiling = rowsWorthCompiling
  }

  get size(): number {
    return this.#lists.size
  }

  /** The list that begins at `start`; undefined for one that was not seen, or was forgotten. */
  find(buffer: Buffer, start: number, count: number): ColumnList | undefined {
    const list = this.#lists.get(fingerprint(buffer, start, count))
    return list?.isAt(buffer, start, count) === true ? list : undefined
  }

  /** Remembers what the driver read from the bytes between `start` and `end`. */
  remember(buffer: Buffer, start: number, end: number, metadata: ResultMetadata): ColumnList {
    const bytes = Buffer.from(buffer.subarray(start, end))
    const key = fingerprint(bytes, 0, metadata.columns.length)
    if (!this.#lists.has(key) && this.#lists.size >= this.#capacity) this.#forgetOldest()
    const list = new ColumnList(bytes, metadata, this.#rowsWorthCompiling)
    this.#lists.set(key, list)
    return list
  }

  #forgetOldest(): void {
    for (const key of this.#lists.keys()) {
      this.#lists.delete(key)
      return
    }
  }
}

/** Type codes above it describe what is inside them. */
const lastPlainType = 0x15

/**
 * Where to look for a list: made of its first names and types, never past the bytes that describe it. Two lists may have the same; then
 * only the later one is found.
 */
function fingerprint(buffer: Buffer, start: number, count: number): number {
  let hash = count
  let at = start
  for (let i = 0; i < 2; i++) at += 2 + shortAt(buffer, at)
  for (let i = 0; i < count && at < buffer.length; i++) {
    const end = at + 2 + shortAt(buffer, at)
    const type = shortAt(buffer, end)
    hash = (Math.imul(hash, 31) + type * 65_536 + buffer[end - 1]! * 256 + buffer[at + 2]! + (end - at)) | 0
    if (type === 0 || type > lastPlainType) break
    at = end + 2
  }
  return hash
}

function shortAt(buffer: Buffer, at: number): number {
  return (buffer[at]! << 8) | buffer[at + 1]!
}
