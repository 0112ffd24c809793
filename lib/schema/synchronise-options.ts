import type { SchemaDifference } from '../errors/schema-error.js'

/**
 * `verify` fails on every difference that something would have to be done about, `plan` logs the CQL and goes on,
 * `additive` creates and adds what is missing.
 */
export type SynchroniseMode = 'verify' | 'plan' | 'additive'

/** How a missing keyspace is created. */
export interface KeyspaceCreation {
  /** `{ class: 'NetworkTopologyStrategy', datacenter1: 3 }` */
  readonly replication: Readonly<Record<string, string | number>>
  /** False turns the commit log off for the keyspace. The server's default is true. */
  readonly durableWrites?: boolean | undefined
}

/** Something schema sync did or has to say. */
export interface SchemaLogEntry {
  readonly message: string
  /** The statement it is about. */
  readonly cql?: string | undefined
  /** Milliseconds the statement took, agreement included. */
  readonly durationMs?: number | undefined
}

export interface SynchroniseOptions {
  readonly mode: SynchroniseMode
  /** Missing keyspaces are created so, by `additive` only; without it a missing keyspace is refused. */
  readonly createKeyspace?: KeyspaceCreation | undefined
  /** Missing materialized views are created, by `additive` only; otherwise a missing view is refused. */
  readonly views?: boolean | undefined
  /** Everything goes to one node of this data centre; of any, if it is not given. */
  readonly localDataCenter?: string | undefined
  /** Milliseconds the nodes have to agree on the schema, each time; 30,000 unless said otherwise. */
  readonly agreementTimeoutMs?: number | undefined
  /** Milliseconds a schema statement may take; 30,000 unless said otherwise. */
  readonly statementTimeoutMs?: number | undefined
  readonly log?: ((entry: SchemaLogEntry) => void) | undefined
}

export interface SynchroniseResult {
  readonly mode: SynchroniseMode
  /** What differed before anything was done, what is only reported included. */
  readonly differences: readonly SchemaDifference[]
  /** CQL of the statements that were sent, in their order. */
  readonly applied: readonly string[]
}
