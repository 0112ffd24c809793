import { And, Between, In, LessThan, MoreThan, MoreThanOrEqual } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { partition, Reading, sensorId } from '../../support/sample-entities.js'

let db: DataSource
let readings: Repository<Reading>
const minute = (n: number) => new Date(Date.UTC(2026, 0, 2, 0, n))

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Reading] })
  readings = db.getRepository(Reading)
  const all = ['2026-01-02', '2026-01-03'].flatMap((day) =>
    [0, 1, 2, 3, 4].flatMap((n) =>
      [1, 2].map((channel) => ({ sensorId, day, at: minute(n), channel, value: n * 10 + channel })),
    ),
  )
  await readings.insert(all)
  await readings.update(partition, { site: 'roof' })
})

afterAll(() => db.destroy())

const values = (found: readonly { readonly value: number }[]) => found.map(({ value }) => value)

describe('reads on a server', () => {
  it('give entities in clustering order, statics included', async () => {
    const found = await readings.findBy(partition)
    expect(values(found)).toEqual([41, 42, 31, 32, 21, 22, 11, 12, 1, 2])
    expect(found[0]).toBeInstanceOf(Reading)
    expect(found[0]).toEqual({
      ...partition,
      at: minute(4),
      channel: 1,
      site: 'roof',
      value: 41,
      tags: new Set(),
      counts: new Map(),
      samples: [],
      shape: undefined,
      note: undefined,
    })
  })

  it.each<[string, object, number[]]>([
    ['equality', { at: minute(2) }, [21, 22]],
    ['a whole key', { at: minute(2), channel: 2 }, [22]],
    ['In', { at: In([minute(3), minute(0)]) }, [31, 32, 1, 2]],
    ['In and equality', { at: In([minute(3), minute(0)]), channel: 2 }, [32, 2]],
    ['more than', { at: MoreThan(minute(3)) }, [41, 42]],
    ['at least', { at: MoreThanOrEqual(minute(3)) }, [41, 42, 31, 32]],
    ['less than', { at: LessThan(minute(1)) }, [1, 2]],
    ['between, ends included', { at: Between(minute(1), minute(2)) }, [21, 22, 11, 12]],
    ['half open', { at: And(MoreThanOrEqual(minute(1)), LessThan(minute(2))) }, [11, 12]],
    ['a range of the second column', { at: minute(2), channel: MoreThan(1) }, [22]],
    ['In([])', { at: In([]) }, []],
  ])('by %s', async (_, more, expected) => {
    expect(values(await readings.find({ where: { ...partition, ...more } }))).toEqual(expected)
  })

  it('order, limit and select', async () => {
    const where = partition
    expect(values(await readings.find({ where, order: { at: 'asc' }, limit: 3 }))).toEqual([2, 1, 12])
    expect(
      values(await readings.find({ where: { sensorId, day: In(['2026-01-02', '2026-01-03']) }, perPartitionLimit: 1 })),
    ).toEqual([41, 41])
    expect(await readings.find({ where, limit: 1, select: ['channel', 'value'] })).toEqual([{ channel: 1, value: 41 }])
  })

  it('filter where it is asked for', async () => {
    const found = await readings.find({ where: { ...partition, value: MoreThan(31) }, allowFiltering: true })
    expect(values(found)).toEqual([41, 42, 32])
  })

  it('are complete, whatever the page size', async () => {
    const recording = recordStatements(db)
    expect(await readings.find({ where: partition, fetchSize: 3 })).toHaveLength(10)
    expect(recording.statements).toHaveLength(4)
    recording.stop()
  })

  it('count, test, find one and by keys', async () => {
    expect(await readings.count({ where: partition })).toBe(10)
    expect(await readings.count({ scan: true })).toBe(20)
    expect(await readings.exists({ where: { ...partition, at: minute(9) } })).toBe(false)
    expect(await readings.findOneBy({ ...partition, at: minute(9) })).toBeNull()
    const keys = [3, 9, 1].map((n) => ({ ...partition, at: minute(n), channel: 2 }))
    expect((await readings.findByKeys(keys)).map((found) => found?.value)).toEqual([32, undefined, 12])
  })

  it('name the table when it is gone', async () => {
    const gone = await createTestDataSource({ entities: [Reading] })
    const repository = gone.getRepository(Reading)
    await repository.findBy(partition)
    const { keyspace } = /"(?<keyspace>test_\w+)"/.exec(repository.explain('findBy', partition).cql)!.groups!
    await gone.schema.drop({ keyspace: keyspace!, confirm: keyspace! })
    const error = await errorOf(() => repository.findBy(partition))
    expect(error).toMatchObject({ outcome: 'rejected', entity: 'Reading' })
    expect(['E_SCHEMA_CHANGED', 'E_QUERY']).toContain(error.code)
    await gone.destroy()
  })
})

describe('what the planner refuses, the server refuses or scans for', () => {
  it.each<[string, object]>([
    ['a gap', { ...partition, channel: 1 }],
    ['a range before another restriction', { ...partition, at: MoreThan(minute(0)), channel: 1 }],
    ['a column without index', { ...partition, value: 1 }],
    ['part of the partition key', { sensorId }],
    ['no partition key', { at: minute(0) }],
  ])('%s', async (_, where) => {
    const refused = await errorOf(() => readings.find({ where: where as never }))
    expect(refused.outcome).toBe('not_sent')
    const allowed = readings.find({ where: where, allowFiltering: true })
    await expect(allowed).resolves.toBeInstanceOf(Array)
  })
})
