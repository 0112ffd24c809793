import { Add, Column, In, KEY, PartitionKey, Remove, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { connect, run } from '../schema/support/database.js'
import type { RecordingDriver } from '../schema/support/database.js'
import { errorOf } from '../../support/error-of.js'

enum State {
  Open = 'open',
  Closed = 'closed',
}

/** Cents as a number of the application, whole euros as a fraction refused. */
const cents = {
  to: (euros: number) => {
    if (!Number.isInteger(euros * 100)) throw new RangeError('not in cents')
    return BigInt(euros * 100)
  },
  from: (stored: bigint) => Number(stored) / 100,
}

@Table('orders')
class Order {
  declare readonly [KEY]?: { partition: ['region']; generated: ['flags', 'totals', 'steps', 'byList'] }

  @PartitionKey('text', { enum: ['north', 'south', 'east'] }) region!: 'north' | 'south' | 'east'
  @Column('text', { enum: State }) state?: State
  @Column('int', { enum: [1, 2, 3] }) priority?: 1 | 2 | 3
  @Column('set<text>', { enum: ['a', 'b'], as: 'array' }) flags!: ('a' | 'b')[]
  @Column('map<text, bigint>', { as: 'object' }) totals!: Record<string, bigint>
  @Column('list<bigint>', { as: 'number' }) steps!: number[]
  @Column('varint', { transformer: [cents] }) price?: number | null
  @Column('frozen<set<int>>', {
    transformer: {
      to: (text: string) => new Set(text.split(' ').map(Number)),
      from: (stored: Set<number>) => [...stored].join(' '),
    },
  })
  rooms?: string
  @Column('text', {
    transformer: {
      to: (value: object) => `${Math.random()} ${JSON.stringify(value)}`,
      from: (stored: string) => JSON.parse(stored.slice(stored.indexOf(' '))) as { a: number },
    },
  })
  secret?: { a: number }
  @Column('map<frozen<list<int>>, text>') byList!: Map<number[], string>
}

let db: DataSource
let orders: Repository<Order>
let admin: RecordingDriver
let keyspace: string

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Order] })
  orders = db.getRepository(Order)
  admin = await connect()
  keyspace = /"(test_[^"]*)"/.exec(orders.explain('clear').cql)![1]!
})
beforeEach(() => orders.clear())
afterAll(async () => {
  await db.destroy()
  await admin.shutdown()
})

const north = { region: 'north' as const }
const read = () => orders.findOneByOrFail(north)
const stored = async (columns: string) => (await run(admin, `SELECT ${columns} FROM "${keyspace}".orders`)).rows![0]!

describe('an enum', () => {
  it('holds for what is stored: values, elements, keys of new rows', async () => {
    await orders.insert({ ...north, state: State.Open, priority: 2, flags: ['a'] })
    expect(await read()).toMatchObject({ state: 'open', priority: 2, flags: ['a'] })
    for (const [property, attempt] of [
      ['state', () => orders.insert({ ...north, state: 'ajar' as State })],
      ['state', () => orders.update(north, { state: 'ajar' as State })],
      ['priority', () => orders.update(north, { priority: 4 as never })],
      ['flags', () => orders.update(north, { flags: Add(['c']) as never })],
      ['region', () => orders.insert({ region: 'west' as never })],
      ['region', () => orders.update({ region: 'west' as never }, { priority: 1 })],
    ] as const) {
      const error = await errorOf(attempt)
      expect(error).toMatchObject({ code: 'E_VALUE', property, outcome: 'not_sent' })
      expect(error.message).not.toMatch(/ajar|west/)
    }
  })

  it('does not stand in the way of what is there already', async () => {
    await run(admin, `INSERT INTO "${keyspace}".orders (region, state, flags) VALUES ('west', 'ajar', {'a', 'old'})`)
    const order = (await orders.findOne({ where: { region: 'west' as never } }))!
    expect(order).toMatchObject({ state: 'ajar', flags: ['a', 'old'] })
    expect(await orders.find({ where: { region: In(['west' as never]) } })).toHaveLength(1)
    order.flags = order.flags.filter((flag: string) => flag !== 'old')
    expect(await errorOf(() => orders.save(order))).toMatchObject({ property: 'region' })
    await orders.insert({ ...north, flags: ['a'] })
    await run(admin, `UPDATE "${keyspace}".orders SET flags = flags + {'old'} WHERE region = 'north'`)
    await orders.update(north, { flags: Remove(['old' as never]) })
    expect((await read()).flags).toEqual(['a'])
    await orders.remove(order)
    expect(await orders.exists({ where: { region: 'west' as never } })).toBe(false)
  })
})

