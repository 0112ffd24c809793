import {
  ClusteringColumn,
  Column,
  Computed,
  CounterColumn,
  KEY,
  PartitionKey,
  StaticColumn,
  Table,
  udt,
  UserType,
} from '../../../lib/index.js'
import type { Batch, BatchOutcome, DataSource } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { serverWarnings } from './support/server-warnings.js'

@UserType('parcel')
class Parcel {
  @Column('text') carrier?: string
  @Column('int') weight?: number
}

@Table('orders')
class Order {
  declare readonly [KEY]?: { partition: ['customer']; clustering: ['number']; static: ['greeting'] }

  @PartitionKey('text') customer!: string
  @ClusteringColumn('int') number!: number
  @StaticColumn('text') greeting?: string
  @Column('text') note?: string | null
  @Column('set<text>') tags?: Set<string>
  @Column('list<int>') amounts?: number[]
  @Column('map<text, int>') counts?: Map<string, number>
  @Column('frozen<list<int>>') sizes?: number[]
  @Column(udt(() => Parcel, { frozen: false })) parcel?: Parcel
  @Computed({ writetime: 'note' }) writtenAt?: bigint
}

@Table('orders_by_day')
class OrderByDay {
  declare readonly [KEY]?: { partition: ['day']; clustering: ['customer', 'number'] }

  @PartitionKey('date') day!: string
  @ClusteringColumn('text') customer!: string
  @ClusteringColumn('int') number!: number
  @Column('text') note?: string | null
}

@Table('clicks')
class Clicks {
  declare readonly [KEY]?: { partition: ['page']; counter: ['clicks'] }

  @PartitionKey('text') page!: string
  @CounterColumn() clicks?: bigint
}

let db: DataSource
let last = 0

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Order, OrderByDay, Clicks], logging: [] })
})
afterAll(() => db.destroy())

const newCustomer = () => `customer ${++last}`
const ordersOf = (customer: string) => db.getRepository(Order).findBy({ customer })

/** The size of a batch as the server says it, in the warning it gives above 5,120 bytes. */
async function sizeByServer(batch: Batch): Promise<number> {
  const [warning] = await serverWarnings(() => batch.execute())
  return Number(/is of size (\d+)/.exec(warning ?? '')?.[1])
}

