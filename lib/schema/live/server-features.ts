import type { DriverHost } from '../../driver/driver.js'

/** What the servers at hand can do, as far as schema sync asks: what the oldest of them can. */
export interface ServerFeatures {
  /** For messages: `Cassandra 5.0.9`, by the oldest node; `Cassandra` if no node says its release; `ScyllaDB`. */
  readonly server: string
  /** Storage-attached indexes, from Cassandra 5.0 on (CEP-7). */
  readonly sai: boolean
  /** Vectors, from Cassandra 5.0 on (CEP-30). */
  readonly vectors: boolean
  /**
   * Whether the cluster puts schema changes in order, as Cassandra does from 6.0 on (CEP-21) and ScyllaDB with Raft. Elsewhere
   * changes of two coordinators race, and tables get ids of ours, which make them equal.
   */
  readonly linearSchema: boolean
}

/** How a cluster of ScyllaDB changes its schema, as it says: in order, by Raft, or by gossip. */
export type ScyllaSchema = 'raft' | 'gossip'

/**
 * Features by the release of the nodes; a release that cannot be read is taken for a recent 5.x. `scylla`: what is said by
 * nodes that are of ScyllaDB, whose release is the one of a Cassandra of old and says nothing.
 */
export function serverFeatures(hosts: readonly DriverHost[], scylla?: ScyllaSchema): ServerFeatures {
  if (scylla !== undefined) {
    return { server: 'ScyllaDB', sai: false, vectors: false, linearSchema: scylla === 'raft' }
  }
  const oldest = oldestRelease(hosts)
  const major = majorOf(oldest) ?? 5
  const server = `Cassandra ${oldest}`.trimEnd()
  return { server, sai: major >= 5, vectors: major >= 5, linearSchema: major >= 6 }
}

/** Whether the release is that of no Cassandra since 2021: ScyllaDB says 3.0.8. */
export function mayBeScylla(hosts: readonly DriverHost[]): boolean {
  return (majorOf(oldestRelease(hosts)) ?? 5) < 4
}

function oldestRelease(hosts: readonly DriverHost[]): string {
  const releases = hosts.map((host) => host.releaseVersion).filter((release) => majorOf(release) !== undefined)
  return releases.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0] ?? ''
}

function majorOf(release: string): number | undefined {
  const digits = /^(\d+)\./.exec(release)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
