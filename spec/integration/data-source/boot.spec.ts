import { Client } from 'cassandra-driver'
import { ClusteringColumn, Column, DataSource, Index, PartitionKey, Table } from '../../../lib/index.js'
import type { DataSourceOptions } from '../../../lib/index.js'
import { recordStatements, startCassandra } from '../../../lib/testing/index.js'
import type { CassandraServer } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

@Table('MixedCase')
class Named {
  @PartitionKey('text', { name: 'select' }) id!: string
  @ClusteringColumn('text', { name: 'He said "hi"' }) said!: string
  @Column('text', { name: 'größe 😀' }) size?: string
  @Column('int') @Index() isOK?: number
}

const keyspace = 'BootSpec'
let server: CassandraServer
let options: DataSourceOptions
const open: DataSource[] = []

beforeAll(async () => {
  server = await startCassandra()
  options = {
    contactPoints: server.contactPoints,
    localDataCenter: server.localDataCenter,
    keyspace,
    entities: [Named],
    logging: [],
    synchronize: 'additive',
    createKeyspace: { replication: { class: 'SimpleStrategy', replication_factor: 1 } },
  }
})

afterAll(async () => {
  await Promise.all(open.map((db) => db.destroy()))
  const db = await dataSource({ synchronize: false }).initialize()
  await db.schema.drop({ keyspace, confirm: keyspace })
  await db.destroy()
  await server.stop()
})

function dataSource(more: Partial<DataSourceOptions> = {}): DataSource {
  const db = new DataSource({ ...options, ...more })
  open.push(db)
  return db
}

const isDdl = ({ cql }: { readonly cql: string }) => /^(CREATE|ALTER|DROP)/.test(cql)

describe('boot', () => {
  it('refuses to verify what is not there, and leaves nothing open', async () => {
    const db = dataSource({ synchronize: 'verify' })
    expect(await errorOf(() => db.initialize())).toMatchObject({ code: 'E_SCHEMA_DRIFT' })
    expect(db.isInitialized).toBe(false)
  })

  it('creates keyspace, tables of its own, table and index, then finds nothing to do', async () => {
    const first = dataSource()
    const created = recordStatements(first)
    await first.initialize()
    expect(created.statements.filter(isDdl).map(({ cql }) => cql.slice(0, 30))).toEqual([
      'CREATE KEYSPACE IF NOT EXISTS ',
      'CREATE TABLE IF NOT EXISTS "Bo',
      'CREATE TABLE IF NOT EXISTS "Bo',
      'CREATE TABLE IF NOT EXISTS "Bo',
      'CREATE INDEX IF NOT EXISTS "Mi',
    ])
    const second = dataSource()
    const looked = recordStatements(second)
    await second.initialize()
    expect(looked.statements).toEqual([])
    const verified = dataSource({ synchronize: 'verify' })
    const verification = recordStatements(verified)
    await verified.initialize()
    expect(verification.statements.length).toBeGreaterThan(0)
    expect(verification.statements.filter(isDdl)).toEqual([])
  })

  it('looks again once this process has changed a schema, and when it is told to', async () => {
    const db = await dataSource().initialize()
    const looks = recordStatements(db)
    await db.schema.sync()
    expect(looks.statements.length).toBeGreaterThan(0)
    await db.query('/* by hand */ DROP INDEX IF EXISTS "BootSpec"."not_there"')
    const next = dataSource()
    const recording = recordStatements(next)
    await next.initialize()
    expect(recording.statements.length).toBeGreaterThan(0)
    expect(recording.statements.filter(isDdl)).toEqual([])
  })

  it('does not read the schema unless told to', async () => {
    const db = dataSource({ synchronize: false })
    const recording = recordStatements(db)
    await db.initialize()
    expect(recording.statements).toEqual([])
  })

  it('is done once, however often it is called, also at once', async () => {
    const db = dataSource()
    const recording = recordStatements(db)
    await Promise.all([db.initialize(), db.initialize()])
    const { length } = recording.statements
    await db.initialize()
    expect(recording.statements).toHaveLength(length)
  })

  it('stores under any name', async () => {
    const repository = (await dataSource().initialize()).getRepository(Named)
    const entity = { id: 'a', said: 'b', size: 'c', isOK: 1 }
    await repository.insert(entity)
    expect(await repository.findBy({ id: 'a', said: 'b' })).toEqual([entity])
    expect(await repository.findBy({ isOK: 1 })).toEqual([entity])
  })

  it('logs the plan and changes nothing', async () => {
    @Table('later')
    class Later {
      @PartitionKey('int') id!: number
    }
    const lines: string[] = []
    const logger = { info: (line: string) => lines.push(line), warn: () => {}, error: () => {} }
    const db = dataSource({ entities: [Later], synchronize: 'plan', logging: ['schema'], logger })
    const recording = recordStatements(db)
    await db.initialize()
    expect(recording.statements.filter(isDdl)).toEqual([])
    expect(lines.join('\n')).toContain('CREATE TABLE IF NOT EXISTS "BootSpec"."later"')
    expect(await errorOf(() => db.getRepository(Later).count({ scan: true }))).toMatchObject({ outcome: 'rejected' })
  })

  it('refuses a forbidden difference and keeps the table', async () => {
    @Table('MixedCase')
    class Retyped {
      @PartitionKey('text', { name: 'select' }) id!: string
      @ClusteringColumn('text', { name: 'He said "hi"' }) said!: string
      @Column('text', { name: 'is_ok' }) isOK?: string
    }
    const error = await errorOf(() => dataSource({ entities: [Retyped] }).initialize())
    expect(error.code).toBe('E_SCHEMA_REFUSED')
    expect(error.message).toContain('is_ok')
    const repository = (await dataSource().initialize()).getRepository(Named)
    expect(await repository.count({ scan: true })).toBe(1)
  })
})

describe('destroy', () => {
  it('answers what was accepted', async () => {
    const db = await dataSource().initialize()
    const repository = db.getRepository(Named)
    const accepted = Array.from({ length: 500 }, (_, i) => repository.insert({ id: 'd', said: String(i) }))
    await db.destroy()
    await Promise.all(accepted)
    expect((await errorOf(() => repository.findBy({ id: 'd' }))).code).toBe('E_NOT_CONNECTED')
    await db.initialize()
    expect(await repository.count({ where: { id: 'd' } })).toBe(500)
  })

  it('may be called at any time', async () => {
    const db = dataSource()
    await db.destroy()
    const initialized = db.initialize()
    await db.destroy()
    await initialized
    expect(db.isInitialized).toBe(false)
    await db.destroy()
    await db.initialize()
    await Promise.all([db.destroy(), db.initialize()])
    expect(await db.getRepository(Named).count({ where: { id: 'x' } })).toBe(0)
    await Promise.all([db.destroy(), db.initialize(), db.destroy()])
    expect(db.isInitialized).toBe(false)
  })
})

describe('a given client', () => {
  it('is used, checked, and left open', async () => {
    const { contactPoints, localDataCenter } = server
    const encoding = { map: Map, set: Set, useBigIntAsLong: true, useBigIntAsVarint: true }
    const client = new Client({ contactPoints: [...contactPoints], localDataCenter, encoding })
    const db = await dataSource({ client, contactPoints: undefined }).initialize()
    expect(await db.getRepository(Named).count({ scan: true })).toBeGreaterThan(0)
    await db.destroy()
    expect((await client.execute('SELECT key FROM system.local')).rowLength).toBe(1)
    await client.shutdown()
  })
})
