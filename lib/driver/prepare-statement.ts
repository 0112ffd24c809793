import { createRequire } from 'node:module'
import type { Client } from 'cassandra-driver'
import type { DriverColumn } from './driver.js'

/** Part of the driver that it does not declare: 4.x has no public way to prepare a statement without executing it. */
interface PrepareHandler {
  getPrepared(
    client: Client,
    loadBalancing: unknown,
    cql: string,
    keyspace: undefined,
  ): Promise<{ readonly meta: { readonly columns: readonly DriverColumn[] } }>
}

const load = createRequire(__filename)

/**
 * The markers of a statement and their types, from the driver's cache of prepared statements: the same entry that an
 * execution uses, renewed when the server has forgotten it. The array is the same one until then.
 */
export async function prepareStatement(client: Client, cql: string): Promise<readonly DriverColumn[]> {
  const handler = load('cassandra-driver/lib/prepare-handler') as PrepareHandler
  const { policies } = (client as unknown as { options: { policies: { loadBalancing: unknown } } }).options
  if (!(client as unknown as { connected: boolean }).connected) await client.connect()
  return (await handler.getPrepared(client, policies.loadBalancing, cql, undefined)).meta.columns
}
