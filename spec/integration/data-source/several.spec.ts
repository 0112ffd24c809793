import { ClusteringColumn, Column, DataSource, PartitionKey, Table, udt, UserType } from '../../../lib/index.js'
import { createClient } from '../../../lib/driver/client-options.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { connect, run } from '../schema/support/database.js'
import { errorOf } from '../../support/error-of.js'

@UserType('place_of')
class Place {
  @Column('text') street?: string | null
  @Column('int', { name: 'HouseNo' }) house?: number | null
}

@Table('several')
class Visit {
  @PartitionKey('int') id!: number
  @ClusteringColumn('int') n!: number
  @Column('text') who?: string | null
  @Column(udt(() => Place)) place?: Place
  @Column(udt(() => Place, { frozen: false })) seen?: Place
}

const keyspaceOf = (db: DataSource) => /"(test_[^"]*)"/.exec(db.getRepository(Visit).explain('clear').cql)![1]!

let a: DataSource
let b: DataSource

beforeAll(async () => {
  a = await createTestDataSource({ entities: [Visit, Place] })
  b = await createTestDataSource({ entities: [Visit, Place] })
})
beforeEach(async () => {
  await Promise.all([a, b].map((db) => db.getRepository(Visit).clear()))
})
afterAll(async () => {
  await a.destroy()
  await b.destroy()
})