describe('a batch', () => {
  it('writes several tables with one request', async () => {
    const customer = newCustomer()
    const recording = recordStatements(db)
    await db
      .batch()
      .insert(Order, { customer, number: 1, note: 'a', parcel: { carrier: 'c' } })
      .insert(OrderByDay, { day: '2026-01-02', customer, number: 1, note: 'a' })
      .update(Order, { customer }, { greeting: 'hello' })
      .execute()
    recording.stop()
    expect(recording.statements).toHaveLength(1)
    expect(recording.statements[0]!.cql).toMatch(
      /^BEGIN BATCH INSERT .* ; UPDATE .* ; INSERT .* ; UPDATE .* ; APPLY BATCH$/,
    )
    expect(await ordersOf(customer)).toMatchObject([{ number: 1, greeting: 'hello', parcel: { carrier: 'c' } }])
    const byDay = { day: '2026-01-02', customer, number: 1 }
    expect(await db.getRepository(OrderByDay).findOneBy(byDay)).toMatchObject({ note: 'a' })
  })

  it('leaves alone what members do not say', async () => {
    const customer = newCustomer()
    await db.getRepository(Order).insert({ customer, number: 1, note: 'kept', tags: new Set(['a']) })
    await db.batch().insert(Order, { customer, number: 1, greeting: 'g' }).execute()
    expect(await ordersOf(customer)).toMatchObject([{ note: 'kept', tags: new Set(['a']), greeting: 'g' }])
  })

  it('gives its time to all members, and each its own', async () => {
    const customer = newCustomer()
    const at = new Date('2026-01-02T03:04:05.006Z')
    await db.batch({ timestamp: at }).insert(Order, { customer, number: 1, note: 'n' }).execute()
    await db.batch({ kind: 'unlogged' }).insert(Order, { customer, number: 2, note: 'n' }, { timestamp: 5n }).execute()
    const [first, second] = await ordersOf(customer)
    expect(first!.writtenAt).toBe(BigInt(at.getTime()) * 1000n)
    expect(second!.writtenAt).toBe(5n)
  })

  it('empties a partition and fills it, the deletion being earlier', async () => {
    const customer = newCustomer()
    await db.getRepository(Order).insert({ customer, number: 1, note: 'old' }, { timestamp: 1n })
    await db
      .batch()
      .delete(Order, { customer }, { partition: true, timestamp: BigInt(Date.now() - 1000) * 1000n })
      .insert(Order, { customer, number: 2, note: 'new' })
      .execute()
    expect(await ordersOf(customer)).toMatchObject([{ number: 2, note: 'new' }])
  })

  it('counts', async () => {
    const page = newCustomer()
    await db
      .batch({ kind: 'counter' })
      .increment(Clicks, { page }, 'clicks', 2)
      .increment(Clicks, { page }, 'clicks', 3n)
      .decrement(Clicks, { page: `${page} else` }, 'clicks')
      .execute()
    const clicks = db.getRepository(Clicks)
    expect(await clicks.findOneBy({ page })).toMatchObject({ clicks: 5n })
    expect(await clicks.findOneBy({ page: `${page} else` })).toMatchObject({ clicks: -1n })
  })

  it('saves entities: changes only, and knows them as saved', async () => {
    const customer = newCustomer()
    const orders = db.getRepository(Order)
    const entity = orders.create({ customer, number: 1, note: 'a', tags: new Set(['a']) })
    await db.batch().save(entity).execute()
    const [loaded] = await ordersOf(customer)
    loaded!.tags!.add('b')
    entity.note = 'b'
    await db.batch().save(entity).save(loaded!).execute()
    expect(await ordersOf(customer)).toMatchObject([{ note: 'b', tags: new Set(['a', 'b']) }])
    const recording = recordStatements(db)
    await db.batch().save(entity).save(loaded!).execute()
    recording.stop()
    expect(recording.statements).toEqual([])
    await db.batch().remove(loaded!).execute()
    expect(await ordersOf(customer)).toEqual([])
  })

  it('takes raw statements', async () => {
    const customer = newCustomer()
    const table = db.getRepository(Order).explain('clear').cql.replace('TRUNCATE TABLE ', '')
    await db.batch().add(`INSERT INTO ${table} ("customer", "number") VALUES (?, ?)`, [customer, 7]).execute()
    expect(await ordersOf(customer)).toMatchObject([{ number: 7 }])
  })

  it('checks the values of raw statements by their markers, and sends nothing where one does not fit', async () => {
    const customer = newCustomer()
    const table = db.getRepository(Order).explain('clear').cql.replace('TRUNCATE TABLE ', '')
    const insert = `INSERT INTO ${table} ("customer", "number", "tags") VALUES (?, ?, ?)`
    const recording = recordStatements(db)
    const error = await errorOf(() =>
      db
        .batch()
        .add(insert, [customer, 'seven', ['a']])
        .execute(),
    )
    recording.stop()
    expect(error).toMatchObject({ outcome: 'not_sent' })
    expect(error.message).not.toContain('seven')
    expect(recording.statements.filter(({ cql }) => cql.startsWith('BEGIN'))).toEqual([])
    await db
      .batch()
      .add(insert, [customer, 8, ['a']])
      .execute()
    expect(await ordersOf(customer)).toMatchObject([{ number: 8, tags: new Set(['a']) }])
  })

  it('writes nothing where the server refuses one of it, and says so', async () => {
    const customer = newCustomer()
    const error = await errorOf(() =>
      db
        .batch()
        .insert(Order, { customer, number: 1, note: 'secret' })
        .add('INSERT INTO nowhere.at_all (k) VALUES (?)', [1])
        .execute(),
    )
    expect(error).toMatchObject({ code: 'E_QUERY', outcome: 'rejected' })
    expect(error.cql).toBe('INSERT INTO nowhere.at_all (k) VALUES (?)')
    expect(error.message).not.toContain('secret')
    expect(await ordersOf(customer)).toEqual([])
  })
})

