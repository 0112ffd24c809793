import {
  Between,
  ClusteringColumn,
  Column,
  In,
  MoreThan,
  PartitionKey,
  StaticColumn,
  Table,
} from '../../../lib/index.js'
import type { DataSource, FindPageOptions, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

/** Messages of a room; most rooms have 10, one has none but its topic. */
@Table('messages')
class Message {
  @PartitionKey('text') room!: string
  @ClusteringColumn('int') n!: number
  @StaticColumn('text') topic?: string
  @Column('text') text?: string
}

let db: DataSource
let messages: Repository<Message>
const secret = 'between us'
const logged: string[] = []
const logger = { info: () => {}, error: () => {}, warn: (line: string) => void logged.push(line) }

const rooms = ['a', 'b', 'c']

async function fill(into: Repository<Message>): Promise<void> {
  await into.insert(rooms.flatMap((room) => Array.from({ length: 10 }, (_, n) => ({ room, n, text: `${room}${n}` }))))
  await into.update({ room: 'quiet' }, { topic: 'nothing' })
}

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Message], pageTokenSecret: secret })
  messages = db.getRepository(Message)
  await fill(messages)
})

afterAll(() => db.destroy())

type Options = Omit<FindPageOptions<Message, undefined, boolean>, 'page'>

/** The rows of each page, one after the other, as room and number. */
async function walk(options: Options): Promise<string[][]> {
  const pages: string[][] = []
  let page: string | undefined
  do {
    const { items, nextPage } = await messages.findPage({ ...options, page } as never)
    pages.push(items.map(({ room, n }) => `${room}${n}`))
    page = nextPage
  } while (page !== undefined)
  return pages
}

const named = (room: string, ...numbers: readonly number[]) => numbers.map((n) => `${room}${n}`)

