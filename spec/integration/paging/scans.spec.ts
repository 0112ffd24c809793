import {
  ClusteringColumn,
  Column,
  Index,
  MoreThanOrEqual,
  PartitionKey,
  ScanError,
  StaticColumn,
  Table,
} from '../../../lib/index.js'
import type { DataSource, Repository, ScanOptions } from '../../../lib/index.js'
import { splitRing } from '../../../lib/execution/pages/token-ranges.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { connect } from '../schema/support/database.js'
import { keyOfToken } from './support/murmur3.js'

/** A row for each token that matters. */
@Table('places')
class Place {
  @PartitionKey('blob') key!: Buffer
  @Column('text') name!: string
}

/** Partitions of many rows, and one of none but its static column. */
@Table('visits')
class Visit {
  @PartitionKey('text') region!: string
  @PartitionKey('int') year!: number
  @ClusteringColumn('int') n!: number
  @StaticColumn('text') motto?: string
  @Column('int') guests?: number
  @Column('text') @Index() guide?: string
}

const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n

/** The ends of the ring, the bounds of the ranges of 1, 3 and 4 lanes, and their neighbours. */
const bounds = [1, 3, 4].flatMap((lanes) => splitRing(lanes * 16).map(({ upTo }) => upTo))
const tokens = [
  ...new Set([lowest, lowest + 1n, 0n, ...bounds.flatMap((bound) => [bound - 1n, bound, bound + 1n])]),
].filter((token) => token <= highest)

let db: DataSource
let places: Repository<Place>
let visits: Repository<Visit>

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Place, Visit] })
  places = db.getRepository(Place)
  visits = db.getRepository(Visit)
  await places.insert(tokens.map((token) => ({ key: keyOfToken(token), name: String(token) })))
  const years = [2020, 2021, 2022]
  const rows = ['north', 'south'].flatMap((region) =>
    years.flatMap((year) =>
      Array.from({ length: 50 }, (_, n) => ({ region, year, n, guests: n * 10, guide: `g${n % 5}` })),
    ),
  )
  await visits.insert(rows)
  await visits.update({ region: 'west', year: 2020 }, { motto: 'nobody' })
})

afterAll(() => db.destroy())

async function drain<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

const nameOf = ({ region, year, n }: Visit) => `${region} ${year} ${n}`

describe('the keys of this spec', () => {
  it('have the tokens they were made for, and the lowest token is the highest', async () => {
    const driver = await connect()
    const [{ keyspace }] = [/"(?<keyspace>test_\w+)"/.exec(places.explain('scan').cql)!.groups as { keyspace: string }]
    const { rows } = await driver.execute(`SELECT name, token(key) AS t FROM "${keyspace}".places`, [], {
      fetchSize: 5000,
    })
    await driver.shutdown()
    const wrong = rows!.filter(({ name, t }) => name !== (name === String(lowest) ? String(lowest) : String(t)))
    expect([rows!.length, wrong]).toEqual([tokens.length, []])
    expect(rows!.find(({ name }) => name === String(lowest))!.t).toBe(highest)
  })
})

describe('a scan on a server', () => {
  it.each<[string, ScanOptions<Place, undefined>]>([
    ['as it is', {}],
    ['in one lane', { parallelism: 1 }],
    ['in three lanes', { parallelism: 3 }],
    ['in many lanes', { parallelism: 32 }],
    ['in pages of one row', { fetchSize: 1 }],
    ['in pages of seven rows', { fetchSize: 7 }],
  ])('has every row once, those at the ends and borders of the ring too, %s', async (_, options) => {
    const found = await drain(places.scan(options))
    expect(found.map(({ name }) => name).sort()).toEqual(tokens.map(String).sort())
  })

  it('has every row of partitions that pages and ranges cut, and a partition of statics as one row', async () => {
    const all = await drain(visits.scan({ fetchSize: 7 }))
    expect(all).toHaveLength(301)
    expect(new Set(all.map(nameOf)).size).toBe(301)
    expect(all[0]).toBeInstanceOf(Visit)
    expect(all.filter(({ region }) => region === 'west')).toMatchObject([{ motto: 'nobody', n: undefined }])
  })

  it('selects, takes some rows of each partition, and filters where that is asked for', async () => {
    expect(await drain(visits.scan({ select: ['region'], perPartitionLimit: 1 }))).toHaveLength(7)
    const busy = await drain(visits.scan({ where: { guests: MoreThanOrEqual(480) }, allowFiltering: true }))
    expect(busy.map(nameOf).sort()).toEqual(['north', 'south'].flatMap((r) => [2020, 2021, 2022].flatMap((y) => [`${r} ${y} 48`, `${r} ${y} 49`])).sort()) // prettier-ignore
  })

  it('filters by indexed columns and by parts of the key too', async () => {
    const guided = await drain(visits.scan({ where: { guide: 'g3', year: 2021 }, allowFiltering: true }))
    expect(guided).toHaveLength(20)
  })

  it('of an empty table ends', async () => {
    const empty = await createTestDataSource({ entities: [Place] })
    expect(await drain(empty.getRepository(Place).scan())).toEqual([])
    await empty.destroy()
  })

  it('leaves nothing behind when it is left', async () => {
    const recording = recordStatements(db)
    const rows = visits.scan({ fetchSize: 2, parallelism: 8 })
    await rows.next()
    await rows.return()
    const sent = recording.statements.length
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(recording.statements).toHaveLength(sent)
    recording.stop()
  })

  it('goes on where it was left, in another data source and with other lanes', async () => {
    for (const stop of [1, 50, 149, 300]) {
      let resume: string | undefined
      const before: string[] = []
      for await (const visit of visits.scan({ fetchSize: 11, onProgress: (told) => void (resume = told.resume) })) {
        before.push(nameOf(visit))
        if (before.length === stop) break
      }
      const after = (await drain(visits.scan({ resume, parallelism: 2, fetchSize: 100 }))).map(nameOf)
      expect(new Set([...before, ...after]).size).toBe(301)
      expect(new Set(after).size).toBe(after.length)
      expect(before.length + after.length - 301).toBeLessThanOrEqual(11)
    }
  })

  it('does not go on with another', async () => {
    let resume: string | undefined
    const rows = visits.scan({ fetchSize: 5, onProgress: (told) => void (resume = told.resume) })
    while (resume === undefined) await rows.next()
    await rows.return()
    expect((await errorOf(() => visits.scan({ resume, select: ['n'] }).next())).code).toBe('E_SCAN_RESUME')
    expect((await errorOf(() => places.scan({ resume }).next())).code).toBe('E_SCAN_RESUME')
  })

  it('is closed with its data source, and says where to go on', async () => {
    const own = await createTestDataSource({ entities: [Visit] })
    const repository = own.getRepository(Visit)
    await repository.insert(Array.from({ length: 200 }, (_, n) => ({ region: `r${n % 40}`, year: 1, n })))
    const rows = repository.scan({ fetchSize: 3 })
    await rows.next()
    await own.destroy()
    const error = await errorOf(() => drain(rows))
    expect(error).toBeInstanceOf(ScanError)
    expect(error).toMatchObject({ code: 'E_NOT_CONNECTED', outcome: 'not_sent' })
    expect((error as ScanError).resume).toMatch(/^[\w-]+$/)
  })
})
