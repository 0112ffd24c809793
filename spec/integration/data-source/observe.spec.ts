import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { randomUUID } from 'node:crypto'
import type { DataSource, QueryEvent, TraceEvent, WarningEvent } from '../../../lib/index.js'
import { createTestDataSource } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { partition, Reading, sensorId } from '../../support/sample-entities.js'

let db: DataSource
const lines: string[] = []
const write = (line: string) => void lines.push(line)

beforeAll(async () => {
  const logger = { info: write, warn: write, error: write }
  db = await createTestDataSource({ entities: [Reading], logging: ['warn', 'trace'], logger })
})

afterAll(() => db.destroy())

/** What a channel publishes while something is done. */
async function heard<Event>(name: string, work: () => Promise<unknown>): Promise<Event[]> {
  const events: Event[] = []
  const listener = (event: unknown) => void events.push(event as Event)
  subscribe(name, listener)
  await work()
  unsubscribe(name, listener)
  return events
}

describe('whoever listens', () => {
  it('hears how each request ended, without a value', async () => {
    const readings = db.getRepository(Reading)
    const events = await heard<QueryEvent>('cassiform:query', async () => {
      await readings.findBy(partition)
      await errorOf(() => readings.find({ where: partition, consistency: 'THREE' }))
      await errorOf(() => readings.find({ where: partition, signal: AbortSignal.abort() }))
    })
    expect(events.map(({ outcome }) => outcome)).toEqual(['done', 'rejected', 'not_sent'])
    const [done, rejected] = events
    expect(done).toEqual({
      cql: readings.explain('findBy', partition).cql,
      startedAt: expect.any(Number) as number,
      durationMs: expect.any(Number) as number,
      outcome: 'done',
      attributes: {
        'db.system.name': 'cassandra',
        'db.query.text': done!.cql,
        'db.operation.name': 'SELECT',
        'db.namespace': expect.stringMatching(/^test_/) as string,
        'db.collection.name': 'readings',
      },
    })
    expect(rejected!.attributes).toMatchObject({ 'error.type': 'E_UNAVAILABLE', 'db.response.status_code': '0x1000' })
    expect(JSON.stringify(events)).not.toContain(sensorId)
  })

  it('hears what the server warns of, and the log tells it once', async () => {
    const name = `${/FROM (".*?")/.exec(db.getRepository(Reading).explain('findBy', partition).cql)![1]!}.b`
    await db.query(`CREATE TABLE ${name} (id uuid PRIMARY KEY, v text)`)
    const statement = `INSERT INTO ${name} (id, v) VALUES (?, ?)`
    const batch = `BEGIN UNLOGGED BATCH ${Array(12).fill(statement).join('; ')}; APPLY BATCH`
    const values = () => Array.from({ length: 12 }, () => [randomUUID(), 'x']).flat()
    const events = await heard<WarningEvent>('cassiform:warning', async () => {
      await db.query(batch, values())
      await db.query(batch, values())
    })
    expect(events).toHaveLength(2)
    expect(events[0]!.warning).toMatch(/^Unlogged batch covering 12 partitions/)
    expect(lines.filter((line) => line.includes('Unlogged batch covering'))).toHaveLength(1)
  })

  it('hears the id of a trace that was asked for', async () => {
    const events = await heard<TraceEvent>('cassiform:trace', () =>
      db.query('SELECT key FROM system.local WHERE key = ?', ['local'], { trace: true }),
    )
    expect(events).toEqual([
      { cql: 'SELECT key FROM system.local WHERE key = ?', traceId: expect.stringMatching(/^[\da-f-]{36}$/) as string },
    ])
    expect(lines).toContain(`[cassiform] trace ${events[0]!.traceId}: SELECT key FROM system.local WHERE key = ?`)
  })
})
