import type { SchemaLog } from './schema-event.js'
import type { Login } from './permissions/role-permissions.js'
import type { SchemaDifference } from '../errors/schema-error.js'
import type { AlterableProperty } from './table-properties.js'

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

/** What there is time for, and what is allowed, while the schema is changed. */
export interface SchemaLimits {
  /** Milliseconds the nodes have to agree on the schema, each time; 30,000 unless said otherwise. */
  readonly agreementTimeoutMs?: number | undefined
  /** Milliseconds a schema statement may take; 30,000 unless said otherwise. */
  readonly statementTimeoutMs?: number | undefined
  /**
   * Milliseconds for which an instance may change the schema if it does not say that it is alive; 60,000 unless said
   * otherwise, at least 2,000. So long do the others wait for one that died. Clocks of replicas may differ by a quarter of it.
   */
  readonly leaseMs?: number | undefined
  /** Milliseconds to get there from the first look, waiting for others included; 120,000 unless said otherwise. */
  readonly waitTimeoutMs?: number | undefined
  /** Changes the schema although nodes are down, which learn of it when they come back. */
  readonly allowNodesDown?: boolean | undefined
  /** Tables that somebody dropped and that may be made again, by name: under a new id, since nodes may remember the old one. */
  readonly recreate?: readonly string[] | undefined
  /**
   * Creates missing materialized views as well, which are refused otherwise. They are experimental in Cassandra, and a server
   * has to allow them: `materialized_views_enabled`.
   */
  readonly views?: boolean | undefined
  /**
   * Properties of `@Table({ with })` that are altered where they differ, although that costs work or decides what becomes of
   * data: `['gcGraceSeconds', 'compaction']`. Others of them are reported only.
   */
  readonly alter?: readonly AlterableProperty[] | undefined
}

export interface SynchroniseOptions extends SchemaLimits {
  readonly mode: SynchroniseMode
  /** Missing keyspaces are created so, by `additive` only; without it a missing keyspace is refused. */
  readonly createKeyspace?: KeyspaceCreation | undefined
  /** Everything goes to one node of this data centre; of any, if it is not given. */
  readonly localDataCenter?: string | undefined
  /** Who the connections log in as. Whoever does not is not asked for permissions. */
  readonly login?: Login | undefined
  readonly log?: SchemaLog | undefined
}

/** The limits with every default filled in. */
export function resolveLimits({
  recreate = [],
  alter = [],
  allowNodesDown = false,
  views = false,
  ...limits
}: SchemaLimits) {
  return {
    agreementTimeoutMs: limits.agreementTimeoutMs ?? 30_000,
    statementTimeoutMs: limits.statementTimeoutMs ?? 30_000,
    leaseMs: limits.leaseMs ?? 60_000,
    waitTimeoutMs: limits.waitTimeoutMs ?? 120_000,
    allowNodesDown,
    recreate,
    views,
    alter,
  }
}

export type ResolvedLimits = ReturnType<typeof resolveLimits>

export interface SynchroniseResult {
  readonly mode: SynchroniseMode
  /** What differed before anything was done, what is only reported included. */
  readonly differences: readonly SchemaDifference[]
  /** CQL of the statements that were sent, in their order. */
  readonly applied: readonly string[]
  /** The same to read: each statement under what it mends, then what is refused, with recipes, and what is only reported. */
  readonly text: string
}
