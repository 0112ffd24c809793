import { dropKeyspace } from '../../lib/schema/drop-keyspace.js'
import { errorOf } from '../support/error-of.js'
import { fakeServer } from './support/fake-server.js'
import { liveKeyspace, liveSchema } from './support/live.js'
import { host } from './support/scripted-driver.js'

const hosts = [host('a'), host('b')]
const live = () => liveSchema(liveKeyspace([]))

it('drops on one node when all agree', async () => {
  const server = fakeServer({ live, hosts })
  await dropKeyspace(server.driver, 'Shop', {})
  expect(server.ddl().map(({ cql, options }) => [cql, options.host])).toEqual([['DROP KEYSPACE IF EXISTS "Shop"', 'a']])
})

it('refuses while a node is down, which would bring old tables back, unless that is allowed', async () => {
  const server = fakeServer({ live, hosts: [host('a'), host('b', { isUp: false })] })
  const error = await errorOf(() => dropKeyspace(server.driver, 'shop', {}))
  expect([error.code, error.outcome, server.ddl()]).toEqual(['E_SCHEMA_NODES_DOWN', 'not_sent', []])
  expect(error.message).toBe(
    'no schema statement is sent while nodes are down; expected all up, found b:9042 down. Bring them back first: a node that missed the drop brings old tables back. Or allow it: drop({ keyspace, confirm, allowNodesDown: true }).',
  )
  await dropKeyspace(server.driver, 'shop', { allowNodesDown: true })
  expect(server.ddl()).toHaveLength(1)
})

it('refuses while nodes do not agree', async () => {
  const server = fakeServer({ live, hosts, version: (handle) => `of ${String(handle)}` })
  const error = await errorOf(() => dropKeyspace(server.driver, 'shop', { agreementTimeoutMs: 100 }))
  expect([error.code, error.outcome, server.ddl()]).toEqual(['E_SCHEMA_DISAGREEMENT', 'not_sent', []])
})

it.each(['system', 'system_schema', 'system_auth', 'dse_security'])('refuses %s', async (keyspace) => {
  const server = fakeServer({ live, hosts })
  const error = await errorOf(() => dropKeyspace(server.driver, keyspace, { allowNodesDown: true }))
  expect(error.message).toBe('drop() takes keyspaces of applications, not those of the server.')
  expect(server.driver.sent).toEqual([])
})
