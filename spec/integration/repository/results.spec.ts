import { Element, Field, In, Ttl, Writetime } from '../../../lib/index.js'
import type { DataSource, FindOptions, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { Measurement } from '../../support/result-entities.js'

let db: DataSource
let measurements: Repository<Measurement>
const where = { site: 'a', day: 1 }

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Measurement] })
  measurements = db.getRepository(Measurement)
  await measurements.insert(
    {
      ...{ ...where, hour: 1, minute: 1, tiny: 100, big: 2n ** 62n, small: 7, value: 0.5, rough: 0.25, price: '1.10' },
      ...{ note: 'first', loud: 'HEY', tags: new Set(['x']), counts: new Map([['a', 5]]), moments: { b: new Date(5) } },
      ...{ place: { city: 'Oslo', zip: 150 }, loose: { city: 'Bergen' } },
    },
    { timestamp: 1_700_000_000_000_000n, ttl: 5000 },
  )
  await measurements.insert([
    { ...where, hour: 1, minute: 2, tiny: 100, big: 2n ** 62n, value: 1.5, rough: 0.5, price: '1.15', note: 'second' },
    { ...where, hour: 2, minute: 1, tiny: 101, big: 2n ** 62n, value: -2, price: '6.10', note: 'third' },
    { site: 'a', day: 2, hour: 3, minute: 3, value: NaN, note: 'fourth' },
  ])
  await measurements.update({ site: 'a', day: 3 }, { owner: 'nobody but the partition' })
  await measurements.update(where, { owner: 'Ada' })
})

afterAll(() => db.destroy())

describe('select maps on a server', () => {
  it('read write times, times left, fields and elements', async () => {
    const [row, second] = await measurements.find({
      where,
      limit: 2,
      select: {
        note: true,
        writtenAt: true,
        written: Writetime('price'),
        left: Ttl('price'),
        city: Field('place', 'city'),
        zip: Field('place', 'zip'),
        looseCity: Field('loose', 'city'),
        a: Element('counts', 'a'),
        b: Element('counts', 'b'),
        when: Element('moments', 'b'),
        owned: Writetime('owner'),
      },
    })
    expect(row).toEqual({
      note: 'first',
      writtenAt: 1_700_000_000_000_000n,
      written: 1_700_000_000_000_000n,
      left: expect.any(Number) as number,
      city: 'Oslo',
      zip: 150,
      looseCity: 'Bergen',
      a: 5,
      b: undefined,
      when: new Date(5),
      owned: expect.any(BigInt) as bigint,
    })
    expect(row!.left).toBeGreaterThan(4000)
    expect(second).toMatchObject({ note: 'second', left: undefined, city: undefined, a: undefined, when: undefined })
    expect(await errorOf(() => measurements.save(row as never))).toMatchObject({ code: 'E_NARROWED' })
  })

  it('read names that every object has', async () => {
    const select = Object.fromEntries([['__proto__', Element('counts', 'a')]])
    const [row] = await measurements.find({ where, limit: 1, select: select as never })
    expect(Object.entries(row!)).toEqual([['__proto__', 5]])
  })
})

describe('groups and partitions on a server', () => {
  it('are the first row of each group, entities that can be saved', async () => {
    const found = await measurements.find({ where, groupBy: ['hour'] })
    expect(found.map(({ note }) => note)).toEqual(['first', 'third'])
    const statements = recordStatements(db)
    await measurements.save(Object.assign(found[0]!, { note: 'first, again' }))
    await measurements.update({ ...where, hour: 1, minute: 1 }, { note: 'first' })
    statements.stop()
    expect(statements.statements.map(({ cql }) => /SET .* WHERE/.exec(cql)?.[0])).toEqual(
      Array(2).fill('SET "note" = ? WHERE'),
    )
  })

  it('are grouped in reverse, limited, and past one value', async () => {
    const notes = async (options: FindOptions<Measurement, undefined, false>) =>
      (await measurements.find(options)).map((row) => row.note)
    expect(await notes({ where, groupBy: ['hour'], order: { hour: 'desc' } })).toEqual(['third', 'second'])
    expect(await notes({ where, groupBy: ['hour'], limit: 1 })).toEqual(['first'])
    expect(await notes({ where, groupBy: ['hour'], perPartitionLimit: 1 })).toEqual(['first'])
    expect(await notes({ where: { ...where, hour: 1 }, groupBy: ['minute'] })).toEqual(['first', 'second'])
    expect(await notes({ where, groupBy: ['site', 'day'], fetchSize: 1 })).toEqual(['first'])
    expect(await notes({ where, groupBy: ['hour'], fetchSize: 1 })).toEqual(['first', 'third'])
    expect(await notes({ where: { site: 'a', day: In([1, 2]) }, groupBy: ['site', 'day'] })).toEqual([
      'first',
      'fourth',
    ])
  })

  it('are told apart by their keys', async () => {
    expect(await measurements.find({ where, distinct: true })).toEqual([{ ...where, owner: 'Ada' }])
    const all = await measurements.find({ distinct: true, scan: true })
    expect(all.sort((a, b) => a.day - b.day)).toEqual([
      { ...where, owner: 'Ada' },
      { site: 'a', day: 2, owner: undefined },
      { site: 'a', day: 3, owner: 'nobody but the partition' },
    ])
    const days = await measurements.find({ where: { site: 'a', day: In([1, 2, 9]) }, distinct: true, select: ['day'] })
    expect(days).toEqual([{ day: 1 }, { day: 2 }])
    expect(await measurements.findOne({ where: { site: 'z', day: 1 }, distinct: true })).toBeNull()
    expect(
      await measurements.find({
        where: { owner: 'Ada' },
        allowFiltering: true,
        distinct: true,
        select: ['site', 'day'],
      }),
    ).toEqual([where])
  })
})

