import { randomUUID } from 'node:crypto'
import { Add, ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'

@Table('mixed_writes')
class Item {
  declare readonly [KEY]?: { partition: ['shop']; clustering: ['article']; static: ['open'] }

  @PartitionKey('uuid') shop!: string
  @ClusteringColumn('int') article!: number
  @StaticColumn('boolean') open?: boolean | null
  @Column('int') price?: number | null
  @Column('text') note?: string | null
  @Column('set<text>') tags?: Set<string> | null
}

let db: DataSource
let items: Repository<Item>
let key: { shop: string; article: number }

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Item] })
  items = db.getRepository(Item)
})
beforeEach(() => {
  key = { shop: randomUUID(), article: 1 }
})
afterAll(() => db.destroy())

const read = () => items.findOneByOrFail(key)

describe('what was written under a condition', () => {
  it('is changed by the plain write after it', async () => {
    for (const price of [1, 2, 3, 4, 5]) {
      await items.insert({ ...key, price: 0 }, { ifNotExists: true })
      await items.update(key, { price: -price }, { if: { price: price === 1 ? 0 : price - 1 } })
      await items.update(key, { price })
      expect((await read()).price).toBe(price)
    }
  })

  it('is deleted by the plain delete after it: the cell, the row', async () => {
    await items.insert({ ...key, price: 1, note: 'a' }, { ifNotExists: true })
    await items.update(key, { note: 'b' }, { if: { price: 1 } })
    await items.update(key, { note: null })
    expect((await read()).note).toBeUndefined()
    await items.delete(key)
    expect(await items.findOneBy(key)).toBeNull()
    expect(await items.insert({ ...key, price: 2 }, { ifNotExists: true })).toEqual({ applied: true })
    expect((await read()).price).toBe(2)
  })

  it('may be null, which deletes the cell', async () => {
    await items.insert({ ...key, price: 1, note: 'a', tags: new Set(['x']) })
    expect(await items.update(key, { note: null, tags: null }, { if: { price: 1 } })).toEqual({ applied: true })
    const item = await read()
    expect([item.note, item.tags]).toEqual([undefined, new Set()])
    expect(await items.update(key, { price: 2 }, { if: { price: 9 } })).toEqual({
      applied: false,
      current: { price: 1 },
    })
  })
})

describe('a condition that does not hold', () => {
  it('leaves objects as they were, and what is known of them', async () => {
    await items.insert({ ...key, price: 1, note: 'a', tags: new Set(['x']) })
    const item = await read()
    const before = structuredClone({ ...item })
    const patch = { price: 99, tags: Add(['y']) }
    expect((await items.update(key, patch, { if: { note: 'b' } })).applied).toBe(false)
    expect((await items.remove(item, { if: { note: 'b' } })).applied).toBe(false)
    expect((await items.insert(item, { ifNotExists: true })).applied).toBe(false)
    expect({ ...item }).toEqual(before)
    expect(patch).toEqual({ price: 99, tags: Add(['y']) })
    expect(await read()).toEqual(item)
  })

  it('of an insert leaves a new object new: saved, it is inserted whole', async () => {
    await items.insert({ ...key, price: 1, note: 'theirs' })
    const mine = items.create({ ...key, price: 99 })
    expect((await items.insert(mine, { ifNotExists: true })).applied).toBe(false)
    expect({ ...mine }).toMatchObject({ price: 99 })
    const recording = recordStatements(db)
    await items.save(mine)
    expect(recording.statements.map(({ cql }) => cql.split(' ')[0])).toEqual(['INSERT'])
    recording.stop()
    expect(await read()).toMatchObject({ price: 99, note: 'theirs' })
  })

  it('of a batch leaves every row as it was', async () => {
    await items.insert([
      { ...key, price: 1 },
      { ...key, article: 2, price: 2 },
    ])
    const result = await db
      .batch({ kind: 'unlogged' })
      .update(Item, key, { price: 10 }, { if: { price: 1 } })
      .update(Item, { ...key, article: 2 }, { price: 20 }, { if: { price: 1 } })
      .execute()
    expect(result).toMatchObject({ applied: false })
    expect((await items.findBy({ shop: key.shop })).map(({ price }) => price)).toEqual([1, 2])
  })
})

describe('times of writes', () => {
  it('a delete as of a time leaves what was written later', async () => {
    await items.insert({ ...key, price: 1, note: 'a' }, { timestamp: 1000n })
    await items.update(key, { price: 2 }, { timestamp: 3000n })
    await items.delete(key, { timestamp: 2000n })
    expect(await read()).toMatchObject({ price: 2, note: undefined })
    await items.delete(key, { timestamp: 3000n })
    expect(await items.findOneBy(key)).toBeNull()
  })

  it('a Date is its milliseconds, in microseconds', async () => {
    const time = new Date('2020-01-02T03:04:05.678+02:00')
    await items.insert({ ...key, price: 1 }, { timestamp: time })
    await items.insert({ ...key, price: 2 }, { timestamp: BigInt(time.getTime()) * 1000n - 1n })
    expect((await read()).price).toBe(1)
    await items.insert({ ...key, price: 3 }, { timestamp: BigInt(time.getTime()) * 1000n + 1n })
    expect((await read()).price).toBe(3)
  })

  it('writes of one process one after the other keep their order', async () => {
    for (let price = 0; price < 50; price++) await items.update(key, { price, note: price % 2 ? `${price}` : null })
    expect(await read()).toMatchObject({ price: 49, note: '49' })
  })
})
