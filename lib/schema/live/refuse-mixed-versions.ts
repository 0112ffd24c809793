import type { DriverHost } from '../../driver/driver.js'
import { SchemaError } from '../../errors/schema-error.js'

/**
 * Throws `E_SCHEMA_MIXED_VERSIONS` if the nodes run several releases of Cassandra: a schema statement in the middle of
 * a rolling upgrade can leave a node that never starts again (CASSANDRA-21446). Patch releases may differ.
 */
export function refuseMixedVersions(hosts: readonly DriverHost[]): void {
  const releases = new Set(hosts.map(({ releaseVersion }) => /^\d+\.\d+/.exec(releaseVersion)?.[0]))
  releases.delete(undefined)
  if (releases.size <= 1) return
  const found = hosts.map(({ address, releaseVersion }) => `${address} ${releaseVersion}`).join(', ')
  throw new SchemaError(`no schema statement is sent while nodes run several releases; expected one, found ${found}.`, {
    code: 'E_SCHEMA_MIXED_VERSIONS',
    outcome: 'not_sent',
    hint: 'Finish the upgrade first: a node that is upgraded while the schema changes may not start again.',
  })
}
