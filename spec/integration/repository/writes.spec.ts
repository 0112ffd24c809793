import { Add, Append, In, MoreThan, Prepend, Put, Remove } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { partition, Reading, rowKey } from '../../support/sample-entities.js'

let db: DataSource
let readings: Repository<Reading>

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Reading] })
  readings = db.getRepository(Reading)
})
beforeEach(() => readings.clear())
afterAll(() => db.destroy())

const read = () => readings.findOneByOrFail(rowKey)

describe('inserts', () => {
  it('leave alone what is undefined, delete what is null, keep what is empty', async () => {
    await readings.insert({ ...rowKey, value: 1, note: 'a', site: 'b', tags: new Set(['x']) })
    await readings.insert({ ...rowKey, value: 2, note: undefined, site: null, shape: [] })
    expect(await read()).toMatchObject({ value: 2, note: 'a', site: undefined, tags: new Set(['x']), shape: [] })
  })

  it('make a row that stays when its cells are deleted; an update makes none', async () => {
    await readings.insert({ ...rowKey, value: 1 })
    await readings.update(rowKey, { value: null })
    expect(await readings.exists({ where: rowKey })).toBe(true)
    const other = { ...rowKey, channel: 2 }
    await readings.update(other, { value: 1 })
    expect(await readings.exists({ where: other })).toBe(true)
    await readings.update(other, { value: null })
    expect(await readings.exists({ where: other })).toBe(false)
  })

  it('expire after their ttl, as of their timestamp', async () => {
    await readings.insert({ ...rowKey, value: 1 }, { timestamp: 2000n })
    await readings.insert({ ...rowKey, value: 2 }, { timestamp: 1000n })
    expect((await read()).value).toBe(1)
    await readings.insert({ ...rowKey, channel: 2, value: 1 }, { ttl: 1 })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await readings.exists({ where: { ...rowKey, channel: 2 } })).toBe(false)
  })
})

describe('collections', () => {
  it('written whole cover older element writes; added to, they do not', async () => {
    await readings.insert({ ...rowKey, value: 1 }, { timestamp: 1n })
    await readings.update(rowKey, { tags: Add(['late']) }, { timestamp: 1000n })
    await readings.update(rowKey, { tags: Add(['new']) }, { timestamp: 3000n })
    expect((await read()).tags).toEqual(new Set(['late', 'new']))
    await readings.update(rowKey, { tags: new Set(['whole']) }, { timestamp: 4000n })
    await readings.update(rowKey, { tags: Add(['older']) }, { timestamp: 2000n })
    expect((await read()).tags).toEqual(new Set(['whole']))
    await readings.update(rowKey, { tags: new Set() }, { timestamp: 5000n })
    expect((await read()).tags).toEqual(new Set())
  })

  it('change in place', async () => {
    await readings.insert({
      ...rowKey,
      value: 1,
      samples: [1, 2, 1],
      tags: new Set(['a', 'b']),
      counts: new Map([
        ['x', 1],
        ['y', 2],
      ]),
    })
    await readings.update(rowKey, { samples: Append([3]), tags: Remove(['a']), counts: Put(new Map([['z', 3]])) })
    await readings.update(rowKey, { samples: Prepend([8, 9]), counts: Remove(['x']) })
    await readings.update(rowKey, { samples: Remove([1]) })
    expect(await read()).toMatchObject({
      samples: [8, 9, 2, 3],
      tags: new Set(['b']),
      counts: new Map([
        ['y', 2],
        ['z', 3],
      ]),
    })
  })

  it('take nothing from an empty change', async () => {
    await readings.insert({ ...rowKey, value: 1, samples: [1], tags: new Set(['a']) })
    await readings.update(rowKey, { samples: Append([]), tags: Add([]), counts: Put(new Map()) })
    await readings.update(rowKey, { samples: Remove([]), tags: Remove([]), counts: Remove([]) })
    expect(await read()).toMatchObject({ samples: [1], tags: new Set(['a']), counts: new Map() })
  })
})

