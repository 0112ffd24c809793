import type { Driver, DriverHost } from '../../driver/driver.js'
import { uuidCell } from './live-cell.js'
import { nodeRequest } from './node-request.js'

/** Schema version of each live node by address; undefined for a node that did not say. */
export type SchemaVersions = ReadonlyMap<string, string | undefined>

/**
 * One look at the schema version of every node that is up: of its own mouth in the data centre of `node`, since the
 * flag of the driver says yes too early, and by hearsay of `node` elsewhere, where the driver holds no connections.
 * A node that fails to answer within `timeoutMs` milliseconds is one that did not say.
 */
export async function readSchemaVersions(driver: Driver, node: DriverHost, timeoutMs: number): Promise<SchemaVersions> {
  const live = driver.hosts().filter((host) => host.isUp)
  const near = live.filter((host) => host.datacenter === node.datacenter)
  const far = live.filter((host) => host.datacenter !== node.datacenter)
  const [own, hearsay] = await Promise.all([
    Promise.all(near.map((host) => ownVersion(driver, host, timeoutMs))),
    far.length === 0 ? new Map<string, string>() : peerVersions(driver, node, timeoutMs),
  ])
  return new Map([
    ...near.map((host, i) => [host.address, own[i]] as const),
    ...far.map((host) => [host.address, hearsay.get(host.hostId.toLowerCase())] as const),
  ])
}

async function ownVersion(driver: Driver, host: DriverHost, timeoutMs: number): Promise<string | undefined> {
  try {
    const cql = "SELECT schema_version FROM system.local WHERE key = 'local'"
    const { rows } = await driver.execute(cql, [], nodeRequest(host, timeoutMs))
    return versionCell(rows?.[0]?.schema_version)
  } catch {
    return undefined
  }
}

async function peerVersions(
  driver: Driver,
  node: DriverHost,
  timeoutMs: number,
): Promise<ReadonlyMap<string, string | undefined>> {
  try {
    const cql = 'SELECT host_id, schema_version FROM system.peers'
    const { rows } = await driver.execute(cql, [], nodeRequest(node, timeoutMs))
    return new Map((rows ?? []).map((row) => [uuidCell(row.host_id), versionCell(row.schema_version)]))
  } catch {
    return new Map()
  }
}

function versionCell(value: unknown): string | undefined {
  return uuidCell(value) || undefined
}