describe('the size of a batch', () => {
  const rowsOf = (batch: Batch): void => {
    const customer = newCustomer()
    batch
      .insert(Order, { customer, number: 1, note: 'n'.repeat(700), amounts: [1, 2, 3] })
      .insert(Order, { customer, number: 2, tags: new Set(['a', 'bcd']), sizes: [1, 2] }, { ttl: 60 })
      .update(Order, { customer, number: 2 }, { counts: new Map([['k', 1]]), note: null })
      .update(Order, { customer }, { greeting: 'hello' })
      .delete(Order, { customer, number: 3 })
      .insert(OrderByDay, {
        day: `2026-01-${String((last % 20) + 1)}`.replace(/-(\d)$/, '-0$1'),
        customer,
        number: 1,
        note: 'x'.repeat(300),
      })
      .save(db.getRepository(Order).create({ customer, number: 4, parcel: { carrier: 'abc', weight: 1 } }))
  }

  it('is what the server counts, within a tenth', async () => {
    const batch = db.batch()
    for (let i = 0; i < 6; i++) rowsOf(batch)
    const estimated = batch.explain().bytes
    const counted = await sizeByServer(batch)
    expect(counted).toBeGreaterThan(5120)
    expect(Math.abs(estimated / counted - 1)).toBeLessThan(0.1)
  })

  it('is refused where the server would refuse it, and not in one partition', async () => {
    const customer = newCustomer()
    const one = db.batch()
    for (let number = 0; number < 30; number++) one.insert(Order, { customer, number, note: 'x'.repeat(2000) })
    await one.execute()
    expect(await ordersOf(customer)).toHaveLength(30)
    const several = db.batch()
    const error = await errorOf(() => {
      for (let number = 0; number < 30; number++)
        several.insert(Order, { customer: newCustomer(), number, note: 'x'.repeat(2000) })
    })
    expect(error.code).toBe('E_BATCH_TOO_LARGE')
    await several.execute()
  })
})

