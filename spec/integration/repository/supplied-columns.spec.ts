import {
  ClusteringColumn,
  Column,
  Computed,
  CreateDateColumn,
  PartitionKey,
  StaticColumn,
  Table,
  UpdateDateColumn,
} from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

const versionOf = (uuid: string) => uuid[14]

@Table('articles')
class Article {
  @PartitionKey('uuid', { generated: 'uuid' }) id!: string
  @ClusteringColumn('timeuuid', { generated: 'timeuuid' }) revision!: string
  @StaticColumn('text') site?: string | null
  @Column('uuid', { generated: 'uuidv7' }) series?: string
  @Column('text', { default: 'draft' }) state!: string
  @Column('set<text>', { default: new Set(['new']) }) tags!: Set<string>
  @Column('int', { default: () => 7 }) rank!: number
  @Column('text', { select: false }) secret?: string | null = 'of the class'
  @Column('set<text>', { select: false }) keys?: Set<string> = new Set(['of the class'])
  @CreateDateColumn() createdAt!: Date
  @UpdateDateColumn() updatedAt!: Date
  @Computed({ writetime: 'state' }) stateWrittenAt?: bigint
  @Computed({ ttl: 'state' }) stateTtl?: number
}

let db: DataSource
let articles: Repository<Article>

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Article] })
  articles = db.getRepository(Article)
})
afterAll(() => db.destroy())

/** What a plain insert may leave out is not said by a `KEY` here. */
const empty = (): Article => ({}) as Article
const keyOf = ({ id, revision }: Article) => ({ id, revision })

describe('what an insert supplies', () => {
  it('is set on the object given, whatever that is, and stored', async () => {
    const before = Date.now()
    for (const given of [empty(), new Article(), articles.create()]) {
      await articles.insert(given)
      expect([versionOf(given.id), versionOf(given.revision), versionOf(given.series!)]).toEqual(['4', '1', '7'])
      expect(given).toMatchObject({ state: 'draft', tags: new Set(['new']), rank: 7 })
      expect(given.createdAt.getTime()).toBeGreaterThanOrEqual(before)
      expect(await articles.findOneByOrFail(keyOf(given))).toMatchObject({
        ...keyOf(given),
        series: given.series,
        state: 'draft',
        tags: new Set(['new']),
        rank: 7,
        createdAt: given.createdAt,
        updatedAt: given.updatedAt,
      })
    }
  })

  it('is the same for save and for many at once, each with values of its own', async () => {
    const plain = empty()
    const saved = await articles.save(plain)
    expect(saved).toBeInstanceOf(Article)
    expect(keyOf(saved)).toEqual(keyOf(plain))
    const many = [empty(), empty()]
    await articles.insert(many)
    expect(many[0]!.id).not.toBe(many[1]!.id)
    expect(many[0]!.tags).not.toBe(many[1]!.tags)
  })

  it('leaves alone what is said, null among it', async () => {
    const given = Object.assign(empty(), { state: 'final', rank: null, createdAt: new Date(5) })
    await articles.insert(given)
    expect(await articles.findOneByOrFail(keyOf(given))).toMatchObject({
      state: 'final',
      rank: undefined,
      createdAt: new Date(5),
    })
  })

  it('is refused for an object that cannot be changed, before anything is sent', async () => {
    const sent = recordStatements(db)
    const error = await errorOf(() => articles.insert(Object.freeze(empty())))
    expect(error).toMatchObject({ code: 'E_NOT_WRITABLE', property: 'id', outcome: 'not_sent' })
    expect(sent.statements).toEqual([])
    sent.stop()
  })

  it('ascends with the time for versions 1 and 7', async () => {
    const many = Array.from({ length: 200 }, empty)
    await articles.insert(many)
    const series = many.map((one) => one.series!)
    expect([...series].sort()).toEqual(series)
    expect(new Set(many.map((one) => one.revision)).size).toBe(200)
  })
})

