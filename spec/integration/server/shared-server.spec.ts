import { Client } from 'cassandra-driver'
import { startCassandra } from '../../../lib/server/start-cassandra.js'

it('finds the server of this run by the environment, which answers, and leaves it running', async () => {
  const lines: string[] = []
  const server = await startCassandra({ log: (line) => lines.push(line) })
  await server.stop()
  const client = new Client({ contactPoints: [...server.contactPoints], localDataCenter: server.localDataCenter })
  try {
    const { rows } = await client.execute('SELECT release_version, data_center FROM system.local')
    expect(rows[0]?.['release_version']).toBe(server.version)
    expect(rows[0]?.['data_center']).toBe(server.localDataCenter)
  } finally {
    await client.shutdown()
  }
  expect(server.contactPoints.join(',')).toBe(process.env['CASSANDRA_CONTACT_POINTS'])
  expect(server.version).toMatch(new RegExp(`^${process.env['CASSANDRA_VERSION'] ?? '5.0'}(\\.|$)`))
  expect(lines[0]).toMatch(/^using the server at \S+ that CASSANDRA_CONTACT_POINTS names, version /)
})

it('passes a server by that is too small or has other settings', async () => {
  const other = { log: false, provider: 'environment' } as const
  await expect(startCassandra({ ...other, nodes: 9 })).rejects.toThrow(/has \d of the 9 nodes asked for/)
  await expect(startCassandra({ ...other, version: '5.0.1' })).rejects.toThrow(/is \d\S+, asked for was 5\.0\.1/)
  await expect(startCassandra({ ...other, yaml: { tombstone_warn_threshold: 1 } })).rejects.toThrow(/runs already/)
})
