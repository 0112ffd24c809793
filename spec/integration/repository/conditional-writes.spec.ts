import { randomUUID } from 'node:crypto'
import {
  Add,
  Append,
  Between,
  ClusteringColumn,
  Column,
  Contains,
  ContainsEntry,
  ContainsKey,
  ElementIs,
  FieldIs,
  In,
  IsNull,
  KEY,
  MoreThan,
  NotEqual,
  PartitionKey,
  RemoveAt,
  SetAt,
  SetField,
  StaticColumn,
  Table,
  udt,
  UserType,
} from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

@UserType('lwt_address')
class Address {
  @Column('text') city?: string | null
  @Column('int') zip?: number | null
}

@Table('lwt_seats')
class Seat {
  declare readonly [KEY]?: { partition: ['show']; clustering: ['seat']; static: ['open', 'venue'] }

  @PartitionKey('text') show!: string
  @ClusteringColumn('int') seat!: number
  @StaticColumn('boolean') open?: boolean | null
  @StaticColumn(udt(() => Address, { frozen: false })) venue?: Address
  @Column('text') holder?: string | null
  @Column('int') price?: number
  @Column('set<text>') tags?: Set<string>
  @Column('map<text, int>') extras?: Map<string, number>
  @Column('list<text>') notes?: string[]
  @Column('frozen<list<int>>') code?: number[]
  @Column(udt(() => Address, { frozen: false })) address?: Address
}

let db: DataSource
let seats: Repository<Seat>
let key: { show: string; seat: number }
let other: { show: string; seat: number }

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Seat, Address], defaults: { timeoutMs: 60_000 } })
  seats = db.getRepository(Seat)
})
// A partition a test: emptying the table takes the server seconds.
beforeEach(() => {
  const show = randomUUID()
  key = { show, seat: 1 }
  other = { show, seat: 2 }
})
afterAll(() => db.destroy())

const read = () => seats.findOneByOrFail(key)

describe('insert with ifNotExists', () => {
  it('writes where there is no row, and gives the row that is there', async () => {
    expect(await seats.insert({ ...key, holder: 'Ann', tags: new Set(['x']) }, { ifNotExists: true })).toEqual({
      applied: true,
    })
    await seats.update({ show: key.show }, { open: true })
    const lost = await seats.insert({ ...key, holder: 'Bob' }, { ifNotExists: true })
    expect(lost).toMatchObject({
      applied: false,
      current: { ...key, holder: 'Ann', open: true, tags: new Set(['x']), price: undefined, notes: [] },
    })
    expect(await read()).toMatchObject({ holder: 'Ann' })
  })

  it('gives an entity that is loaded: it can be changed and saved', async () => {
    await seats.insert({ ...key, holder: 'Ann' })
    const lost = await seats.insert({ ...key, holder: 'Bob' }, { ifNotExists: true })
    if (lost.applied) throw new Error('expected the row of Ann')
    const statements = recordStatements(db)
    lost.current!.price = 5
    await seats.save(lost.current!)
    statements.stop()
    expect(statements.statements.map(({ cql }) => cql)).toEqual([
      expect.stringMatching(/^UPDATE .* SET "price" = \? WHERE/),
    ])
  })

  it('is no hindrance to a row beside others, with statics and with fields written one by one', async () => {
    const venue = Object.assign(new Address(), { city: 'London' })
    const address = Object.assign(new Address(), { zip: 1 })
    expect(await seats.insert({ ...key, holder: 'Ann', venue, address }, { ifNotExists: true })).toEqual({
      applied: true,
    })
    expect(await seats.insert({ ...other, holder: 'Bob' }, { ifNotExists: true, ttl: 100 })).toEqual({ applied: true })
    expect(await read()).toMatchObject({ venue: { city: 'London' }, address: { zip: 1 } })
    const lost = await seats.insert({ ...key, venue, address }, { ifNotExists: true })
    expect(lost).toMatchObject({
      applied: false,
      current: { holder: 'Ann', venue: { city: 'London' }, address: { zip: 1 } },
    })
  })
})

describe('update with ifExists', () => {
  it('creates no row', async () => {
    expect(await seats.update(key, { price: 1 }, { ifExists: true })).toEqual({ applied: false })
    await seats.insert(key)
    expect(await seats.update(key, { price: 1 }, { ifExists: true })).toEqual({ applied: true })
    expect((await read()).price).toBe(1)
  })

  it('of static columns asks whether the partition has static cells', async () => {
    const open = () => seats.update({ show: key.show }, { open: true }, { ifExists: true })
    await seats.insert(key)
    expect(await open()).toEqual({ applied: false })
    await seats.update({ show: key.show }, { open: false })
    expect(await open()).toEqual({ applied: true })
    expect((await read()).open).toBe(true)
  })
})

