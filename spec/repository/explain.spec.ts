import { Column, CreateDateColumn, In, PartitionKey, Repository, Table, VersionColumn } from '../../lib/index.js'
import { LocalDate, Uuid } from '../../lib/driver/value-classes.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver, rows } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { modelOf, Reading, rowKey, sensorId } from '../support/sample-entities.js'
import { withPollution } from '../support/with-pollution.js'

@Table()
class Ticket {
  @PartitionKey('uuid', { generated: 'uuid' }) id!: string
  @Column('text') subject?: string
  @CreateDateColumn() openedAt!: Date
  @VersionColumn() version!: number
}

type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

function over<E extends object>(entity: new () => E, answer?: Answer) {
  const driver = new FakeDriver(answer)
  const repository = new Repository<E>({ door: driver, plans: new EntityPlans(modelOf(entity)), defaults: {} })
  const explain = (method: string, ...args: readonly unknown[]) =>
    repository.explain(...([method, ...args] as unknown as ['find', never]))
  const call = (method: string, ...args: readonly unknown[]) =>
    (repository as unknown as Calls)[method]!.apply(repository, [...args])
  return { driver, repository, explain, call }
}

const entity = { ...rowKey, value: 1 }
const { day, at, channel } = rowKey
const stored = { sensor_id: Uuid.fromString(sensorId), day: LocalDate.fromString(day), at, channel, value: 1 }

describe('what a method refuses', () => {
  it.each<[string, readonly unknown[]]>([
    ['insert', [entity, { ifNotExist: true }]],
    ['insert', [entity, null]],
    ['insert', [[entity], { ifNotExists: true }]],
    ['remove', [[entity], { ifExists: true }]],
    ['insert', [[entity, { ...entity, valeu: 1 }]]],
    ['findByKeys', [[{ sensorId }]]],
    ['upsert', [entity, { ifNotExists: true }]],
    ['save', [entity, { unsafe: true }]],
    ['update', [rowKey, { value: 1 }, { ifExist: true }]],
    ['delete', [rowKey, { partitions: true }]],
    ['remove', [entity, { ttl: 1 }]],
    ['increment', [rowKey, 'value', 1, { ttl: 1 }]],
    ['decrement', [rowKey, 'value', 1, { timestamp: 1n }]],
    ['findOrCreate', [rowKey, { value: 1 }, { timestamp: 1n }]],
    ['preload', [entity, { ttl: 1 }]],
    ['findByKeys', [[rowKey], { where: rowKey }]],
    ['insertMany', [[entity], { ifNotExists: true }]],
    ['saveMany', [[entity], { fetchSize: 1 }]],
    ['removeMany', [[entity], { ttl: 1 }]],
    ['insert', [{ ...entity, valeu: 1 }]],
    ['upsert', [{ ...entity, valeu: 1 }]],
    ['save', [{ ...entity, valeu: 1 }]],
    ['findOrCreate', [rowKey, { valeu: 1 }]],
    ['findOrCreate', [{ sensorId }, { value: 1 }]],
    ['findOrCreate', [{ ...rowKey, value: 1 }, {}]],
    ['findOrCreate', [rowKey, undefined]],
    ['findPage', [{ scan: true, pageSize: 5 }]],
    ['update', [rowKey, { value: 'one' }]],
    ['delete', [{ ...rowKey, channel: 'one' }]],
    ['delete', [{ sensorId, day }, { partition: 'yes' }]],
    ['remove', [{ ...rowKey, channel: 'one' }]],
    ['remove', [{ ...entity, valeu: 1 }]],
  ])('is refused by explain: %s %#', async (method, args) => {
    const { driver, explain, call } = over(Reading)
    const [first, ...others] = args
    const explained = await errorOf(() => explain(method, first, ...others))
    const called = await errorOf(() => call(method, ...args))
    expect([explained.code, explained.message]).toEqual([called.code, called.message])
    expect(driver.sent).toEqual([])
  })

  it('is refused while every object seems to have an option', async () => {
    const { explain } = over(Reading)
    const error = await errorOf(() => withPollution('partition', true, () => explain('delete', { sensorId, day })))
    expect(error.code).toBe('E_POLLUTED_OPTION')
  })

  it('is what was read of a row in part', async () => {
    const { repository, explain } = over(Reading, rows(stored))
    const [narrow] = await repository.find({ where: rowKey, select: ['sensorId', 'day', 'at', 'channel', 'value'] })
    const error = await errorOf(() => repository.save(narrow as Reading))
    expect(error.code).toBe('E_NARROWED')
    for (const method of ['save', 'saveMany']) {
      expect((await errorOf(() => explain(method, narrow))).message).toBe(error.message)
    }
  })

  it('is an entity whose key was changed', async () => {
    const { repository, explain } = over(Reading, rows(stored))
    const loaded = (await repository.findOneBy(rowKey))!
    loaded.channel++
    for (const method of ['save', 'saveMany', 'remove', 'removeMany']) {
      expect((await errorOf(() => explain(method, loaded))).code).toBe('E_KEY_IMMUTABLE')
    }
  })

  it('is many entities with versions', async () => {
    const { explain, call } = over(Ticket)
    for (const method of ['insertMany', 'saveMany', 'removeMany']) {
      const error = await errorOf(() => explain(method, { id: sensorId }))
      expect(error.message).toBe((await errorOf(() => call(method, [{ id: sensorId }]))).message)
      expect(explain(method, { id: sensorId }, { unsafe: true }).cql).not.toContain('IF')
    }
  })
})

