import { consistencyCode } from '../../driver/consistency.js'
import type { Driver } from '../../driver/driver.js'
import { isInvalidRequest } from '../../driver/refused-request.js'
import { textCell } from './live-cell.js'
import { mayBeScylla, serverFeatures } from './server-features.js'
import type { ScyllaSchema, ServerFeatures } from './server-features.js'

const consistency = consistencyCode('ONE')

/**
 * Features by what the nodes say of themselves. A request is made only where the release is none of a Cassandra that is known:
 * then a node of ScyllaDB says how it changes the schema. Errors of the driver pass. `host` is the node that is asked, any if it is
 * missing. That answer has not been tried on a ScyllaDB; it is the one its manual tells operators to look at.
 */
export async function readServerFeatures(driver: Driver, host?: unknown): Promise<ServerFeatures> {
  const hosts = driver.hosts()
  return serverFeatures(hosts, mayBeScylla(hosts) ? await readScyllaSchema(driver, host) : undefined)
}

/** Undefined where there is no such table: of another database. */
async function readScyllaSchema(driver: Driver, host: unknown): Promise<ScyllaSchema | undefined> {
  const cql = "SELECT value FROM system.scylla_local WHERE key = 'group0_upgrade_state'"
  try {
    const { rows } = await driver.execute(cql, [], { prepare: false, consistency, isIdempotent: true, host })
    return textCell(rows?.[0]?.value) === 'use_post_raft_procedures' ? 'raft' : 'gossip'
  } catch (error) {
    if (isInvalidRequest(error)) return undefined
    throw error
  }
}