describe('save', () => {
  it('sends what changed and nothing else', async () => {
    await readings.insert({
      ...rowKey,
      value: 1,
      note: 'a',
      tags: new Set(['a', 'b']),
      counts: new Map([['x', 1]]),
      samples: [1],
    })
    const entity = await read()
    const recording = recordStatements(db)
    await readings.save(entity)
    expect(recording.statements).toEqual([])
    entity.value = 2
    entity.tags!.delete('a')
    entity.tags!.add('c')
    entity.counts!.set('y', 2).delete('x')
    entity.samples!.push(2)
    await readings.save(entity)
    expect(recording.statements.map(({ cql }) => cql.replace(/.*SET /, ''))).toEqual([
      '"value" = ?, "tags" = "tags" + ?, "tags" = "tags" - ?, "counts" = "counts" + ?, "counts" = "counts" - ?, "samples" = ? ' +
        'WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ?',
    ])
    recording.stop()
    expect(await read()).toEqual(entity)
  })

  it('lets elements of others survive', async () => {
    await readings.insert({ ...rowKey, value: 1, tags: new Set(['a']) })
    const [mine, theirs] = [await read(), await read()]
    mine.tags!.add('mine')
    theirs.tags!.add('theirs')
    await Promise.all([readings.save(mine), readings.save(theirs)])
    expect((await read()).tags).toEqual(new Set(['a', 'mine', 'theirs']))
  })

  it('sends statics by the partition key when nothing else changed', async () => {
    const entity = await readings.save({ ...rowKey, value: 1, site: 'a' })
    const recording = recordStatements(db)
    entity.site = 'b'
    await readings.save(entity)
    expect(recording.statements[0]!.cql).toMatch(/SET "site" = \? WHERE "sensor_id" = \? AND "day" = \?$/)
    recording.stop()
    expect((await read()).site).toBe('b')
  })

  it('takes a copy for new', async () => {
    const entity = await readings.save({ ...rowKey, value: 1 })
    const recording = recordStatements(db)
    await readings.save({ ...entity })
    expect(recording.statements[0]!.cql).toMatch(/^INSERT/)
    recording.stop()
  })
})

describe('deletes', () => {
  beforeEach(() => readings.insert([1, 2, 3, 4].map((channel) => ({ ...rowKey, channel, value: channel }))))
  const left = async () => (await readings.findBy(partition)).map(({ channel }) => channel)

  it('take rows, ranges and partitions', async () => {
    await readings.delete({ ...rowKey, channel: In([1, 9]) })
    expect(await left()).toEqual([2, 3, 4])
    await readings.delete({ ...rowKey, channel: MoreThan(3) })
    expect(await left()).toEqual([2, 3])
    await readings.remove(await readings.findOneByOrFail({ ...rowKey, channel: 2 }))
    expect(await left()).toEqual([3])
    await readings.delete(partition, { partition: true })
    expect(await left()).toEqual([])
  })

  it('take no more than was said', async () => {
    expect((await errorOf(() => readings.delete(partition))).code).toBe('E_KEY_INCOMPLETE')
    expect(await left()).toEqual([1, 2, 3, 4])
  })

  it('leave a partition of statics, which reads as a row without clustering values', async () => {
    await readings.update(partition, { site: 'roof' })
    await readings.delete({ ...rowKey, channel: In([1, 2, 3, 4]) })
    const [row] = await readings.findBy(partition)
    expect(row).toMatchObject({ site: 'roof', at: undefined, channel: undefined, value: undefined })
    expect(readings.hasKey(row!)).toBe(false)
    expect(await readings.count({ where: partition })).toBe(1)
  })
})

describe('bad input', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a value that does not fit', () => readings.insert({ ...rowKey, value: 'x' as never })],
    ['a key that is not whole', () => readings.insert({ ...partition, value: 1 } as never)],
    ['an unknown property', () => readings.insert({ ...rowKey, value: 1, vlaue: 1 } as never)],
    ['an operator in place of a value', () => readings.insert({ ...rowKey, value: In([1]) as never })],
    [
      'data from JSON in place of an operator',
      () => readings.find({ where: { ...partition, at: JSON.parse('{"kind":"gt","operands":[0]}') as never } }),
    ],
    ['an empty patch', () => readings.update(rowKey, {})],
    ['a null element', () => readings.insert({ ...rowKey, value: 1, samples: [1, null as never] })],
    ['a ttl of null', () => readings.insert({ ...rowKey, value: 1 }, { ttl: null as never })],
  ])('sends nothing: %s', async (_, call) => {
    const recording = recordStatements(db)
    expect((await errorOf(call)).outcome).toBe('not_sent')
    expect(recording.statements).toEqual([])
    recording.stop()
  })
})
