import type { DriverHost } from '../../driver/driver.js'

/** What the servers at hand can do, as far as schema sync asks: what the oldest of them can. */
export interface ServerFeatures {
  /** Release of the oldest node, `5.0.9`; empty if no node says. */
  readonly release: string
  /** Storage-attached indexes, from Cassandra 5.0 on (CEP-7). */
  readonly sai: boolean
  /** Vectors, from Cassandra 5.0 on (CEP-30). */
  readonly vectors: boolean
  /**
   * Whether tables get an id of ours. Up to 5.x schema changes of two coordinators race and the id makes them equal;
   * from 6.0 on they are put in order by the cluster (CEP-21) and need none.
   */
  readonly fixedTableIds: boolean
}

/** Features by the release of the nodes. A release that cannot be read is taken for a recent 5.x. */
export function serverFeatures(hosts: readonly DriverHost[]): ServerFeatures {
  const releases = hosts.map((host) => host.releaseVersion).filter((release) => majorOf(release) !== undefined)
  const oldest = releases.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0] ?? ''
  const major = majorOf(oldest) ?? 5
  return { release: oldest, sai: major >= 5, vectors: major >= 5, fixedTableIds: major < 6 }
}

function majorOf(release: string): number | undefined {
  const digits = /^(\d+)\./.exec(release)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
