import { types } from 'cassandra-driver'
import { Long } from '../../value-classes.js'
import type { BatchRequest, CellEncoder, ExecuteRequest, PreparedMember } from '../driver-internals.js'
import { cellWriterOf } from './cell-writers.js'
import type { WriteCell } from './cell-writers.js'
import { MessageBuffer } from './message-buffer.js'

type PreparedColumns = PreparedMember['meta']['columns']

/** The version of the protocol that messages are written in; of others the driver writes them. */
export const protocolVersion = 4

/** Protocol v4 §2.4. */
const opcode = { execute: 10, batch: 13 } as const
/** Flag of the header, §2.2. */
const tracing = 2
/** Flags of an EXECUTE message, §4.1.4, of which a BATCH message has the last two. */
const flag = { values: 1, pageSize: 4, pageState: 8, serialConsistency: 16, timestamp: 32 } as const

/** A member of a batch is given by the id of its statement, not by its text. */
const byId = 1

/**
 * Writes messages of prepared statements as the driver does (protocol v4 §4.1.6 and §4.1.7), in one buffer instead of several
 * a value. `undefined` where there is more in a request than it knows of, or a number that has no room: then the driver is
 * to write it, or to refuse it. Throws what the driver throws for a value that it refuses.
 *
 * One at a time: the driver asks for messages from `process.nextTick`, and to encode what codecs bind runs no code of users.
 */
export class RequestWriter {
  readonly #message = new MessageBuffer()
  /** By columns of a statement, which the driver keeps as long as the statement. */
  readonly #writers = new WeakMap<PreparedColumns, readonly WriteCell[]>()

  execute(request: ExecuteRequest, encoder: CellEncoder, streamId: number): Buffer | undefined {
    const { options, queryId, meta } = request
    const params = request.params ?? noValues
    const fetchSize = options.getFetchSize() ?? 0
    const serialConsistency = options.getSerialConsistency() ?? 0
    if (!isPlain(request, encoder) || !isShort(request.consistency) || !isShort(serialConsistency)) return undefined
    if (request.namedParameters || params.length > meta.columns.length || fetchSize > maxInt) return undefined
    const message = this.#message
    const pageState = options.getPageState()
    message.begin()
    message.short(queryId.length)
    message.raw(queryId)
    message.short(request.consistency)
    message.byte(
      (params.length > 0 ? flag.values : 0) |
        (fetchSize > 0 ? flag.pageSize : 0) |
        (pageState ? flag.pageState : 0) |
        commonFlags(request, serialConsistency),
    )
    if (params.length > 0) this.#values(params, meta.columns, encoder)
    if (fetchSize > 0) message.int(fetchSize)
    if (pageState) message.content(pageState)
    return this.#finish(request, serialConsistency, streamId, opcode.execute)
  }

  batch(request: BatchRequest, encoder: CellEncoder, streamId: number): Buffer | undefined {
    const { options, queries } = request
    const consistency = options.getConsistency()
    const serialConsistency = options.getSerialConsistency() ?? 0
    if (!isPlain(request, encoder) || !isShort(consistency) || !isShort(serialConsistency)) return undefined
    if (queries.length === 0 || !isShort(queries.length) || !queries.every(isPrepared)) return undefined
    const message = this.#message
    message.begin()
    message.byte(request.type)
    message.short(queries.length)
    for (const { queryId, params, meta } of queries) {
      message.byte(byId)
      message.short(queryId.length)
      message.raw(queryId)
      this.#values(params, meta.columns, encoder)
    }
    message.short(consistency)
    message.byte(commonFlags(request, serialConsistency))
    return this.#finish(request, serialConsistency, streamId, opcode.batch)
  }

  #values(params: readonly unknown[], columns: PreparedColumns, encoder: CellEncoder): void {
    const message = this.#message
    const writers = this.#writersOf(columns)
    message.short(params.length)
    for (let i = 0; i < params.length; i++) {
      const value = params[i]
      if (writers[i]!(message, value)) continue
      const encoded = encoder.encode(value, columns[i]!.type)
      if (encoded === null) message.int(-1)
      else if (encoded === types.unset) message.int(-2)
      else message.content(encoded as Buffer)
    }
  }

  #writersOf(columns: PreparedColumns): readonly WriteCell[] {
    const known = this.#writers.get(columns)
    if (known !== undefined) return known
    const writers = columns.map(({ type }) => cellWriterOf(type))
    this.#writers.set(columns, writers)
    return writers
  }

  /** What both kinds of message end with. */
  #finish(request: ExecuteRequest | BatchRequest, serialConsistency: number, streamId: number, code: number): Buffer {
    const message = this.#message
    const { options, timestamp } = request
    if (serialConsistency) message.short(serialConsistency)
    if (timestamp instanceof Long) {
      message.int(timestamp.getHighBits())
      message.int(timestamp.getLowBits())
    }
    request.length = message.bodyLength
    return message.finish(protocolVersion, options.isQueryTracing() ? tracing : 0, streamId, code)
  }
}

const noValues: readonly unknown[] = []

/** What both kinds of message are to be; a time of another class the driver refuses. */
function isPlain({ options, timestamp }: ExecuteRequest | BatchRequest, encoder: CellEncoder): boolean {
  const isKnownTime = timestamp === null || timestamp === undefined || timestamp instanceof Long
  return encoder.protocolVersion === protocolVersion && isKnownTime && !options.getCustomPayload()
}

const maxInt = 2 ** 31 - 1

/** Whether it has room in two bytes. */
function isShort(value: number): boolean {
  return value >= 0 && value <= 0xffff
}

/** Members that are given as text have no id; the driver prepares all of a batch or none. */
function isPrepared(member: Partial<PreparedMember>): member is PreparedMember {
  const { queryId, params, meta } = member
  return queryId != null && meta != null && params != null && params.length <= meta.columns.length
}

function commonFlags({ timestamp }: ExecuteRequest | BatchRequest, serialConsistency: number): number {
  return (serialConsistency ? flag.serialConsistency : 0) | (timestamp ? flag.timestamp : 0)
}
