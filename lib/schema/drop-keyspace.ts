import { quoteIdentifier } from '../cql/identifier.js'
import type { Driver } from '../driver/driver.js'
import { OptionError } from '../errors/option-error.js'
import { chooseNode } from './live/choose-node.js'
import { resolveLimits } from './synchronise-options.js'
import type { SynchroniseOptions } from './synchronise-options.js'
import { refuseNodesDown } from './refuse-unsafe-cluster.js'
import { waitForAgreement } from './live/wait-for-agreement.js'

/**
 * `DROP KEYSPACE IF EXISTS "ks"` on the node of all schema work, with agreement before and after. A node that is down would miss
 * it and bring old tables back, whose ids are those of the new ones: refused (`E_SCHEMA_NODES_DOWN`) unless `allowNodesDown`.
 * Keyspaces of the server are an `OptionError`.
 */
export async function dropKeyspace(
  driver: Driver,
  keyspace: string,
  { localDataCenter, ...limits }: Omit<SynchroniseOptions, 'mode'>,
): Promise<void> {
  const { agreementTimeoutMs, statementTimeoutMs, allowNodesDown } = resolveLimits(limits)
  refuseSystemKeyspace(keyspace)
  refuseNodesDown(
    driver.hosts(),
    allowNodesDown,
    'Bring them back first: a node that missed the drop brings old tables back. Or allow it: drop({ keyspace, confirm, allowNodesDown: true }).',
  )
  const node = chooseNode(driver.hosts(), localDataCenter)
  await waitForAgreement(driver, node, agreementTimeoutMs)
  await driver.execute(`DROP KEYSPACE IF EXISTS ${quoteIdentifier(keyspace)}`, [], {
    prepare: false,
    isIdempotent: false,
    readTimeout: statementTimeoutMs,
    host: node.handle,
  })
  await waitForAgreement(driver, node, agreementTimeoutMs)
}

/** Those that the server makes itself; their names begin alike. */
function refuseSystemKeyspace(keyspace: string): void {
  if (!/^(?:system|system_.*|dse_.*)$/.test(keyspace)) return
  throw new OptionError('drop() takes keyspaces of applications, not those of the server.')
}
