import {
  And,
  ClusteringColumn,
  Column,
  Contains,
  ContainsEntry,
  ContainsKey,
  In,
  Index,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  PartitionKey,
  Raw,
  skip,
  Table,
  Token,
  TupleRange,
} from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

const analyzer_class = 'org.apache.cassandra.index.sasi.analyzer.NonTokenizingAnalyzer'

@Table()
class Post {
  @PartitionKey('text') blog!: string
  @PartitionKey('int') year!: number
  @ClusteringColumn('int') month!: number
  @ClusteringColumn('int', { order: 'desc' }) number!: number
  @Column('text')
  @Index({ using: 'sasi', options: { mode: 'CONTAINS', case_sensitive: false, analyzer_class } })
  title!: string
  @Column('set<text>', { as: 'array' }) @Index() tags!: string[]
  @Column('map<text, int>', { as: 'object' })
  @Index({ target: 'keys', name: 'post_votes_keys' })
  @Index({ target: 'entries', name: 'post_votes_entries' })
  votes!: Record<string, number>
  @Column('frozen<map<text, int>>') @Index({ target: 'full' }) sizes!: Map<string, number>
  @Column('timeuuid', { generated: 'timeuuid' }) seen?: string
}

let db: DataSource
let posts: Repository<Post>

const all = ['a', 'b', 'c'].flatMap((blog) =>
  [2025, 2026].flatMap((year) =>
    [1, 2, 3].flatMap((month) =>
      [1, 2].map((number) => ({
        blog,
        year,
        month,
        number,
        title: `${blog === 'a' ? 'Alpha' : 'Beta'} ${year}-${month}`,
        tags: [blog, `m${month}`],
        votes: { [blog]: number, all: month },
        sizes: new Map([[blog, month]]),
      })),
    ),
  ),
)

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Post] })
  posts = db.getRepository(Post)
  await posts.insert(all)
})
afterAll(() => db.destroy())

const places = (found: readonly Post[]) =>
  found.map((post) => `${post.blog}${post.year % 100}-${post.month}.${post.number}`)
const find = async (where: object) => places(await posts.findBy(where))
const a26 = { blog: 'a', year: 2026 }

describe('conditions on a server', () => {
  it.each<[string, object, string[]]>([
    ['an element', { ...a26, tags: Contains('m2') }, ['a26-2.2', 'a26-2.1']],
    ['a key of a map', { ...a26, votes: ContainsKey('b') }, []],
    ['an entry of a map', { ...a26, votes: ContainsEntry('a', 2) }, ['a26-1.2', 'a26-2.2', 'a26-3.2']],
    ['a whole frozen map', { ...a26, sizes: new Map([['a', 3]]) }, ['a26-3.2', 'a26-3.1']],
    ['a beginning', { ...a26, title: Like('alpha 2026-1%') }, ['a26-1.2', 'a26-1.1']],
    ['an end', { ...a26, title: Like('%-3') }, ['a26-3.2', 'a26-3.1']],
    ['something inside', { ...a26, title: Like('%2026-2%') }, ['a26-2.2', 'a26-2.1']],
    // By values, whatever the clustering order is: number is stored from high to low.
    [
      'a tuple range',
      { ...a26, ...TupleRange(['month', 'number'], { moreThan: [2, 1] }) },
      ['a26-2.2', 'a26-3.2', 'a26-3.1'],
    ],
    [
      'a tuple range with both ends',
      { ...a26, ...TupleRange(['month', 'number'], { moreThanOrEqual: [1, 2], lessThan: [2, 2] }) },
      ['a26-1.2', 'a26-2.1'],
    ],
    [
      'a tuple range, then an index',
      { ...a26, tags: Contains('m3'), ...TupleRange(['month', 'number'], { lessThanOrEqual: [3, 1] }) },
      ['a26-3.1'],
    ],
    ['CQL of its own', { ...a26, month: Raw`> ${2}` }, ['a26-3.2', 'a26-3.1']],
    ['a condition left out', { ...a26, month: 1, number: skip }, ['a26-1.2', 'a26-1.1']],
  ])('%s', async (_, where, expected) => {
    expect(await find(where)).toEqual(expected)
  })

  it('elements of every partition', async () => {
    expect((await find({ tags: Contains('b') })).sort()).toEqual(
      all
        .filter(({ blog }) => blog === 'b')
        .map((post) => places([post as unknown as Post])[0])
        .sort(),
    )
    expect(await posts.count({ where: { votes: ContainsKey('c') } })).toBe(12)
  })

  it('functions of the server', async () => {
    const since = (moment: Date) =>
      posts.find({ where: { ...a26, seen: Raw`> minTimeuuid(${moment})` }, allowFiltering: true })
    expect(await since(new Date(0))).toHaveLength(6)
    expect(await since(new Date(Date.now() + 3_600_000))).toHaveLength(0)
  })

  it('halves of the ring are the whole', async () => {
    const lower = await find({ blog: Token(LessThanOrEqual(0n)) })
    const upper = await find({ blog: Token(And(MoreThan(0n), LessThanOrEqual(2n ** 63n - 1n))) })
    expect(lower.length + upper.length).toBe(all.length)
    expect(new Set([...lower, ...upper]).size).toBe(all.length)
  })

  it('filter where it is asked for', async () => {
    const where = {
      blog: 'a',
      year: 2026,
      month: MoreThan(1),
      number: 1,
      tags: Contains('a'),
      votes: ContainsKey('all'),
    }
    expect(places(await posts.find({ where, allowFiltering: true }))).toEqual(['a26-2.1', 'a26-3.1'])
    expect((await errorOf(() => posts.findBy(where))).outcome).toBe('not_sent')
  })
})

