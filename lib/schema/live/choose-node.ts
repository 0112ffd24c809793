import type { DriverHost } from '../../driver/driver.js'
import { SchemaError } from '../../errors/schema-error.js'

/**
 * The node that gets every schema statement of every instance: the one of the lowest host id that is up in the local
 * data centre. Schema changes are serialised within a node, so that `IF NOT EXISTS` really decides; between nodes
 * they race (CASSANDRA-10699). Throws `E_SCHEMA_NO_NODE` if there is none.
 */
export function chooseNode(hosts: readonly DriverHost[], localDataCenter: string | undefined): DriverHost {
  const eligible = hosts
    .filter(({ isUp, datacenter }) => isUp && (localDataCenter === undefined || datacenter === localDataCenter))
    .sort((a, b) => (a.hostId < b.hostId ? -1 : 1))
  const [lowest] = eligible
  if (lowest !== undefined) return lowest
  const seen = hosts.map(({ address, datacenter, isUp }) => `${address} in '${datacenter}' ${isUp ? 'up' : 'down'}`)
  const where = localDataCenter === undefined ? '' : ` in data centre '${localDataCenter}'`
  throw new SchemaError(
    `no node can take schema statements; expected one that is up${where}, found ${seen.join(', ') || 'none'}.`,
    { code: 'E_SCHEMA_NO_NODE', outcome: 'not_sent' },
  )
}