describe('representations', () => {
  it('are read, compared, and changed by element as the defaults are', async () => {
    await orders.insert({ ...north, flags: ['a', 'b'], totals: { x: 2n ** 60n, ['__proto__']: 1n }, steps: [1, 2] })
    const order = await read()
    expect(order.steps).toEqual([1, 2])
    expect(Object.entries(order.totals).length).toBeGreaterThan(0)
    const sent = recordStatements(db)
    await orders.save(order)
    expect(sent.statements).toEqual([])
    order.flags = ['b']
    order.totals.y = 3n
    await orders.save(order)
    expect(sent.statements[0]!.cql).toContain('"flags" = "flags" - ?')
    expect(sent.statements[0]!.cql).toContain('"totals" = "totals" + ?')
    sent.stop()
    expect(await read()).toMatchObject({ flags: ['b'], totals: { x: 2n ** 60n, y: 3n } })
  })

  it('are those of empty collections as well', async () => {
    await orders.insert(north)
    expect(await read()).toMatchObject({ flags: [], totals: {}, steps: [] })
  })
})

describe('save', () => {
  it('takes no map whose keys are stored alike', async () => {
    await orders.insert({ ...north, byList: new Map([[[1], 'a']]) })
    const order = await read()
    order.byList = new Map([
      [[1], 'a'],
      [[1], 'b'],
    ])
    expect(await errorOf(() => orders.save(order))).toMatchObject({ code: 'E_VALUE', property: 'byList' })
  })

  it('takes what was inserted since for new', async () => {
    await orders.insert({ ...north, priority: 1 })
    const order = await read()
    order.priority = 2
    await orders.insert(order)
    order.priority = 1
    await orders.save(order)
    expect((await read()).priority).toBe(1)
  })
})

describe('transformers', () => {
  it('change values on both ways, in conditions of any kind, and are no reason to write', async () => {
    await orders.insert({ ...north, price: 9.5, rooms: '3 1' })
    expect(await stored('price, rooms')).toMatchObject({ price: 950n, rooms: new Set([1, 3]) })
    const order = await read()
    expect(order).toMatchObject({ price: 9.5, rooms: '1 3' })
    const sent = recordStatements(db)
    order.rooms = '3 1'
    await orders.save(order)
    expect(sent.statements).toEqual([])
    sent.stop()
    order.price = null
    await orders.save(order)
    expect((await read()).price).toBeUndefined()
  })

  it('need not make the same of a value twice', async () => {
    await orders.insert({ ...north, secret: { a: 1 } })
    const order = await read()
    expect(order.secret).toEqual({ a: 1 })
    const sent = recordStatements(db)
    await orders.save(order)
    expect(sent.statements).toEqual([])
    order.secret!.a = 2
    await orders.save(order)
    expect(sent.statements).toHaveLength(1)
    sent.stop()
    expect((await read()).secret).toEqual({ a: 2 })
  })

  it('that throw are named, nothing being sent', async () => {
    const sent = recordStatements(db)
    for (const attempt of [
      () => orders.insert({ ...north, price: 0.001 }),
      () => orders.save({ ...north, price: 0.001 }),
      () => orders.update(north, { price: 0.001 }),
    ]) {
      const error = await errorOf(attempt)
      expect(error).toMatchObject({ code: 'E_TRANSFORMER', property: 'price', outcome: 'not_sent' })
      expect(error.cause).toBeInstanceOf(RangeError)
    }
    expect(sent.statements).toEqual([])
    sent.stop()
  })
})