describe('the moment of an update', () => {
  it('goes with every update that does not name it', async () => {
    const given = empty()
    await articles.insert(Object.assign(given, { createdAt: new Date(1), updatedAt: new Date(1) }))
    const patch = { state: 'x' }
    await articles.update(keyOf(given), patch)
    expect(patch).toEqual({ state: 'x' })
    const read = await articles.findOneByOrFail(keyOf(given))
    expect(read.createdAt).toEqual(new Date(1))
    expect(read.updatedAt.getTime()).toBeGreaterThan(1)
    await articles.update(keyOf(given), { rank: 1, updatedAt: new Date(2) })
    expect((await articles.findOneByOrFail(keyOf(given))).updatedAt).toEqual(new Date(2))
  })

  it('is no reason for an update, and cannot go where only statics are written', async () => {
    const given = await articles.save(empty())
    const sent = recordStatements(db)
    await articles.save(given)
    expect(sent.statements).toEqual([])
    await articles.update({ id: given.id }, { site: 'a' })
    expect(sent.statements[0]!.cql).not.toContain('updated_at')
    expect(await errorOf(() => articles.update(keyOf(given), {}))).toMatchObject({ code: 'E_EMPTY_PATCH' })
    sent.stop()
  })

  it('makes no row where only statics are written, whatever the key', async () => {
    const id = '6ba7b810-9dad-4fd1-80b4-00c04fd430c8'
    const { revision } = await articles.save(empty())
    await articles.update({ id, revision }, { site: 'a' })
    const [partition] = await articles.find({ where: { id } })
    expect(partition).toMatchObject({ id, revision: undefined, site: 'a', updatedAt: undefined })
    partition!.site = 'b'
    await articles.save(partition!)
    expect(await articles.find({ where: { id } })).toMatchObject([{ revision: undefined, site: 'b' }])
  })

  it('is told by explain, which changes nothing', () => {
    const key = { id: '6ba7b810-9dad-4fd1-80b4-00c04fd430c8', revision: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }
    const patch = { state: 'x' }
    expect(articles.explain('update', key, patch).cql).toContain('"updated_at" = ?')
    expect(patch).toEqual({ state: 'x' })
    const entity = empty()
    expect(articles.explain('insert', entity).cql).toContain('"created_at"')
    expect(entity).toEqual({})
  })

  it('is not set on an entity whose save is refused', async () => {
    const given = await articles.save(Object.assign(empty(), { updatedAt: new Date(1) }))
    const loaded = await articles.findOneByOrFail(keyOf(given))
    loaded.rank = 0.5
    expect(await errorOf(() => articles.save(loaded))).toMatchObject({ code: 'E_VALUE', property: 'rank' })
    expect(loaded.updatedAt).toEqual(new Date(1))
  })

  it('is set on a loaded entity that is saved', async () => {
    const { id, revision } = await articles.save(Object.assign(empty(), { updatedAt: new Date(1) }))
    const loaded = await articles.findOneByOrFail({ id, revision })
    loaded.rank = 8
    await articles.save(loaded)
    expect(loaded.updatedAt.getTime()).toBeGreaterThan(1)
    const sent = recordStatements(db)
    await articles.save(loaded)
    expect(sent.statements).toEqual([])
    sent.stop()
  })
})

describe('columns with select: false', () => {
  it('are read only where they are named', async () => {
    const given = Object.assign(empty(), { secret: 's', keys: new Set(['k']) })
    await articles.insert(given)
    const loaded = await articles.findOneByOrFail(keyOf(given))
    expect(loaded.secret).toBeUndefined()
    expect(loaded.keys).toBeUndefined()
    const where = keyOf(given)
    expect(await articles.findOne({ where, select: ['secret', 'keys'] })).toEqual({ secret: 's', keys: new Set(['k']) })
  })

  it('are not lost by a save, and written when they are set', async () => {
    const given = Object.assign(empty(), { secret: 's', keys: new Set(['k']) })
    await articles.insert(given)
    const where = keyOf(given)
    const loaded = await articles.findOneByOrFail(where)
    const sent = recordStatements(db)
    await articles.save(loaded)
    expect(sent.statements).toEqual([])
    sent.stop()
    loaded.rank = 1
    await articles.save(loaded)
    expect(await articles.findOne({ where, select: ['secret', 'keys'] })).toEqual({ secret: 's', keys: new Set(['k']) })
    loaded.secret = null
    loaded.keys = new Set(['other'])
    await articles.save(loaded)
    expect(await articles.findOne({ where, select: ['secret', 'keys'] })).toEqual({
      secret: undefined,
      keys: new Set(['other']),
    })
  })
})

describe('computed properties', () => {
  it('are the write time and the seconds left of a cell', async () => {
    const given = Object.assign(empty(), { state: 'x' })
    await articles.insert(given, { ttl: 1000, timestamp: 1234567n })
    const read = await articles.findOneByOrFail(keyOf(given))
    expect(read.stateWrittenAt).toBe(1234567n)
    expect(read.stateTtl).toBeGreaterThan(900)
    const where = keyOf(given)
    expect(await articles.findOne({ where, select: ['stateWrittenAt'] })).toEqual({ stateWrittenAt: 1234567n })
    const forever = await articles.save(empty())
    expect((await articles.findOneByOrFail(keyOf(forever))).stateTtl).toBeUndefined()
  })

  it('are never written', async () => {
    const given = await articles.save(empty())
    const loaded = await articles.findOneByOrFail(keyOf(given))
    const sent = recordStatements(db)
    loaded.stateTtl = 5
    await articles.save(loaded)
    expect(sent.statements).toEqual([])
    sent.stop()
    for (const attempt of [
      () => articles.update(keyOf(given), { stateTtl: 5 }),
      () => articles.find({ where: { ...keyOf(given), stateTtl: 5 } }),
    ]) {
      expect(await errorOf(attempt)).toMatchObject({ code: 'E_COMPUTED', outcome: 'not_sent' })
    }
    await articles.insert({ ...loaded, rank: 9 })
    expect((await articles.findOneByOrFail(keyOf(given))).rank).toBe(9)
  })
})
