import { quoteIdentifier } from '../cql/identifier.js'
import type { Driver } from '../driver/driver.js'
import { chooseNode } from './live/choose-node.js'
import type { SynchroniseOptions } from './synchronise-options.js'
import { waitForAgreement } from './live/wait-for-agreement.js'

const defaultTimeoutMs = 30_000

/** `DROP KEYSPACE IF EXISTS "ks"` on the node of all schema work, then agreement. */
export async function dropKeyspace(
  driver: Driver,
  keyspace: string,
  {
    localDataCenter,
    agreementTimeoutMs = defaultTimeoutMs,
    statementTimeoutMs = defaultTimeoutMs,
  }: Omit<SynchroniseOptions, 'mode'>,
): Promise<void> {
  const node = chooseNode(driver.hosts(), localDataCenter)
  await driver.execute(`DROP KEYSPACE IF EXISTS ${quoteIdentifier(keyspace)}`, [], {
    prepare: false,
    isIdempotent: false,
    readTimeout: statementTimeoutMs,
    host: node.handle,
  })
  await waitForAgreement(driver, node, agreementTimeoutMs)
}
