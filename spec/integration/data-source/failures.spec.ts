import { randomUUID } from 'node:crypto'
import { Column, DataSource, PartitionKey, Table } from '../../../lib/index.js'
import type { ExecutionError } from '../../../lib/index.js'
import { createTestDataSource, startCassandra } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { openProxy } from './support/silent-proxy.js'
import type { SilentProxy } from './support/silent-proxy.js'

@Table()
class Parcel {
  @PartitionKey('uuid') id!: string
  @Column('int') grams?: number
  @Column('text') note?: string
}

@Table({ name: 'weighed', synchronize: false })
class Weighed {
  @PartitionKey('uuid') id!: string
  @Column('int') grams?: number
  @Column('uuid') ref?: string
}

const id = randomUUID()

/** A data source and the keyspace of its entities. */
async function open(...entities: (typeof Parcel | typeof Weighed)[]) {
  const db = await createTestDataSource({ entities })
  const [, keyspace] = /FROM "(\w+)"/.exec(db.getRepository(entities[0]!).explain('findBy', { id }).cql)!
  return { db, keyspace: keyspace! }
}

describe('a schema that has changed', () => {
  it('is named by column and property', async () => {
    const { db, keyspace } = await open(Parcel)
    const parcels = db.getRepository(Parcel)
    await parcels.insert({ id, grams: 5, note: 'x' })
    await parcels.findOneBy({ id })
    await db
      .query(`ALTER TABLE "${keyspace}".parcel DROP note`)
      .catch(() => db.query(`ALTER TABLE "${keyspace}".parcels DROP note`))
    for (const call of [() => parcels.findOneBy({ id }), () => parcels.insert({ id, grams: 5, note: 'x' })]) {
      const error = await errorOf(call)
      expect(error).toMatchObject({ code: 'E_SCHEMA_CHANGED', outcome: 'rejected', entity: 'Parcel', property: 'note' })
      expect(error.message).toMatch(
        /^\[Parcel\.note\] the table is not as the entity says: \[test_\w+\.parcels?\.note\] does not exist; expected text, found nothing\. Bring both together/,
      )
    }
    await db.destroy()
  })

  it('is named by table', async () => {
    const { db, keyspace } = await open(Parcel)
    const parcels = db.getRepository(Parcel)
    await parcels.findOneBy({ id })
    const [, table] = /FROM "\w+"\."(\w+)"/.exec(parcels.explain('findBy', { id }).cql)!
    await db.query(`DROP TABLE "${keyspace}"."${table}"`)
    const error = await errorOf(() => parcels.findOneBy({ id }))
    expect(error).toMatchObject({ code: 'E_SCHEMA_CHANGED', outcome: 'rejected' })
    expect(error.message).toContain(
      `[${keyspace}.${table}] does not exist; expected the table of Parcel, found nothing.`,
    )
    await db.destroy()
  })

  it('is told where a column has another type, before a write and after a read', async () => {
    const { db, keyspace } = await open(Weighed, Parcel)
    await db.query(`CREATE TABLE "${keyspace}".weighed (id uuid PRIMARY KEY, grams text, ref text)`)
    const weighed = db.getRepository(Weighed)
    const written = await errorOf(() => weighed.insert({ id, grams: 5 }))
    expect(written).toMatchObject({ code: 'E_COLUMN_TYPE', outcome: 'not_sent', entity: 'Weighed' })
    expect(written.message).toContain(`[${keyspace}.weighed.grams] `)
    expect(written.message).toContain('expected int, found text')
    await db.query(`INSERT INTO "${keyspace}".weighed (id, ref) VALUES (?, ?)`, [id, 'secret'])
    const read = await errorOf(async () => expect(await weighed.findOneBy({ id })).toEqual('an error'))
    expect(read).toMatchObject({ code: 'E_DECODE', entity: 'Weighed', property: 'ref' })
    expect(read.message).not.toContain('secret')
    await db.destroy()
  })
})

