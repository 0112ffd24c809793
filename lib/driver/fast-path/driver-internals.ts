/**
 * Parts of `cassandra-driver` that it does not declare, as 4.10 has them. Nobody may rely on them before
 * `readsAlike` has compared what they do.
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

/** The connections to one node. */
export interface ConnectionPool {
  readonly connections: readonly { readonly parser?: Parser }[]
  on(event: 'open', listener: () => void): unknown
}

/** Code of `RESULT` frames. */
export const resultOpcode = 8

/** `RESULT` frames of this kind hold rows. */
export const rowsKind = 2

/** The class of rows, which the typings know as an interface only. */
export const { Row } = types as unknown as { readonly Row: new (columns: readonly DriverColumn[]) => DriverRow }
