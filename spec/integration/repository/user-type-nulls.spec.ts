import { Column, list, map, PartitionKey, Table, tuple, udt, UserType } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

@UserType('inner_nulls')
class Inner {
  @Column('int') n?: number | null
  @Column('list<text>') words?: string[] | null
}

@UserType('outer_nulls')
class Outer {
  @Column('text') text?: string | null
  @Column('boolean') flag?: boolean | null
  @Column(udt(() => Inner)) inner?: Inner | null
  @Column(tuple('int', 'text')) pair?: [number | null, string | null] | null
}

@Table('nulls')
class Holder {
  @PartitionKey('int') id!: number
  @Column(udt(() => Outer)) whole?: Outer | null
  @Column(udt(() => Outer, { frozen: false })) fields?: Outer | null
  @Column(list(udt(() => Outer))) many?: Outer[]
  @Column(
    map(
      'text',
      udt(() => Outer),
    ),
  )
  named?: Map<string, Outer>
}

let db: DataSource
let holders: Repository<Holder>
let id = 0

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Holder, Outer, Inner] })
  holders = db.getRepository(Holder)
})
beforeEach(() => {
  id++
})
afterAll(() => db.destroy())

const read = () => holders.findOneByOrFail({ id })
const outer = (some: Partial<Outer>) =>
  Object.assign(new Outer(), { text: undefined, flag: undefined, inner: undefined, pair: undefined }, some)
const inner = (some: Partial<Inner>) => Object.assign(new Inner(), { n: undefined, words: undefined }, some)

describe('values of user-defined types with nothing in some of their fields', () => {
  it('are read with those fields absent, at any depth, wherever they stand', async () => {
    const values = [
      outer({ text: 'a' }),
      outer({ flag: false, inner: inner({ words: [] }) }),
      outer({ inner: inner({ n: 0 }), pair: [null, 'x'] }),
      outer({ pair: [1, null], text: '' }),
    ]
    for (const value of values) {
      const row = { whole: value, many: [value, value], named: new Map([['one', value]]) }
      await holders.insert({ id, ...row, fields: value })
      expect(await read()).toEqual({ id, ...row, fields: value })
      const recording = recordStatements(db)
      await holders.save(await read())
      expect(recording.statements).toHaveLength(1)
      recording.stop()
      await holders.delete({ id })
    }
  })

  it('with null said are the same as with nothing said', async () => {
    await holders.insert({ id, whole: { text: null, inner: null }, many: [{ text: 'a', flag: null }] })
    const row = await read()
    // A value that is there with nothing in it is no absent value.
    expect(row.whole).toEqual(outer({}))
    expect(row.many).toEqual([outer({ text: 'a' })])
  })

  it('may have all of their fields deleted, one by one or at once', async () => {
    await holders.insert({ id, fields: { text: 'a', flag: true }, whole: { text: 'a', flag: true } })
    const row = await read()
    Object.assign(row.fields!, { text: null })
    Object.assign(row.whole!, { text: null })
    await holders.save(row)
    expect(await read()).toMatchObject({ fields: outer({ flag: true }), whole: outer({ flag: true }) })
    Object.assign(row.fields!, { flag: null })
    row.whole = null
    await holders.save(row)
    expect(await read()).toMatchObject({ fields: undefined, whole: undefined })
  })

  it('have no null among the elements of a list, and none as a key', async () => {
    for (const wrong of [
      { many: [null as never] },
      { many: [{ inner: { words: ['a', null as never] } }] },
      { named: new Map([[null as never, { text: 'a' }]]) },
      { whole: { pair: [1] as never } },
    ]) {
      expect(await errorOf(() => holders.insert({ id, ...wrong }))).toMatchObject({ outcome: 'not_sent' })
    }
  })
})
