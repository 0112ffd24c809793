/**
 * Parts of `cassandra-driver` that it does not declare, as 4.10 has them. What is read and written in their
 * place is compared before by `readsAlike` and `writesAlike`.
 */

import { types } from 'cassandra-driver'
import type { DriverColumn, DriverRow } from '../driver.js'

/** Reads one frame; `offset` is where it has got to. The frame need not begin or end where `buf` does. */
export interface FrameReader {
  readonly buf: Buffer
  offset: number
  readMetadata(kind: number): ResultMetadata
}

/** What the rows of a response consist of, and where the next page begins. */
export interface ResultMetadata {
  readonly columns: readonly DriverColumn[]
  readonly columnsByName: object
  readonly keyspace?: string
  readonly table?: string
  readonly global_tables_spec?: boolean
  readonly pageState?: Buffer
}

/** What a parser knows of the frame it reads. */
export interface Frame {
  readonly header: object
  /** Tracing, warnings, payload: before the result, and read already. */
  readonly flagsInfo: object
  /** Rows are handed out one by one, before the frame is whole (`eachRow`, `stream`). */
  readonly byRow?: boolean
  kind?: number | undefined
  meta?: ResultMetadata | undefined
}

/** A chunk of the network with (a part of) the body of a frame in it. */
export interface FrameChunk {
  readonly header: object
  readonly chunk: Buffer
  readonly offset: number
  readonly frameEnded: boolean
}

/** The bytes of a cell, or of an element of it → the value of the driver. */
export interface CellDecoder {
  decode(bytes: Buffer, type: DriverColumn['type']): unknown
}

/** Reads a `RESULT` frame, behind its flags, and pushes what is in it. */
export type ParseResult = (this: Parser, frame: Frame, reader: FrameReader) => void

/** The stream of one connection that turns frames into rows and pushes them on. */
export interface Parser {
  readonly encoder: CellDecoder
  parseBody(frame: object, chunk: FrameChunk): void
  parseResult: ParseResult
  parseRows(frame: Frame, reader: FrameReader): void
  push(item: object): unknown
}

/** Gives the bytes of a value. Throws `TypeError` for one that it refuses. */
export interface CellEncoder {
  readonly protocolVersion: number
  /** Null and `types.unset` are as they were given, and lists without elements null. */
  encode(value: unknown, type: DriverColumn['type']): unknown
}

/** What a message says of how it is to be carried out. */
export interface MessageOptions {
  getConsistency(): number
  getSerialConsistency(): number | undefined
  getCustomPayload(): object | undefined
  getFetchSize(): number | undefined
  getPageState(): Buffer | undefined
  isQueryTracing(): boolean
}

/** What is sent to a node, as the driver has it before the bytes. */
export interface DriverRequest {
  readonly options: MessageOptions
  /** Microseconds. */
  readonly timestamp: types.Long | null | undefined
  /** Bytes of the body of the message that was written last. */
  length: number
  /** The message. May be asked for again, for another connection. */
  write: (this: DriverRequest, encoder: CellEncoder, streamId: number) => Buffer
}

/** A statement that the server knows, and its values. */
export interface PreparedMember {
  readonly queryId: Buffer
  readonly params: readonly unknown[]
  readonly meta: { readonly columns: readonly DriverColumn[] }
}

/** An EXECUTE message. */
export interface ExecuteRequest extends DriverRequest, Omit<PreparedMember, 'params'> {
  readonly params?: readonly unknown[]
  readonly consistency: number
  readonly namedParameters: boolean
}

/** A BATCH message; members that are not prepared have a text and no id. */
export interface BatchRequest extends DriverRequest {
  readonly type: number
  readonly queries: readonly Partial<PreparedMember>[]
}

/** A class of requests, of which the driver exports none. */
export type RequestClass = (new (...args: never[]) => DriverRequest) & { readonly prototype: DriverRequest }

/** The class of EXECUTE messages. */
export type ExecuteRequestClass = new (
  cql: string,
  id: Buffer,
  params: readonly unknown[] | undefined,
  options: object,
  meta: object,
) => ExecuteRequest

/** The class of BATCH messages. */
export type BatchRequestClass = new (queries: readonly object[], options: object) => BatchRequest

/** The messages that wait to be written to one connection. */
export interface WriteQueue {
  push: (this: WriteQueue, operation: { readonly request: DriverRequest }, callback: (error?: Error) => void) => void
}

/** A connection, as soon as it is open. */
export interface Connection {
  readonly parser: Parser
  readonly encoder: CellEncoder
  readonly writeQueue: WriteQueue
}

/** The connections to one node. */
export interface ConnectionPool {
  readonly connections: readonly Partial<Connection>[]
  on(event: 'open', listener: () => void): unknown
}

/** Code of `RESULT` frames. */
export const resultOpcode = 8

/** `RESULT` frames of this kind hold rows. */
export const rowsKind = 2

/** The class of rows, which the typings know as an interface only. */
export const { Row } = types as unknown as { readonly Row: new (columns: readonly DriverColumn[]) => DriverRow }