describe('rows of another class and lazy rows on a server', () => {
  class Summary {
    readonly kind = 'summary'
    note?: string
    get shout(): string {
      return `${this.note}!`
    }
  }

  it('are instances of it, and cannot be saved', async () => {
    const [summary] = await measurements.find({ where, limit: 1, into: Summary, select: ['note'] })
    expect(summary).toBeInstanceOf(Summary)
    expect(summary).toMatchObject({ kind: 'summary', note: 'first', shout: 'first!' })
    expect(await errorOf(() => measurements.save(summary as never))).toMatchObject({ code: 'E_NARROWED' })
  })

  it('are entities once they are taken', async () => {
    const rows = await measurements.find({ where, lazy: true, fetchSize: 2 })
    const usual = await measurements.find({ where })
    expect(rows).toHaveLength(3)
    expect(rows[2]).toBeInstanceOf(Measurement)
    expect([...rows]).toEqual(usual)
    expect(JSON.stringify(rows.map(({ note }) => note))).toBe('["first","second","third"]')
    const statements = recordStatements(db)
    await measurements.save(rows[2]!)
    await measurements.save(Object.assign(rows[2]!, { note: 'third' }))
    statements.stop()
    expect(statements.statements).toEqual([])
  })
})

describe('figures on a server', () => {
  it('neither overflow nor truncate', async () => {
    expect(await measurements.sum('tiny', where)).toBe(301n)
    expect(await measurements.sum('big', where)).toBe(3n * 2n ** 62n)
    expect(await measurements.sum('small', where)).toBe(7n)
    expect(await measurements.sum('value', where)).toBe(0)
    expect(await measurements.sum('rough', where)).toBe(0.75)
    expect(await measurements.sum('price', where)).toBe('8.35')
    expect(await measurements.average('tiny', where)).toBeCloseTo(301 / 3, 12)
    expect(await measurements.average('big', where)).toBe(2 ** 62)
    expect(await measurements.average('hour', where)).toBeCloseTo(4 / 3, 12)
    expect(await measurements.average('price', where)).toBe('2.7833333333333333333333333333333333')
  })

  it('are the least and the greatest, as the column is read', async () => {
    expect(await measurements.minimum('value', where)).toBe(-2)
    expect(await measurements.maximum('note', where)).toBe('third')
    expect(await measurements.maximum('small', where)).toBe(7)
    expect(await measurements.minimum('loud', where)).toBe('HEY')
    expect(await measurements.minimum('minute', { ...where, hour: 1 })).toBe(1)
    expect(await measurements.maximum('owner', where)).toBe('Ada')
  })

  it('of no values', async () => {
    for (const none of [
      { site: 'none', day: 1 },
      { site: 'a', day: 3 },
    ]) {
      expect(await measurements.sum('big', none)).toBe(0n)
      expect(await measurements.sum('value', none)).toBe(0)
      expect(await measurements.sum('price', none)).toBe('0')
      expect(await measurements.average('big', none)).toBeUndefined()
      expect(await measurements.average('price', none)).toBeUndefined()
      expect(await measurements.minimum('note', none)).toBeUndefined()
    }
  })

  it('are NaN where a value is', async () => {
    const nan = { site: 'a', day: 2 }
    expect(await measurements.sum('value', nan)).toBe(NaN)
    expect(await measurements.average('value', nan)).toBe(NaN)
    expect(await measurements.maximum('value', nan)).toBe(NaN)
    expect(await measurements.maximum('value', { site: 'a', day: In([1, 2]) })).toBe(NaN)
    expect(await measurements.minimum('value', { site: 'a', day: In([1, 2]) })).toBe(-2)
  })

  it('read the whole table on purpose, and rows that are filtered', async () => {
    expect(await measurements.sum('tiny', undefined, { scan: true })).toBe(301n)
    expect(await measurements.sum('tiny', { note: 'third' }, { allowFiltering: true })).toBe(101n)
  })

  it('count, and count past a limit', async () => {
    expect(await measurements.countBy(where)).toBe(3)
    expect(await measurements.countBy({ site: 'a', day: 3 })).toBe(1)
    expect(await measurements.existsBy({ site: 'a', day: 3 })).toBe(true)
    expect(await measurements.existsBy({ ...where, hour: 9 })).toBe(false)
    const [rows, count] = await measurements.findAndCount({ where, limit: 2, order: { hour: 'desc' } })
    expect(rows.map(({ note }) => note)).toEqual(['third', 'second'])
    expect(count).toBe(3)
    expect((await measurements.findAndCount({ where, select: ['note'], fetchSize: 1 }))[1]).toBe(3)
  })
})