describe('pages on a server', () => {
  it.each<[string, Options]>([
    ['a partition', { where: { room: 'a' }, pageSize: 3 }],
    ['a partition the other way round', { where: { room: 'a' }, order: { n: 'desc' }, pageSize: 4 }],
    ['a range', { where: { room: 'b', n: Between(2, 8) }, pageSize: 2 }],
    ['several partitions', { where: { room: In(rooms) }, pageSize: 7 }],
    ['some rows of each partition', { where: { room: In(rooms) }, perPartitionLimit: 4, pageSize: 5 }],
    ['rows that are filtered', { where: { text: MoreThan('a7') }, allowFiltering: true, pageSize: 6 }],
    ['rows that are filtered in a partition', { where: { room: 'c', text: MoreThan('c6') }, allowFiltering: true, pageSize: 1 }], // prettier-ignore
    ['a static row alone', { where: { room: 'quiet' }, pageSize: 1 }],
    ['no row', { where: { room: 'nowhere' }, pageSize: 1 }],
    ['a page of a single row', { where: { room: 'a' }, pageSize: 1 }],
    ['a page larger than all', { where: { room: 'a' }, pageSize: 1000 }],
  ])('of %s are together what find reads, whole but the last', async (_, options) => {
    const { pageSize, ...find } = options
    const whole = (await messages.find(find)).map(({ room, n }) => `${room}${n}`)
    const pages = await walk(options)
    expect(pages.flat()).toEqual(whole)
    expect(pages.slice(0, -1).filter((page) => page.length !== pageSize)).toEqual([])
    // One more at the end where the rows end with a full page, and the server has not seen it yet.
    expect(pages.length).toBeLessThanOrEqual(Math.floor(whole.length / pageSize) + 1)
  })

  it('come to their limit and no further, whatever the size of the last', async () => {
    const where = { room: 'a' }
    expect(await walk({ where, limit: 7, pageSize: 3 })).toEqual([named('a', 0, 1, 2), named('a', 3, 4, 5), named('a', 6)]) // prettier-ignore
    expect(await walk({ where, limit: 6, pageSize: 3 })).toEqual([named('a', 0, 1, 2), named('a', 3, 4, 5)])
    expect(await walk({ where, limit: 2, pageSize: 3 })).toEqual([named('a', 0, 1)])
  })

  it('may change their size on the way', async () => {
    const where = { room: 'a' }
    const one = await messages.findPage({ where, pageSize: 3 })
    const two = await messages.findPage({ where, pageSize: 5, page: one.nextPage })
    expect(two.items.map(({ n }) => n)).toEqual([3, 4, 5, 6, 7])
  })

  it('end with an empty one where the rows end with a full one', async () => {
    expect(await walk({ where: { room: 'a' }, pageSize: 5 })).toEqual([named('a', 0, 1, 2, 3, 4), named('a', 5, 6, 7, 8, 9), []]) // prettier-ignore
  })

  it('go on behind rows that were deleted meanwhile, those on the border too', async () => {
    const where = { room: 'gone' }
    await messages.insert(Array.from({ length: 9 }, (_, n) => ({ room: 'gone', n })))
    const { items, nextPage } = await messages.findPage({ where, pageSize: 3 })
    expect(items.map(({ n }) => n)).toEqual([0, 1, 2])
    await messages.delete({ room: 'gone', n: Between(1, 5) })
    expect((await messages.findPage({ where, pageSize: 3, page: nextPage })).items.map(({ n }) => n)).toEqual([6, 7, 8])
  })

  it('are found by a token in another data source with the secret, and by no other', async () => {
    const where = { room: 'a' }
    const { nextPage: page } = await messages.findPage({ where, pageSize: 4 })
    const { cql } = messages.explain('find', { where })
    const keyspace = /"(test_\w+)"/.exec(cql)![1]!
    const contactPoints = process.env.CASSANDRA_CONTACT_POINTS!.split(',')
    const localDataCenter = process.env.CASSANDRA_LOCAL_DC!
    const { DataSource } = await import('../../../lib/index.js')
    for (const [pageTokenSecret, expected] of [
      [secret, 'a4'],
      ['another', 'E_PAGE_TOKEN'],
      [undefined, 'E_PAGE_TOKEN'],
    ] as const) {
      // prettier-ignore
      const other = new DataSource({ contactPoints, localDataCenter, keyspace, entities: [Message], pageTokenSecret })
      await other.initialize()
      const read = async () =>
        (await other.getRepository(Message).findPage({ where, pageSize: 4, page })).items[0]!.text
      expect(await read().catch(({ code }: { code: string }) => code)).toBe(expected)
      await other.destroy()
    }
  })
})

describe('what the server would take and must not see', () => {
  it('is refused before it is sent', async () => {
    const { nextPage: page } = await messages.findPage({ where: { room: 'a' }, pageSize: 4 })
    const recording = recordStatements(db)
    const others: Omit<FindPageOptions<Message, undefined, false>, 'pageSize'>[] = [
      { where: { room: 'b' } },
      { where: { room: 'a', n: MoreThan(5) } },
      { where: { room: 'a' }, order: { n: 'desc' } },
      { where: { room: 'a' }, limit: 9 },
    ]
    for (const other of others) {
      expect((await errorOf(() => messages.findPage({ ...other, pageSize: 4, page }))).code).toBe('E_PAGE_TOKEN')
    }
    expect(recording.statements).toEqual([])
    recording.stop()
  })
})

describe('without a secret', () => {
  it('pages work, tokens are checked, and the log says once that they are not encrypted', async () => {
    const open = await createTestDataSource({ entities: [Message], logger, logging: ['warn'] })
    const repository = open.getRepository(Message)
    await fill(repository)
    expect(logged).toEqual([])
    const { nextPage } = await repository.findPage({ where: { room: 'a' }, pageSize: 4 })
    await repository.findPage({ where: { room: 'a' }, pageSize: 4, page: nextPage })
    expect(logged).toEqual([
      '[cassiform] page tokens are not encrypted: they show key values, and whoever knows how can make one. Give the DataSource a pageTokenSecret.',
    ])
    const other = errorOf(() => repository.findPage({ where: { room: 'b' }, pageSize: 4, page: nextPage }))
    expect((await other).code).toBe('E_PAGE_TOKEN')
    await open.destroy()
  })
})