describe('two data sources of one process', () => {
  it('each write and read where they belong, in every way', async () => {
    const ways: ((db: DataSource, id: number, who: string) => Promise<unknown>)[] = [
      (db, id, who) => db.getRepository(Visit).insert({ id, n: 1, who }),
      (db, id, who) => db.getRepository(Visit).insert({ id, n: 1, who }, { ifNotExists: true }),
      (db, id, who) => db.getRepository(Visit).update({ id, n: 1 }, { who }),
      (db, id, who) => db.getRepository(Visit).save({ id, n: 1, who }),
      (db, id, who) => db.getRepository(Visit).insertMany([{ id, n: 1, who }]),
      (db, id, who) => db.batch().insert(Visit, { id, n: 1, who }).execute(),
    ]
    await Promise.all(ways.flatMap((way, id) => [way(a, id, `a${id}`), way(b, id, `b${id}`)]))
    for (const [db, name] of [
      [a, 'a'],
      [b, 'b'],
    ] as const) {
      const visits = db.getRepository(Visit)
      for (const id of ways.keys()) {
        const where = { id, n: 1 }
        expect((await visits.findOneBy(where))?.who).toBe(`${name}${id}`)
        expect((await visits.findByKeys([where])).map((visit) => visit?.who)).toEqual([`${name}${id}`])
      }
      const all: string[] = []
      for await (const { who } of visits.scan()) all.push(who!)
      expect(all.sort()).toEqual([...ways.keys()].map((id) => `${name}${id}`))
    }
  })

  it('know nothing of what the other one loaded: its entity is new, and written whole', async () => {
    await a.getRepository(Visit).insert({ id: 1, n: 1, who: 'a', place: { street: 's', house: 2 } })
    const visit = await a.getRepository(Visit).findOneByOrFail({ id: 1, n: 1 })
    visit.who = 'changed'
    const recording = recordStatements(b)
    await b.getRepository(Visit).save(visit)
    expect(recording.statements.map(({ cql }) => cql.split(' ')[0])).toEqual(['INSERT'])
    recording.stop()
    expect(await b.getRepository(Visit).findBy({ id: 1 })).toEqual([visit])
    expect((await a.getRepository(Visit).findOneByOrFail({ id: 1, n: 1 })).who).toBe('a')
  })

  it('have user-defined types of one name, whose fields are stored in another order', async () => {
    const admin = await connect()
    const keyspace = `several_${process.pid}_${Date.now().toString(36)}`
    await run(
      admin,
      `CREATE KEYSPACE "${keyspace}" WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    )
    await run(admin, `CREATE TYPE "${keyspace}"."place_of" ("HouseNo" int, street text)`)
    const c = new DataSource({
      contactPoints: process.env.CASSANDRA_CONTACT_POINTS!.split(','),
      localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1',
      keyspace,
      entities: [Visit, Place],
      synchronize: 'additive',
      logging: [],
    })
    await c.initialize()
    try {
      const place = { street: 'Straße 漢字 🙂', house: 7 }
      const visit = { id: 1, n: 1, who: undefined, place, seen: place }
      await a.getRepository(Visit).insert(visit)
      const here = await a.getRepository(Visit).findBy({ id: 1 })
      await c.getRepository(Visit).insert({ ...visit, place: { street: 'other', house: 8 }, seen: { house: 9 } })
      const there = await c.getRepository(Visit).findBy({ id: 1 })
      expect(here[0]).toMatchObject({ place, seen: place })
      expect(there[0]).toMatchObject({ place: { street: 'other', house: 8 }, seen: { street: undefined, house: 9 } })
      const { rows } = await run(admin, `SELECT place."HouseNo" AS h FROM "${keyspace}"."several"`)
      expect({ ...rows![0] }).toEqual({ h: 8 })
    } finally {
      await c.schema.drop({ keyspace, confirm: keyspace })
      await c.destroy()
      await admin.shutdown()
    }
  })

  it('drop a keyspace only by its name said twice, and not more than once', async () => {
    await a.getRepository(Visit).insert({ id: 1, n: 1 })
    const wrong = { keyspace: keyspaceOf(a), confirm: keyspaceOf(b) }
    expect(await errorOf(() => b.schema.drop(wrong))).toMatchObject({ code: 'E_OPTION', outcome: 'not_sent' })
    expect(await a.getRepository(Visit).findBy({ id: 1 })).toHaveLength(1)
    const gone = `${keyspaceOf(a)}_that_never_was`
    await a.schema.drop({ keyspace: gone, confirm: gone })
  })

  it('may share one client, each with its own keyspace', async () => {
    const client = createClient({
      contactPoints: process.env.CASSANDRA_CONTACT_POINTS!.split(','),
      localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1',
    })
    const over = (db: DataSource) => new DataSource({ client, keyspace: keyspaceOf(db), entities: [Visit, Place] })
    const [likeA, likeB] = [over(a), over(b)]
    await Promise.all([likeA.initialize(), likeB.initialize()])
    try {
      await likeA.getRepository(Visit).insert({ id: 1, n: 1, who: 'a' })
      await likeB.getRepository(Visit).insert({ id: 1, n: 1, who: 'b' })
      const found = await Promise.all([a, b, likeA, likeB].map((db) => db.getRepository(Visit).findBy({ id: 1 })))
      expect(found.map(([visit]) => visit!.who)).toEqual(['a', 'b', 'a', 'b'])
      await likeA.destroy()
      expect(await likeB.getRepository(Visit).findBy({ id: 1 })).toHaveLength(1)
    } finally {
      await likeB.destroy()
      await client.shutdown()
    }
  })

  it('end on their own', async () => {
    const c = await createTestDataSource({ entities: [Visit, Place] })
    await c.getRepository(Visit).insert({ id: 1, n: 1 })
    await c.destroy()
    await a.getRepository(Visit).insert({ id: 2, n: 1, who: 'still here' })
    expect((await a.getRepository(Visit).findBy({ id: 2 }))[0]!.who).toBe('still here')
    expect(await errorOf(() => c.getRepository(Visit).findBy({ id: 1 }))).toMatchObject({ outcome: 'not_sent' })
  })
})

describe('a table that changes while its statements are prepared', () => {
  it('gives the columns that were asked for, in their places', async () => {
    const visits = b.getRepository(Visit)
    const visit = { id: 1, n: 1, who: 'w', place: { street: 's', house: 1 }, seen: { street: 't', house: 2 } }
    await visits.insert(visit)
    const before = await visits.findBy({ id: 1 })
    const admin = await connect()
    const keyspace = keyspaceOf(b)
    try {
      await run(admin, `ALTER TABLE "${keyspace}"."several" ADD aaa int`)
      await run(admin, `ALTER TABLE "${keyspace}"."several" ADD zzz text`)
      await run(admin, `ALTER TYPE "${keyspace}"."place_of" ADD floor text`)
      await run(admin, `UPDATE "${keyspace}"."several" SET aaa = 1, zzz = 'z', seen.floor = '5' WHERE id = 1 AND n = 1`)
      expect(await visits.findBy({ id: 1 })).toEqual(before)
      const read = await visits.findOneByOrFail({ id: 1, n: 1 })
      expect(read).toEqual(before[0])
      await visits.save(Object.assign(read, { who: 'x' }))
      await visits.insert({ id: 1, n: 2, who: 'y' })
      await run(admin, `ALTER TABLE "${keyspace}"."several" DROP aaa`)
      expect((await visits.findBy({ id: 1 })).map(({ who }) => who)).toEqual(['x', 'y'])
      const { rows } = await run(
        admin,
        `SELECT zzz, seen.floor AS f FROM "${keyspace}"."several" WHERE id = 1 AND n = 1`,
      )
      expect({ ...rows![0] }).toEqual({ zzz: 'z', f: '5' })
    } finally {
      await admin.shutdown()
    }
  })
})
