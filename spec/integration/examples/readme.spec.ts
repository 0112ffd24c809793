import type { DataSource } from 'cassiform'
import { createTestDataSource, recordStatements } from 'cassiform/testing'
import { Reading } from '../../../examples/readme/reading.js'
import { useReadings } from '../../../examples/readme/usage.js'
import { saidIn, sentBy } from './support/sent-by.js'

jest.setTimeout(60_000)

describe('the calls of the README', () => {
  it('become the CQL that stands below them', async () => {
    expect(await sentBy([Reading], useReadings)).toEqual(saidIn('examples/readme/usage.ts'))
  })
})

// #region testing
describe('readings', () => {
  let db: DataSource

  beforeAll(async () => {
    db = await createTestDataSource({ entities: [Reading] }) // a real server, a keyspace of its own
  })
  afterAll(() => db.destroy()) // drops the keyspace

  it('are sent with one INSERT', async () => {
    const recording = recordStatements(db)
    const reading = { sensorId: '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47', day: '2026-03-01', at: new Date() }
    await db.getRepository(Reading).insert({ ...reading, value: 21.5, tags: new Set() })
    expect(recording.statements.map(({ cql }) => cql)).toEqual([expect.stringContaining('INSERT INTO')])
  })
})
// #endregion