describe('a server that cannot', () => {
  it('says how many replicas there are of how many', async () => {
    const { db } = await open(Parcel)
    const parcels = db.getRepository(Parcel)
    const error = (await errorOf(() => parcels.findOne({ where: { id }, consistency: 'THREE' }))) as ExecutionError
    expect(error).toMatchObject({
      code: 'E_UNAVAILABLE',
      outcome: 'rejected',
      serverCode: 0x1000,
      replicas: { consistency: 'THREE', required: 3, answered: 1 },
    })
    expect(error.message).toMatch(
      /^\[Parcel\] too few replicas are alive: THREE needs 3, 1 is alive \(asked through [\d.]+:\d+\)\. Nothing was asked/,
    )
    expect((await errorOf(() => parcels.findOne({ where: { id }, executionProfile: 'nope' }))).code).toBe('E_OPTION')
    await db.destroy()
  })
})

describe('a server that is silent', () => {
  let proxy: SilentProxy
  let db: DataSource
  const timeoutMs = 600

  beforeAll(async () => {
    const { contactPoints, localDataCenter } = await startCassandra()
    proxy = await openProxy(contactPoints[0]!)
    db = new DataSource({
      contactPoints: [proxy.contactPoint],
      localDataCenter,
      keyspace: 'system',
      entities: [],
      maxInFlight: 2,
      defaults: { timeoutMs },
    })
    await db.initialize()
    await db.query('SELECT key FROM system.local WHERE key = ?', ['local'])
  })

  afterAll(async () => {
    proxy.silence(false)
    await db.destroy()
    await proxy.close()
  })

  const read = (options: object = {}) => db.query('SELECT key FROM system.local WHERE key = ?', ['local'], options)
  /** After a silence the driver opens connections anew. */
  const awake = async () => {
    proxy.silence(false)
    for (let tries = 0; tries < 50; tries++) {
      try {
        return await read()
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    throw new Error('the server did not wake up')
  }
  const timed = async (call: () => unknown) => {
    const started = performance.now()
    const error = await errorOf(call)
    return { error, ms: performance.now() - started }
  }

  it('leaves nobody waiting longer than said, whatever was done', async () => {
    await awake()
    proxy.silence(true)
    const calls = [() => read(), () => read({ idempotent: false }), () => read(), () => read()]
    const ended = await Promise.all(calls.map(timed))
    expect(ended.map(({ error }) => error.code)).toEqual(calls.map(() => 'E_TIMEOUT'))
    // Two have a place, two wait for one.
    expect(ended.map(({ error }) => error.outcome).sort()).toEqual(['not_sent', 'not_sent', 'unknown', 'unknown'])
    for (const { ms } of ended) {
      expect(ms).toBeGreaterThan(timeoutMs - 20)
      expect(ms).toBeLessThan(timeoutMs + 400)
    }
    proxy.silence(false)
  })

  it('leaves nobody waiting for a statement to be prepared', async () => {
    await awake()
    proxy.silence(true)
    const { error, ms } = await timed(() =>
      db.query('SELECT release_version FROM system.local WHERE key = ?', ['local']),
    )
    expect(error).toMatchObject({ code: 'E_TIMEOUT', outcome: 'not_sent' })
    expect(ms).toBeLessThan(timeoutMs + 400)
    proxy.silence(false)
  })

  it('does not hold up an abort', async () => {
    await awake()
    proxy.silence(true)
    const controller = new AbortController()
    const reading = timed(() => read({ signal: controller.signal }))
    setTimeout(() => controller.abort(), 50)
    const { error, ms } = await reading
    expect(error).toMatchObject({ code: 'E_ABORTED', outcome: 'unknown' })
    expect(ms).toBeLessThan(timeoutMs / 2)
    expect(db.metrics()).toMatchObject({ inFlight: 0, queued: 0 })
    proxy.silence(false)
  })

  it('is not healthy, and is again', async () => {
    await awake()
    expect(await db.health()).toMatchObject({ isHealthy: true, nodes: [{ isUp: true }] })
    proxy.silence(true)
    const health = await db.health({ timeoutMs: 200 })
    expect(health).toMatchObject({ isHealthy: false, error: { code: 'E_TIMEOUT' } })
    expect(health.latencyMs).toBeLessThan(500)
    proxy.silence(false)
  })
})
