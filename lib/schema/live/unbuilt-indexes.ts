import type { Driver, DriverHost } from '../../driver/driver.js'
import { isRefusedRequest } from '../../driver/refused-request.js'
import { textCell } from './live-cell.js'
import { nodeRequest } from './node-request.js'

/** An index of a keyspace, by its name. */
export interface IndexName {
  readonly keyspace: string
  readonly name: string
}

/** An index that some nodes have not built yet, with their addresses. */
export interface UnbuiltIndex extends IndexName {
  readonly nodes: readonly string[]
}

/**
 * Which indexes some live node of the data centre of `node` has not built: each node says for itself, in `system."IndexInfo"`,
 * whose column `table_name` holds the keyspace (seen on 4.1 and 5.0.9). Undefined where a node refuses to say. A node that
 * fails to answer within `timeoutMs` milliseconds has not built any.
 */
export async function readUnbuiltIndexes(
  driver: Driver,
  node: DriverHost,
  indexes: readonly IndexName[],
  timeoutMs: number,
): Promise<readonly UnbuiltIndex[] | undefined> {
  const near = driver.hosts().filter((host) => host.isUp && host.datacenter === node.datacenter)
  const keyspaces = [...new Set(indexes.map(({ keyspace }) => keyspace))]
  const read = async (host: DriverHost, keyspace: string) => {
    const built = await readBuilt(driver, host, keyspace, timeoutMs)
    return built && { host, keyspace, built }
  }
  const answers = await Promise.all(near.flatMap((host) => keyspaces.map((keyspace) => read(host, keyspace))))
  const said = answers.flatMap((answer) => answer ?? [])
  if (said.length < answers.length) return undefined
  return indexes.flatMap(({ keyspace, name }) => {
    const without = said.filter((answer) => answer.keyspace === keyspace && !answer.built.has(name))
    return without.length === 0 ? [] : [{ keyspace, name, nodes: without.map(({ host }) => host.address) }]
  })
}

async function readBuilt(driver: Driver, host: DriverHost, keyspace: string, timeoutMs: number) {
  const cql = 'SELECT index_name FROM system."IndexInfo" WHERE table_name = ?'
  try {
    const { rows } = await driver.execute(cql, [keyspace], nodeRequest(host, timeoutMs))
    return new Set((rows ?? []).map((row) => textCell(row.index_name)))
  } catch (error) {
    return isRefusedRequest(error) ? undefined : new Set<string>()
  }
}
