import {
  ClusteringColumn,
  CounterColumn,
  Decrement,
  Increment,
  KEY,
  PartitionKey,
  StaticColumn,
  Table,
} from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

@Table('page_views')
class PageViews {
  declare readonly [KEY]?: {
    partition: ['page']
    clustering: ['day']
    static: ['total']
    counter: ['views', 'likes', 'total']
  }

  @PartitionKey('text') page!: string
  @ClusteringColumn('date') day!: string
  @CounterColumn() views?: bigint
  @CounterColumn({ as: 'number' }) likes?: number
  @StaticColumn('counter') total?: bigint
}

let db: DataSource
let pages: Repository<PageViews>
let last = 0

beforeAll(async () => {
  db = await createTestDataSource({ entities: [PageViews] })
  pages = db.getRepository(PageViews)
})
afterAll(() => db.destroy())

const newKey = () => ({ page: `page ${++last}`, day: '2026-01-31' })
const read = (key: { page: string; day: string }) => pages.findOneByOrFail(key)

describe('counters', () => {
  it('count from nothing, up and down, by any step', async () => {
    const key = newKey()
    await pages.increment(key, 'views')
    await pages.increment(key, 'views', 2n ** 62n)
    await pages.decrement(key, 'views', 3)
    await pages.increment(key, 'likes', -4)
    expect(await read(key)).toMatchObject({ views: 2n ** 62n - 2n, likes: -4, total: undefined })
  })

  it('count for the whole partition where they are static', async () => {
    const { page, day } = newKey()
    await pages.increment({ page, day }, 'views')
    await pages.increment({ page }, 'total', 5)
    await pages.increment({ page, day }, 'total', 6)
    expect(await read({ page, day })).toMatchObject({ views: 1n, total: 11n })
  })

  it('change together in one update, which is never sent twice by itself', async () => {
    const key = newKey()
    await pages.update(key, { views: Increment(2n), total: Decrement() })
    expect(await read(key)).toMatchObject({ views: 2n, total: -1n })
    expect(pages.explain('update', key, { views: Increment() })).toMatchObject({
      cql: expect.stringContaining('SET "views" = "views" + ? WHERE') as string,
      isIdempotent: false,
    })
  })

  it('lose no step of many at once', async () => {
    const key = newKey()
    await Promise.all(Array.from({ length: 50 }, () => pages.increment(key, 'views', 2)))
    expect((await read(key)).views).toBe(100n)
  })

  it('of a row are deleted with the row', async () => {
    const key = newKey()
    await pages.increment(key, 'views')
    await pages.delete(key)
    expect(await pages.findOneBy(key)).toBeNull()
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['insert', () => pages.insert({ ...newKey(), views: 1n }), 'E_COUNTER'],
    ['save', () => pages.save({ ...newKey(), views: 1n }), 'E_COUNTER'],
    ['a new value', () => pages.update(newKey(), { views: 1n as never }), 'E_COUNTER'],
    ['null', () => pages.update(newKey(), { views: null as never }), 'E_COUNTER'],
    ['ttl', () => pages.update(newKey(), { views: Increment() }, { ttl: 5 }), 'E_COUNTER'],
    ['timestamp', () => pages.delete(newKey(), { timestamp: 5n }), 'E_COUNTER'],
    ['a step that is no integer', () => pages.increment(newKey(), 'views', 0.5), 'E_VALUE'],
    ['a step beyond 64 bits', () => pages.increment(newKey(), 'views', 2n ** 63n), 'E_VALUE'],
    ['a column that is none', () => pages.increment(newKey(), 'nothing' as never), 'E_COUNTER'],
    ['a key column', () => pages.increment(newKey(), 'day' as never), 'E_COUNTER'],
    ['half a key', () => pages.increment({ page: 'a' }, 'views' as never), 'E_KEY_INCOMPLETE'],
    ['an option it has not', () => pages.increment(newKey(), 'views', 1, { ttl: 5 } as never), 'E_UNKNOWN_OPTION'],
  ])('refuse %s', async (_, attempt, code) => {
    const sent = recordStatements(db)
    expect(await errorOf(attempt)).toMatchObject({ code })
    expect(sent.statements).toEqual([])
    sent.stop()
  })

  it('that cannot be told as a safe number are refused, not rounded', async () => {
    const key = newKey()
    await pages.increment(key, 'likes', Number.MAX_SAFE_INTEGER)
    await pages.increment(key, 'likes', 2)
    expect(await errorOf(() => read(key))).toMatchObject({ code: 'E_DECODE' })
  })
})
