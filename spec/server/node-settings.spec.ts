import { nodeSettings } from '../../lib/server/node-settings.js'
import type { NodePlace } from '../../lib/server/node-settings.js'

const place: NodePlace = {
  host: '127.1.2.3',
  nativePort: 9042,
  storagePort: 7000,
  seed: '127.1.2.1:7000',
  clusterName: 'cassiform-1',
  index: 0,
  nodes: 1,
}

const settingsOf = (changes: Partial<NodePlace> = {}, yaml?: Record<string, unknown>) =>
  JSON.parse(nodeSettings({ ...place, ...changes }, yaml)) as Record<string, unknown>

it('binds every port to the address of the node and to nothing else', () => {
  expect(settingsOf()).toEqual({
    cluster_name: 'cassiform-1',
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    endpoint_snitch: 'SimpleSnitch',
    seed_provider: [
      { class_name: 'org.apache.cassandra.locator.SimpleSeedProvider', parameters: [{ seeds: '127.1.2.1:7000' }] },
    ],
    num_tokens: 1,
    initial_token: '0',
    auto_bootstrap: false,
    listen_address: '127.1.2.3',
    storage_port: 7000,
    rpc_address: '127.1.2.3',
    native_transport_port: 9042,
    commitlog_sync: 'periodic',
    commitlog_sync_period: '10s',
    auto_snapshot: false,
    materialized_views_enabled: true,
    sasi_indexes_enabled: true,
    user_defined_functions_enabled: true,
  })
})

it('divides the ring evenly', () => {
  const tokens = [0, 1, 2].map((index) => BigInt(settingsOf({ index, nodes: 3 })['initial_token'] as string))
  const third = 2n ** 64n / 3n
  expect(tokens.map((token) => (token - tokens[0]!) / third)).toEqual([0n, 1n, 2n])
  expect(tokens.every((token) => token > -(2n ** 63n) && token < 2n ** 63n)).toBe(true)
})

it('lets the caller have the last word', () => {
  const settings = settingsOf({}, { auto_snapshot: true, authenticator: 'PasswordAuthenticator' })
  expect(settings).toMatchObject({ auto_snapshot: true, authenticator: 'PasswordAuthenticator', num_tokens: 1 })
})