describe('explain', () => {
  it('knows what will be supplied, and supplies nothing', () => {
    const { explain } = over(Ticket)
    const ticket = Object.freeze({ subject: 'x' })
    const texts = [explain('insert', ticket, { ifNotExists: true }).cql, explain('save', ticket).cql]
    for (const cql of texts) expect(cql).toMatch(/^INSERT INTO .*"id".*"opened_at".*"version".* IF NOT EXISTS$/)
    expect(ticket).toEqual({ subject: 'x' })
  })

  it('changes neither an entity nor what is known of it', async () => {
    const openedAt = new Date(1)
    const { driver, repository, explain } = over(
      Ticket,
      rows({ id: Uuid.fromString(sensorId), opened_at: openedAt, version: 3 }),
    )
    const loaded = (await repository.findOneBy({ id: sensorId }))!
    loaded.subject = 'x'
    const before = { ...loaded }
    const comparing = /^UPDATE .* SET "subject" = \?, "version" = \? WHERE "id" = \? IF "version" = \?$/
    expect(explain('save', loaded).cql).toMatch(comparing)
    expect(explain('remove', loaded).cql).toMatch(/^DELETE .* IF "version" = \?$/)
    expect(explain('removeMany', loaded, { unsafe: true }).cql).toMatch(/^DELETE .* WHERE "id" = \?$/)
    expect(loaded).toEqual(before)
    expect(explain('save', loaded).cql).toMatch(comparing)
    expect(driver.sent).toHaveLength(1)
  })

  describe('of several statements', () => {
    const where = { sensorId, day }
    const other = { ...rowKey, channel: 2 }

    it.each<[string, readonly unknown[], readonly (readonly [number, RegExp])[]]>([
      ['findAndCount', [{ where }], [[1, /^SELECT "sensor_id".*WHERE "sensor_id" = \? AND "day" = \?$/]]],
      [
        'findAndCount',
        [{ where: { sensorId, day: In([day, '2026-01-03']) }, limit: 5 }],
        [
          [2, /^SELECT "sensor_id".* LIMIT \?$/],
          [2, /^SELECT count\(\*\) AS "count" FROM .* WHERE "sensor_id" = \? AND "day" = \?$/],
        ],
      ],
      [
        'findOrCreate',
        [rowKey, { value: 1 }],
        [
          [1, /^SELECT .* LIMIT \?$/],
          [1, /^INSERT INTO .* IF NOT EXISTS$/],
        ],
      ],
      ['findByKeys', [rowKey], [[1, /^SELECT .* LIMIT \?$/]]],
      ['findByKeys', [[rowKey, other]], [[2, /^SELECT .* LIMIT \?$/]]],
      ['insert', [[entity, { ...other, value: 1 }]], [[2, /^INSERT INTO/]]],
      ['insert', [[entity], { ttl: 1 }], [[1, /^INSERT INTO .* USING TTL \?$/]]],
      ['save', [[entity, { ...other, value: 1 }]], [[2, /^INSERT INTO/]]],
      ['remove', [[entity, other]], [[2, /^DELETE FROM/]]],
      ['insertMany', [[entity, { ...other, value: 1 }]], [[2, /^INSERT INTO/]]],
      ['saveMany', [[entity, other]], [[2, /^INSERT INTO/]]],
      ['removeMany', [[entity, other]], [[2, /^DELETE FROM/]]],
      ['scan', [{}], [[64, /^SELECT .* WHERE token\("sensor_id", "day"\) > \? AND token/]]],
      ['scan', [{ parallelism: 2 }], [[32, /^SELECT/]]],
    ])('says all of them, and how often: %s %#', (method, args, expected) => {
      const { driver, explain } = over(Reading)
      const { further, ...first } = explain(method, ...args)
      const sent = [first, ...further]
      expect(sent.map(({ requests }) => requests)).toEqual(expected.map(([requests]) => requests))
      sent.forEach(({ cql }, i) => {
        expect(cql).toMatch(expected[i]![1])
      })
      expect(driver.sent).toEqual([])
    })

    it('says those of an array that differ, and not what sends nothing', async () => {
      const { repository, explain } = over(Reading, rows(stored))
      const [changed, same, noted] = await Promise.all([1, 2, 3].map(async () => (await repository.findOneBy(rowKey))!))
      changed!.value = 2
      noted!.note = 'b'
      const { further, ...first } = explain('save', [changed, same, entity, noted, entity])
      const update = (column: string) => expect.stringMatching(`SET "${column}" = . WHERE`) as unknown
      expect([first, ...further]).toMatchObject([
        { requests: 1, cql: update('value') },
        { requests: 2, cql: expect.stringMatching(/^INSERT/) as unknown },
        { requests: 1, cql: update('note') },
      ])
      expect(explain('save', [same])).toMatchObject({ cql: '', requests: 0, further: [] })
      for (const method of ['insert', 'save', 'remove', 'findByKeys', 'insertMany']) {
        expect(explain(method, [])).toMatchObject({ cql: '', requests: 0, further: [] })
      }
    })

    it('says what is sent', async () => {
      const { driver, explain, call } = over(Reading)
      const calls: readonly (readonly [string, ...unknown[]])[] = [
        ['findAndCount', { where, limit: 5 }],
        ['insert', [entity, { ...other, value: 1, note: 'b' }]],
        ['findByKeys', [rowKey, other]],
        ['remove', [entity, other]],
        ['saveMany', [entity, { ...other, value: 1 }]],
      ]
      for (const [method, ...args] of calls) {
        driver.sent.length = 0
        const { further, ...first } = explain(method, ...args)
        await call(method, ...args)
        const said = [first, ...further].flatMap(({ cql, requests }) => Array.from({ length: requests }, () => cql))
        expect(driver.sent.map(({ cql }) => cql).sort()).toEqual(said.sort())
      }
    })

    it('says that a bulk write by partition sends fewer', () => {
      const { explain } = over(Reading)
      expect(explain('insertMany', [entity], { groupByPartition: true }).warnings).toEqual([
        'Items of one partition that lie near each other go out in one unlogged batch: in fewer requests than said.',
      ])
      expect(explain('insertMany', [entity], { groupByPartition: false }).warnings).toEqual([])
    })
  })

  it('says that nothing is sent where nothing can match', () => {
    const { explain } = over(Reading)
    const where = { sensorId, day: In([]) }
    expect(explain('findPage', { where, pageSize: 5 }).requests).toBe(0)
    expect(explain('scan', { where: { channel: In([]) }, allowFiltering: true }).requests).toBe(0)
  })
})