describe('conditions', () => {
  beforeEach(async () => {
    await seats.insert({
      ...key,
      open: false,
      holder: 'Ann',
      price: 5,
      tags: new Set(['a']),
      extras: new Map([['hat', 2]]),
      notes: ['x', 'y'],
      code: [1, 2],
      address: Object.assign(new Address(), { city: 'Bonn', zip: 7 }),
    })
  })

  it.each<[string, object, object]>([
    ['a value', { holder: 'Ann' }, { holder: 'Bob' }],
    ['NotEqual', { holder: NotEqual('Bob') }, { holder: NotEqual('Ann') }],
    ['a comparison', { price: MoreThan(4) }, { price: MoreThan(5) }],
    ['Between', { price: Between(5, 6) }, { price: Between(6, 7) }],
    ['In', { price: In([4, 5]) }, { price: In([6]) }],
    ['IsNull', { holder: NotEqual(null) }, { holder: IsNull() }],
    ['a set', { tags: new Set(['a']) }, { tags: new Set(['b']) }],
    ['a set, empty', { tags: NotEqual(new Set()) }, { tags: new Set() }],
    ['a list', { notes: ['x', 'y'] }, { notes: ['x'] }],
    ['a map', { extras: new Map([['hat', 2]]) }, { extras: new Map([['hat', 3]]) }],
    ['a frozen list', { code: [1, 2] }, { code: [2, 1] }],
    ['an element of a frozen list', { code: ElementIs(1, 2) }, { code: ElementIs(1, 3) }],
    ['an element of a map', { extras: ElementIs('hat', 2) }, { extras: ElementIs('hat', 3) }],
    [
      'an element of a map, compared',
      { extras: ElementIs('hat', MoreThan(1)) },
      { extras: ElementIs('hat', MoreThan(2)) },
    ],
    ['an element of a map, in', { extras: ElementIs('hat', In([2])) }, { extras: ElementIs('hat', In([3])) }],
    ['an element that is not there', { extras: ElementIs('bag', IsNull()) }, { extras: ElementIs('hat', IsNull()) }],
    ['an element of a list', { notes: ElementIs(1, 'y') }, { notes: ElementIs(0, 'y') }],
    ['an element beyond the list', { notes: ElementIs(9, IsNull()) }, { notes: ElementIs(9, 'y') }],
    ['Contains', { tags: Contains('a') }, { tags: Contains('b') }],
    ['Contains of a list', { notes: Contains('y') }, { notes: Contains('z') }],
    ['Contains of a map', { extras: Contains(2) }, { extras: Contains(3) }],
    ['ContainsKey', { extras: ContainsKey('hat') }, { extras: ContainsKey('bag') }],
    ['ContainsEntry', { extras: ContainsEntry('hat', 2) }, { extras: ContainsEntry('hat', 3) }],
    ['a field', { address: FieldIs('city', 'Bonn') }, { address: FieldIs('city', NotEqual('Bonn')) }],
    ['a field, compared', { address: FieldIs('zip', MoreThan(6)) }, { address: FieldIs('zip', In([8])) }],
    ['a user-defined type', { address: { city: 'Bonn', zip: 7 } }, { address: { city: 'Bonn', zip: 8 } }],
    ['a static column', { open: false }, { open: true }],
    ['several', { open: false, price: 5 }, { open: false, price: 6 }],
  ])('%s', async (_, holding, failing) => {
    const [property] = Object.keys(failing).slice(-1)
    const lost = await seats.update(key, { holder: 'Eve' }, { if: failing as { price: number } })
    expect(lost.applied).toBe(false)
    expect(Object.keys((lost as { current: object }).current)).toEqual(Object.keys(failing))
    expect((lost as { current: Record<string, unknown> }).current[property!]).toEqual(
      (await read())[property as 'price'],
    )
    expect((await read()).holder).toBe('Ann')
    expect(await seats.delete(key, { if: failing as { price: number } })).toMatchObject({ applied: false })
    expect(await seats.update(key, { price: 9 }, { if: holding as { price: number } })).toEqual({ applied: true })
    expect((await read()).price).toBe(9)
  })

  it('holding delete the row', async () => {
    expect(await seats.delete(key, { if: { holder: 'Ann' } })).toEqual({ applied: true })
    expect(await seats.findOneBy(key)).toBeNull()
    expect(await seats.delete(key, { ifExists: true })).toEqual({ applied: false })
  })

  it('of a removed entity: it is new only once it is gone', async () => {
    const seat = await read()
    const lost = await seats.remove(seat, { if: { holder: 'Bob' } })
    expect(lost).toEqual({ applied: false, current: { holder: 'Ann' } })
    seat.price = 6
    await seats.save(seat)
    expect(await read()).toMatchObject({ holder: 'Ann', price: 6 })
    expect(await seats.remove(seat, { ifExists: true })).toEqual({ applied: true })
  })
})

describe('a row that is missing', () => {
  it('fails every comparison with a value, and gives no current', async () => {
    expect(await seats.update(key, { price: 1 }, { if: { price: 5 } })).toEqual({ applied: false })
    expect(await seats.update(key, { price: 1 }, { if: { price: MoreThan(5) } })).toEqual({ applied: false })
    expect(await seats.update(key, { price: 1 }, { if: { price: NotEqual(null) } })).toEqual({ applied: false })
    expect(await seats.findOneBy(key)).toBeNull()
  })

  it('meets IsNull and NotEqual, and is created: as documented', async () => {
    expect(await seats.update(key, { price: 1 }, { if: { holder: IsNull() } })).toEqual({ applied: true })
    expect(await seats.update(other, { price: 1 }, { if: { holder: NotEqual('Bob') } })).toEqual({ applied: true })
    expect(await seats.count({ where: { show: key.show } })).toBe(2)
  })
})

