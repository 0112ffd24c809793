/**
 * The port to the database: what the rest of the library needs of a driver, in the vocabulary of `cassandra-driver`
 * (so that its adapter passes calls through), and nothing else. Floors above import this file, never the driver.
 */

/** A row: cells by column name, as the driver's value classes. */
export type DriverRow = Readonly<Record<string, unknown>>

/** The answer to a request. */
export interface DriverResult {
  /** Rows of this page; undefined for statements that return none. */
  readonly rows?: readonly DriverRow[] | undefined
  /** What the rows consist of; absent where there are none. */
  readonly columns?: readonly DriverColumn[] | null | undefined
  /** Where the next page starts; absent on the last one. */
  readonly pageState?: string | null | undefined
  readonly info?: { readonly warnings?: readonly string[] | null | undefined; readonly traceId?: unknown } | undefined
}

/** A column of a result, or a marker of a statement, as the driver describes it. */
export interface DriverColumn {
  readonly name: string
  readonly type: DriverType
}

/** A CQL type by its protocol code; `info` holds what is inside a collection, tuple, user-defined or custom type. */
export interface DriverType {
  readonly code: number
  readonly info?: unknown
}

/** How a batch is carried out: with the batchlog or without it, or counters. */
export type BatchKind = 'logged' | 'unlogged' | 'counter'

/** Several statements in one message, each prepared on its own. */
export interface BatchMessage {
  readonly kind: BatchKind
  readonly members: readonly { readonly query: string; readonly params: readonly unknown[] }[]
  /** Microseconds since 1970, of all members that have no time of their own; the driver's clock if left out. */
  readonly timestamp?: bigint | undefined
}

/** Options of one request, by the driver's own names. */
export interface RequestOptions {
  readonly prepare?: boolean | undefined
  /** Protocol code of a consistency level; see `consistency.ts`. */
  readonly consistency?: number | undefined
  readonly serialConsistency?: number | undefined
  /** Rows a page. */
  readonly fetchSize?: number | undefined
  readonly pageState?: string | undefined
  /** Milliseconds for each node tried; 0 waits for ever. */
  readonly readTimeout?: number | undefined
  /** Milliseconds for the whole request: waiting for a place and all tries. The dispatcher keeps it, not the driver. */
  readonly timeoutMs?: number | undefined
  /** Changes nothing: a second node may be asked while the first has not answered. */
  readonly isRead?: boolean | undefined
  /** When the request has to be over, by the clock of the dispatcher: of a later page of a read. */
  readonly expiresAt?: number | undefined
  /** Gives the request up; kept by the dispatcher. */
  readonly signal?: AbortSignal | undefined
  readonly isIdempotent?: boolean | undefined
  readonly executionProfile?: string | undefined
  readonly traceQuery?: boolean | undefined
  /** Prepares the statement and executes nothing: the columns of the result are the markers, as the server describes them. */
  readonly prepareOnly?: boolean | undefined
  /** Sends to this node and no other. */
  readonly host?: unknown
  /** Sends this message in place of the statement, which only says in CQL what it is. */
  readonly batch?: BatchMessage | undefined
}

/** A node as the driver sees it. */
export interface DriverHost {
  /** `address:port`. */
  readonly address: string
  readonly hostId: string
  readonly datacenter: string
  readonly isUp: boolean
  readonly releaseVersion: string
  /** What `RequestOptions.host` takes. */
  readonly handle: unknown
}

/** Connections to one cluster. */
export interface Driver {
  connect(): Promise<void>
  execute(cql: string, values: readonly unknown[], options: RequestOptions): Promise<DriverResult>
  /** All known nodes; empty before `connect`. */
  hosts(): readonly DriverHost[]
  /** Closes the connections; a client that was given to us is left open. */
  shutdown(): Promise<void>
}