describe('In on the partition key, on a server', () => {
  const where = { blog: In(['c', 'a', 'c']), year: In([2026, 2025]), month: 1 }
  const fanned = ['c26', 'c25', 'a26', 'a25'].flatMap((key) => [`${key}-1.2`, `${key}-1.1`])

  it('keeps the order of the values, and asks each partition once', async () => {
    const recording = recordStatements(db)
    expect(await find(where)).toEqual(fanned)
    expect(recording.statements).toHaveLength(4)
    recording.stop()
  })

  it('gives the same rows in one statement', async () => {
    const recording = recordStatements(db)
    const found = places(await posts.find({ where, fanOut: false }))
    expect(found.sort()).toEqual([...fanned].sort())
    expect(recording.statements).toHaveLength(1)
    expect(recording.statements[0]!.cql).toContain('"blog" IN ? AND "year" IN ?')
    recording.stop()
    expect(await posts.count({ where, fanOut: false })).toBe(8)
  })

  it('has limits, orders, indexes and counts', async () => {
    expect(places(await posts.find({ where, limit: 3 }))).toEqual(fanned.slice(0, 3))
    expect(places(await posts.find({ where, perPartitionLimit: 1 }))).toEqual([
      'c26-1.2',
      'c25-1.2',
      'a26-1.2',
      'a25-1.2',
    ])
    const whole = { blog: In(['b', 'a']), year: 2026 }
    expect(places(await posts.find({ where: whole, order: { month: 'desc' }, perPartitionLimit: 1 }))).toEqual([
      'b26-3.1',
      'a26-3.1',
    ])
    expect(await find({ ...whole, tags: Contains('m1') })).toEqual(['b26-1.2', 'b26-1.1', 'a26-1.2', 'a26-1.1'])
    expect(await posts.count({ where })).toBe(8)
    expect(await posts.exists({ where: { blog: In(['x', 'y']), year: 2026 } })).toBe(false)
    expect(await posts.exists({ where: { blog: In(['x', 'a']), year: 2026 } })).toBe(true)
  })
})

describe('deletes on a server', () => {
  it('take lists of partitions and rows, and ranges of tuples', async () => {
    const copies = all
      .filter(({ blog }) => blog === 'a')
      .flatMap((post) => ['x', 'y'].map((blog) => ({ ...post, blog })))
    await posts.insert(copies)
    await posts.delete({ blog: In(['x', 'y']), year: 2026, month: 1, number: In([1, 2]) })
    await posts.delete({ blog: 'x', year: 2026, ...TupleRange(['month', 'number'], { lessThan: [2, 2] }) })
    expect(await find({ blog: In(['x', 'y']), year: 2026 })).toEqual([
      'x26-2.2',
      'x26-3.2',
      'x26-3.1',
      'y26-2.2',
      'y26-2.1',
      'y26-3.2',
      'y26-3.1',
    ])
    await posts.delete({ blog: In(['x', 'y']), year: In([2025, 2026]), month: MoreThan(0) })
    expect(await posts.count({ where: { blog: In(['x', 'y']), year: In([2025, 2026]) } })).toBe(0)
  })
})

describe('keys that a server refuses', () => {
  @Table()
  class Entry {
    @PartitionKey('text') key!: string
    @ClusteringColumn('text') place!: string
  }

  it('are refused before, and the longest are taken', async () => {
    const other = await createTestDataSource({ entities: [Entry] })
    const entries = other.getRepository(Entry)
    const longest = 'x'.repeat(30_000)
    await entries.insert({ key: longest, place: 'y'.repeat(65_535) })
    expect(await entries.findBy({ key: longest, place: MoreThan('') })).toHaveLength(1)
    await entries.insert({ key: 'k', place: '' })
    expect(await entries.findOneBy({ key: 'k', place: '' })).toMatchObject({ place: '' })
    for (const call of [
      () => entries.insert({ key: '', place: 'p' }),
      () => entries.insert({ key: 'k', place: 'x'.repeat(65_536) }),
      () => entries.findBy({ key: '' }),
      () => entries.findBy({ key: In(['k', '']) }),
      () => entries.findBy({ key: 'k', place: LessThan('x'.repeat(65_536)) }),
      () => entries.delete({ key: 'x'.repeat(65_536), place: 'p' }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: 'E_VALUE', outcome: 'not_sent' })
    }
    await other.destroy()
  })
})

describe('SASI indexes', () => {
  it('are found again as they were created', async () => {
    await expect(db.schema.check()).resolves.toMatchObject({ applied: [] })
  })
})
