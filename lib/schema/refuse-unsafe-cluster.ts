import type { DriverHost } from '../driver/driver.js'
import { SchemaError } from '../errors/schema-error.js'

/**
 * Throws `E_SCHEMA_NODES_DOWN` if a node is down, unless that is allowed: it misses the change until it comes back, and when it
 * comes back too late or with an old schema, the cluster may not agree again.
 */
export function refuseNodesDown(
  hosts: readonly DriverHost[],
  allowNodesDown: boolean,
  hint = "Bring them back, remove them from the cluster, or allow it: synchronize: { mode: 'additive', allowNodesDown: true }.",
): void {
  const down = hosts.filter(({ isUp }) => !isUp).map(({ address }) => address)
  if (down.length === 0 || allowNodesDown) return
  throw new SchemaError(
    `no schema statement is sent while nodes are down; expected all up, found ${down.join(', ')} down.`,
    {
      code: 'E_SCHEMA_NODES_DOWN',
      outcome: 'not_sent',
      hint,
    },
  )
}
