import { randomUUID } from 'node:crypto'
import { Add, ClusteringColumn, Column, Computed, PartitionKey, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'

const day = 86_400

@Table('fading', { with: { defaultTimeToLive: day } })
class Fading {
  @PartitionKey('uuid') id!: string
  @ClusteringColumn('int') n!: number
  @Column('int') a?: number | null
  @Column('int') b?: number | null
  @Column('set<text>') tags?: Set<string>
  @Computed({ ttl: 'a' }) leftOfA?: number
  @Computed({ ttl: 'b' }) leftOfB?: number
}

let db: DataSource
let fading: Repository<Fading>
let key: { id: string; n: number }

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Fading] })
  fading = db.getRepository(Fading)
})
beforeEach(() => {
  key = { id: randomUUID(), n: 1 }
})
afterAll(() => db.destroy())

/** Roughly the seconds left of both cells: the nearest of those that this spec gives, 0 for none. */
async function left(): Promise<[number, number]> {
  const { leftOfA, leftOfB } = await fading.findOneByOrFail(key)
  const nearest = (seconds = 0) => [0, 1000, day].find((one) => one >= seconds && one - seconds < 60) ?? seconds
  return [nearest(leftOfA), nearest(leftOfB)]
}

describe('a table whose rows expire by default', () => {
  it.each<[string, object | undefined, number]>([
    ['nothing said', undefined, day],
    ['ttl undefined', { ttl: undefined }, day],
    ['another ttl', { ttl: 1000 }, 1000],
    ['ttl 0, which is none', { ttl: 0 }, 0],
  ])('%s, whatever writes', async (_, options, expected) => {
    const recording = recordStatements(db)
    const ways: (() => Promise<unknown>)[] = [
      () => fading.insert({ ...key, a: 1, b: 1 }, options),
      () => fading.upsert({ ...key, a: 2, b: 2 }, options),
      () => fading.update(key, { a: 3, b: 3 }, options),
      () => fading.update(key, { a: 4, b: 4 }, { ...options, ifExists: true }),
      () => fading.save({ ...key, a: 5, b: 5 }, options),
      () => fading.insertMany([{ ...key, a: 6, b: 6 }], options),
      () =>
        db
          .batch()
          .insert(Fading, { ...key, a: 7, b: 7 }, options)
          .execute(),
      () => db.batch().update(Fading, key, { a: 8, b: 8 }, options).execute(),
    ]
    for (const way of ways) {
      await fading.delete(key)
      await fading.insert({ ...key, a: 0, b: 0 }, { ttl: 500 })
      recording.clear()
      await way()
      expect(await left()).toEqual([expected, expected])
      const isSaid = recording.statements.some(({ cql }) => cql.includes('TTL ?'))
      expect(isSaid).toBe(options !== undefined && Object.values(options)[0] !== undefined)
    }
    recording.stop()
  })

  it('an update gives a new time to the cells it names, and to no other', async () => {
    await fading.insert({ ...key, a: 1, b: 1 }, { ttl: 0 })
    await fading.update(key, { a: 2 }, { ttl: 1000 })
    expect(await left()).toEqual([1000, 0])
    await fading.update(key, { b: 2, a: undefined })
    expect(await left()).toEqual([1000, day])
  })

  it('save gives a new time to what changed', async () => {
    await fading.insert({ ...key, a: 1, b: 1 }, { ttl: 1000 })
    const entity = await fading.findOneByOrFail(key)
    await fading.save(Object.assign(entity, { b: 2 }))
    expect(await left()).toEqual([1000, day])
  })

  it('an element keeps its own time', async () => {
    await fading.insert({ ...key, tags: new Set(['stays']) }, { ttl: 0 })
    await fading.update(key, { tags: Add(['goes']) }, { ttl: 1 })
    expect((await fading.findOneByOrFail(key)).tags).toEqual(new Set(['stays', 'goes']))
    await new Promise((resolve) => setTimeout(resolve, 1600))
    expect((await fading.findOneByOrFail(key)).tags).toEqual(new Set(['stays']))
  })
})
