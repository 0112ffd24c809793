import { ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table } from '../../../lib/index.js'
import type { DataSource } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'

/** Reserved words and words of several humps, as names that nobody chose with CQL in mind. */
@Table('Order')
class Membership {
  declare readonly [KEY]?: { partition: ['select']; clustering: ['isMemberOf'] }

  @PartitionKey('int') select!: number
  @ClusteringColumn('text', { name: 'isMemberOf' }) isMemberOf!: string
}

@Table('table')
class Settings {
  declare readonly [KEY]?: { partition: ['from']; clustering: ['where']; static: ['token'] }

  @PartitionKey('int') from!: number
  @ClusteringColumn('int') where!: number
  @StaticColumn('text') token?: string | null
  @Column('text') primary?: string | null
}

let db: DataSource

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Membership, Settings] })
})
afterAll(() => db.destroy())

describe('a table of nothing but its key', () => {
  it('holds rows: written, saved, found, counted, deleted', async () => {
    const members = db.getRepository(Membership)
    await members.insert({ select: 1, isMemberOf: 'a' })
    await members.insertMany([{ select: 1, isMemberOf: 'b' }])
    await db.batch().insert(Membership, { select: 1, isMemberOf: 'c' }).execute()
    expect(await members.insert({ select: 1, isMemberOf: 'a' }, { ifNotExists: true })).toEqual({
      applied: false,
      current: { select: 1, isMemberOf: 'a' },
    })
    const found = await members.findBy({ select: 1 })
    expect(found.map(({ isMemberOf }) => isMemberOf)).toEqual(['a', 'b', 'c'])
    const recording = recordStatements(db)
    await members.save(found[0]!)
    expect(recording.statements).toEqual([])
    recording.stop()
    expect((await errorOf(() => members.update({ select: 1, isMemberOf: 'a' }, {}))).code).toBe('E_EMPTY_PATCH')
    await members.save({ ...found[0]!, isMemberOf: 'd' })
    await members.remove(found[1]!)
    expect(await members.count({ where: { select: 1 } })).toBe(3)
    expect(await members.exists({ where: { select: 1, isMemberOf: 'b' } })).toBe(false)
  })
})

describe('a partition of nothing but statics', () => {
  it('is one row without a clustering value in every way to read, and makes no row when it is saved', async () => {
    const settings = db.getRepository(Settings)
    await settings.update({ from: 1 }, { token: 'a' })
    const ghost = { from: 1, where: undefined, token: 'a', primary: undefined }
    expect(await settings.findBy({ from: 1 })).toEqual([ghost])
    expect((await settings.findPage({ where: { from: 1 }, pageSize: 2 })).items).toEqual([ghost])
    for await (const row of settings.stream({ where: { from: 1 } })) expect(row).toEqual(ghost)
    for await (const row of settings.scan()) expect(row).toEqual(ghost)

    const [row] = await settings.findBy({ from: 1 })
    await settings.save(Object.assign(row!, { token: 'b' }))
    expect(await settings.findBy({ from: 1 })).toEqual([{ ...ghost, token: 'b' }])
    const error = await errorOf(() => settings.save(Object.assign(row!, { primary: 'c' })))
    expect(error).toMatchObject({ outcome: 'not_sent' })
    expect(await errorOf(() => settings.remove(row!))).toMatchObject({ code: 'E_KEY_INCOMPLETE' })
    expect(await settings.findBy({ from: 1 })).toHaveLength(1)
  })

  it('has its statics in every row, changed for all of them by one', async () => {
    const settings = db.getRepository(Settings)
    await settings.insert([
      { from: 2, where: 1, primary: 'x', token: 'a' },
      { from: 2, where: 2 },
    ])
    const [first, second] = await settings.findBy({ from: 2 })
    expect([first!.token, second!.token]).toEqual(['a', 'a'])
    await settings.save(Object.assign(second!, { token: null }))
    expect((await settings.findBy({ from: 2 })).map(({ token }) => token)).toEqual([undefined, undefined])
  })
})