describe('patches', () => {
  beforeEach(() => seats.insert({ ...key, notes: ['a', 'b', 'c'], address: { city: 'Bonn', zip: 1 } }))

  it('set and remove elements of lists by their index', async () => {
    await seats.update(key, { notes: SetAt(1, 'B') })
    expect((await read()).notes).toEqual(['a', 'B', 'c'])
    await seats.update(key, { notes: RemoveAt(0) })
    expect((await read()).notes).toEqual(['B', 'c'])
    const error = await errorOf(() => seats.update(key, { notes: RemoveAt(9) }))
    expect(error).toMatchObject({ outcome: 'rejected' })
    expect(error.message).toContain('List index (left out) out of bound')
  })

  it('set and delete one field', async () => {
    await seats.update(key, { address: SetField('zip', 2) })
    expect((await read()).address).toMatchObject({ city: 'Bonn', zip: 2 })
    await seats.update(key, { address: SetField('city', null) })
    expect((await read()).address).toMatchObject({ city: undefined, zip: 2 })
  })

  it('change collections on a condition', async () => {
    expect(
      await seats.update(key, { tags: Add(['x']), notes: Append(['d']) }, { if: { notes: ElementIs(0, 'a') } }),
    ).toEqual({
      applied: true,
    })
    expect(await read()).toMatchObject({ tags: new Set(['x']), notes: ['a', 'b', 'c', 'd'] })
  })
})

describe('an answer that does not come', () => {
  it('is an unknown outcome, which the row decides', async () => {
    // One may be answered within a millisecond; of many on one partition, which the server takes one by one, the last is not.
    const insert = () => seats.insert({ ...key, holder: 'Ann' }, { ifNotExists: true, timeoutMs: 1 })
    const settled = await Promise.allSettled(Array.from({ length: 50 }, insert))
    const last = settled.at(-1)
    const error: unknown = last?.status === 'rejected' ? last.reason : undefined
    expect(error).toMatchObject({ code: 'E_LWT_UNKNOWN', outcome: 'unknown', cause: { code: 'E_TIMEOUT' } })
    // No server answered: whatever is there now, the request may still be on its way.
    expect(await (error as { resolve(): Promise<string> }).resolve()).toBe('undecidable')
  })
})

describe('findOrCreate', () => {
  it('creates once, whatever the number of callers', async () => {
    const found = await Promise.all(
      Array.from({ length: 8 }, (_, price) => seats.findOrCreate(key, { price, holder: `guest ${price}` })),
    )
    const created = found.filter((one) => one.created)
    expect(created).toHaveLength(1)
    for (const { entity } of found) expect(entity).toMatchObject({ holder: created[0]!.entity.holder })
    expect(await seats.findOrCreate(key, { price: 99 })).toMatchObject({
      created: false,
      entity: { price: created[0]!.entity.price },
    })
  })

  it('gives entities that are loaded', async () => {
    const { entity } = await seats.findOrCreate(key, { holder: 'Ann' })
    entity.price = 3
    const statements = recordStatements(db)
    await seats.save(entity)
    statements.stop()
    expect(statements.statements[0]!.cql).toMatch(/^UPDATE .* SET "price" = \? WHERE/)
  })

  it('refuses a row that has another key, before anything is sent', async () => {
    const statements = recordStatements(db)
    expect(await errorOf(() => seats.findOrCreate(key, { seat: 2 }))).toMatchObject({ code: 'E_KEY', property: 'seat' })
    expect(await errorOf(() => seats.findOrCreate({ ...key, holder: 'x' } as never, {}))).toMatchObject({
      code: 'E_KEY',
    })
    expect(await errorOf(() => seats.findOrCreate(key, { price: 'x' } as never))).toMatchObject({ code: 'E_VALUE' })
    statements.stop()
    expect(statements.statements).toEqual([])
  })
})

describe('preload and upsert', () => {
  it('preload reads and changes, and writes nothing', async () => {
    expect(await seats.preload({ ...key, price: 1 })).toBeUndefined()
    await seats.upsert({ ...key, holder: 'Ann', price: 1 })
    const seat = await seats.preload({ ...key, price: 2, holder: undefined, tags: new Set(['x']) })
    expect(seat).toBeInstanceOf(Seat)
    expect(seat).toMatchObject({ holder: 'Ann', price: 2 })
    expect((await read()).price).toBe(1)
    await seats.save(seat!)
    expect(await read()).toMatchObject({ holder: 'Ann', price: 2, tags: new Set(['x']) })
  })

  it('upsert replaces the cells it names', async () => {
    await seats.upsert({ ...key, holder: 'Ann', price: 1 })
    await seats.upsert({ ...key, holder: 'Bob' })
    expect(await read()).toMatchObject({ holder: 'Bob', price: 1 })
  })
})
