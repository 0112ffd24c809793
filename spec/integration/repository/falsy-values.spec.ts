import { Add, ClusteringColumn, Column, In, KEY, PartitionKey, Put, StaticColumn, Table } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'

@Table('falsy')
class Falsy {
  declare readonly [KEY]?: { partition: ['zero', 'no']; clustering: ['empty', 'none']; static: ['off'] }

  @PartitionKey('int') zero!: number
  @PartitionKey('boolean') no!: boolean
  @ClusteringColumn('text') empty!: string
  @ClusteringColumn('bigint') none!: bigint
  @StaticColumn('boolean') off?: boolean | null
  @Column('int', { default: 7 }) number?: number | null
  @Column('boolean', { default: true }) flag?: boolean | null
  @Column('text', { default: 'x' }) text?: string | null
  @Column('bigint', { default: 7n }) big?: bigint | null
  @Column('blob') bytes?: Buffer | null
  @Column('timestamp') moment?: Date | null
  @Column('set<int>') set?: Set<number>
  @Column('map<text, boolean>') map?: Map<string, boolean>
}

/** Values that a careless test for truth takes for nothing. */
const values = {
  off: false,
  number: 0,
  flag: false,
  text: '',
  big: 0n,
  bytes: Buffer.alloc(0),
  moment: new Date(0),
  set: new Set([0]),
  map: new Map([['', false]]),
}
const others = {
  off: true,
  number: 1,
  flag: true,
  text: 'a',
  big: 1n,
  bytes: Buffer.from([1]),
  moment: new Date(1),
  set: new Set([1]),
  map: new Map([['a', true]]),
}
const key = { zero: 0, no: false, empty: '', none: 0n }

let db: DataSource
let rows: Repository<Falsy>

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Falsy] })
  rows = db.getRepository(Falsy)
})
beforeEach(() => rows.delete({ zero: 0, no: false }, { partition: true }))
afterAll(() => db.destroy())

const read = () => rows.findOneByOrFail(key)

describe('0, false and what is empty are values', () => {
  it('in keys and rows, and no reason for a default', async () => {
    await rows.insert({ ...key, ...values })
    expect(await read()).toEqual({ ...key, ...values })
    expect(rows.hasKey(await read())).toBe(true)
    expect(rows.getKey(await read())).toEqual(key)
    expect(await rows.findByKeys([key])).toEqual([await read()])
  })

  it('in patches', async () => {
    await rows.insert({ ...key, ...others })
    const { off, ...regular } = values
    await rows.update({ zero: 0, no: false }, { off })
    await rows.update(key, regular)
    expect(await read()).toEqual({ ...key, ...values })
  })

  it('in what save sends of a loaded entity', async () => {
    await rows.insert({ ...key, ...others })
    await rows.save(Object.assign(await read(), values))
    expect(await read()).toEqual({ ...key, ...values })
    const recording = recordStatements(db)
    await rows.save(Object.assign(await read(), values))
    expect(recording.statements).toHaveLength(1)
    recording.stop()
  })

  it('in conditions', async () => {
    await rows.insert({ ...key, ...values })
    const { off, number, flag, text, big, bytes, moment } = values
    const cells = { off, number, flag, text, big, bytes, moment }
    for (const [property, value] of Object.entries(cells)) {
      const where = { zero: 0, no: false, [property]: value }
      expect(await rows.find({ where, allowFiltering: true })).toHaveLength(1)
      expect(
        await rows.update(key, { moment: new Date(0) }, { if: { [property]: value } as { number: number } }),
      ).toEqual({ applied: true })
    }
    expect(await rows.count({ where: { zero: 0, no: false, empty: In(['']), none: In([0n]) } })).toBe(1)
    expect((await rows.update(key, { number: 1 }, { if: { flag: true } })).applied).toBe(false)
  })

  it('in elements', async () => {
    await rows.insert({ ...key })
    await rows.update(key, { set: Add([0]), map: Put(new Map([['', false]])) })
    expect(await read()).toMatchObject({ set: values.set, map: values.map })
    const row = await read()
    row.map!.set('', true)
    await rows.save(row)
    row.map!.set('', false)
    await rows.save(row)
    expect((await read()).map).toEqual(values.map)
  })

  it('in merges and options: a limit of 0 is refused, not taken for none', async () => {
    expect(rows.merge(rows.create({ ...key, ...others }), values)).toEqual({ ...key, ...values })
    await expect(rows.find({ where: { zero: 0, no: false }, limit: 0 })).rejects.toMatchObject({ outcome: 'not_sent' })
  })
})

describe('a value equal to the default', () => {
  it('is written where it is said, and where nothing is', async () => {
    await rows.insert({ ...key, number: 1, flag: false })
    await rows.insert({ ...key, number: 7 })
    expect(await read()).toMatchObject({ number: 7, flag: true, text: 'x', big: 7n })
    await rows.save(Object.assign(await read(), { number: 0 }))
    await rows.save(Object.assign(await read(), { number: 7 }))
    expect((await read()).number).toBe(7)
  })

  it('is not put in the place of null', async () => {
    await rows.insert({ ...key, number: null, flag: null })
    expect(await read()).toMatchObject({ number: undefined, flag: undefined, text: 'x' })
    await rows.update(key, { text: null })
    await rows.save(Object.assign(await read(), { big: 1n }))
    expect(await read()).toMatchObject({ number: undefined, flag: undefined, text: undefined, big: 1n })
  })
})