describe('a batch with conditions', () => {
  const orders = () => db.getRepository(Order)
  const rowsByNumber = (outcome: BatchOutcome) =>
    outcome.applied ? [] : [...outcome.rows].sort((a, b) => Number(a.key.number) - Number(b.key.number))

  it('is applied as a whole', async () => {
    const customer = newCustomer()
    await orders().insert({ customer, number: 1, note: 'a' })
    const outcome = await db
      .batch()
      .insert(Order, { customer, number: 2, note: 'b' }, { ifNotExists: true })
      .update(Order, { customer, number: 1 }, { note: 'c' }, { if: { note: 'a' }, ttl: 100 })
      .update(Order, { customer }, { greeting: 'g' })
      .delete(Order, { customer, number: 3 })
      .execute()
    expect(outcome).toEqual({ applied: true })
    expect(await ordersOf(customer)).toMatchObject([
      { number: 1, note: 'c', greeting: 'g' },
      { number: 2, note: 'b' },
    ])
  })

  it('or not at all, and says what the rows held, by key, those whose condition held too', async () => {
    const customer = newCustomer()
    await orders().insert([
      { customer, number: 1, note: 'a' },
      { customer, number: 2, note: 'b' },
      { customer, number: 3, note: 'c' },
    ])
    const outcome = await db
      .batch({ kind: 'unlogged' })
      .update(Order, { customer, number: 2 }, { note: 'x' }, { if: { note: 'b' } })
      .update(Order, { customer, number: 1 }, { note: 'x' }, { if: { note: 'other' } })
      .insert(Order, { customer, number: 3, note: 'x' }, { ifNotExists: true })
      .update(Order, { customer, number: 9 }, { note: 'x' }, { ifExists: true })
      .insert(Order, { customer, number: 4, note: 'x' })
      .execute()
    expect(outcome.applied).toBe(false)
    const rows = rowsByNumber(outcome)
    expect(rows).toMatchObject([
      { entity: Order, key: { customer, number: 1 }, current: { note: 'a' } },
      { entity: Order, key: { customer, number: 2 }, current: { note: 'b' } },
      { entity: Order, key: { customer, number: 3 } },
    ])
    expect(rows[0]!.current).toEqual({ note: 'a' })
    expect(rows[2]!.current).toBeInstanceOf(Order)
    expect(rows[2]!.current).toMatchObject({ number: 3, note: 'c', tags: new Set() })
    expect((await ordersOf(customer)).map(({ note }) => note)).toEqual(['a', 'b', 'c'])
  })

  it('of one statement, and of one insert that is written field by field, says the row as well', async () => {
    const customer = newCustomer()
    await orders().insert({ customer, number: 1, note: 'a' })
    const one = await db
      .batch()
      .update(Order, { customer, number: 1 }, { note: 'x' }, { if: { note: 'b' } })
      .execute()
    expect(one).toEqual({
      applied: false,
      rows: [{ entity: Order, key: { customer, number: 1 }, current: { note: 'a' } }],
    })
    const split = await db
      .batch()
      .insert(Order, { customer, number: 1, parcel: { carrier: 'c' } }, { ifNotExists: true })
      .execute()
    expect(rowsByNumber(split)).toMatchObject([{ key: { customer, number: 1 }, current: { note: 'a' } }])
    expect((await ordersOf(customer))[0]!.parcel).toBeUndefined()
  })

  it('on a row that is missing says nothing of it', async () => {
    const customer = newCustomer()
    const outcome = await db
      .batch()
      .update(Order, { customer, number: 1 }, { note: 'x' }, { if: { note: 'b' } })
      .execute()
    expect(outcome).toEqual({ applied: false, rows: [] })
  })

  it('on statics is told by the partition key', async () => {
    const customer = newCustomer()
    await orders().insert({ customer, number: 1, note: 'a', greeting: 'hello' })
    const outcome = await db
      .batch()
      .update(Order, { customer }, { greeting: 'x' }, { if: { greeting: 'other' } })
      .insert(Order, { customer, number: 2, note: 'x' })
      .execute()
    expect(outcome).toEqual({
      applied: false,
      rows: [{ entity: Order, key: { customer }, current: { greeting: 'hello' } }],
    })
  })

  it('takes two conditions on one row together', async () => {
    const customer = newCustomer()
    await orders().insert({ customer, number: 1, note: 'a', amounts: [1] })
    const outcome = await db
      .batch()
      .update(Order, { customer, number: 1 }, { note: 'x' }, { if: { note: 'b' } })
      .update(Order, { customer, number: 1 }, { amounts: [2] }, { if: { amounts: [1] } })
      .execute()
    expect(rowsByNumber(outcome)).toMatchObject([{ current: { note: 'a', amounts: [1] } }])
  })

  it('marks what it saves only when it is applied', async () => {
    const customer = newCustomer()
    await orders().insert({ customer, number: 1, note: 'a' })
    const entity = orders().create({ customer, number: 2, note: 'new' })
    const conditional = (note: string) =>
      db.batch().save(entity).update(Order, { customer, number: 1 }, { note: 'x' }, { if: { note } }).execute()
    expect(await conditional('other')).toMatchObject({ applied: false })
    const recording = recordStatements(db)
    expect(await conditional('a')).toEqual({ applied: true })
    await orders().save(entity)
    recording.stop()
    expect(recording.statements).toHaveLength(1)
    expect(recording.statements[0]!.cql).toMatch(/INSERT INTO/)
  })
})
