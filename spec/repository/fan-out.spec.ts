import { ClusteringColumn, Column, In, Index, MoreThan, PartitionKey, Repository, Table } from '../../lib/index.js'
import type { DriverRow } from '../../lib/driver/driver.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { SentRequest } from '../support/fake-driver.js'
import { modelOf } from '../support/sample-entities.js'

@Table()
class Visit {
  @PartitionKey('text') site!: string
  @PartitionKey('int') day!: number
  @ClusteringColumn('int', { order: 'desc' }) at!: number
  @Column('text') @Index() who!: string
}

/** A repository over partitions of three rows each; `count` counts them. */
function visits(delay: (request: SentRequest) => Promise<void> = () => Promise.resolve()) {
  let underWay = 0
  const seen = { most: 0 }
  const driver = new FakeDriver(async (request) => {
    seen.most = Math.max(seen.most, ++underWay)
    await delay(request)
    underWay--
    const [site, day] = request.values
    const limit = /LIMIT \?$/.test(request.cql) ? Number(request.values.at(-1)) : 3
    if (request.cql.includes('count(*)')) return { rows: [{ count: 3n }] }
    const found = [3, 2, 1].slice(0, limit)
    return { rows: found.map((at): DriverRow => ({ site, day, at, who: `${String(site)}${String(day)}` })) }
  })
  const plans = new EntityPlans(modelOf(Visit))
  return { driver, seen, repository: new Repository<Visit>({ door: driver, plans, defaults: {} }) }
}

const who = (found: readonly Visit[]) => found.map((visit) => `${visit.who}.${visit.at}`)
const sites = In(['b', 'a', 'b'])
const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

describe('findByKeys', () => {
  it('checks and copies every key before the first is sent', async () => {
    const { driver, repository } = visits(() => later(1))
    const keys = Array.from({ length: 100 }, (_, at) => ({ site: 'a', day: 1, at }))
    const options = { consistency: 'ONE' as const }
    const reading = repository.findByKeys(keys, options)
    for (const key of keys) key.at = -1
    Object.assign(options, { consistency: 'wrong' })
    await reading
    expect(driver.sent.map(({ values }) => values[2])).toEqual(keys.map((_, at) => at))
    driver.sent.length = 0
    const wrong = [...keys, { site: 'a', day: 1, at: 1.5 }]
    expect((await errorOf(() => repository.findByKeys(wrong))).code).toBe('E_VALUE')
    expect(driver.sent).toEqual([])
  })
})

describe('In on the partition key', () => {
  it('is a point read for each partition, in the order of the values, equal values once', async () => {
    // The first answer comes last.
    const { driver, repository } = visits(({ values }) => later(values[0] === 'b' ? 20 : 0))
    const found = await repository.findBy({ site: sites, day: In([2, 1]) })
    expect(who(found)).toEqual(['b2', 'b1', 'a2', 'a1'].flatMap((key) => [3, 2, 1].map((at) => `${key}.${at}`)))
    expect(new Set(driver.sent.map(({ cql }) => cql)).size).toBe(1)
    expect(driver.sent[0]!.cql).toContain('WHERE "site" = ? AND "day" = ?')
    expect(driver.sent.map(({ values }) => values)).toEqual([
      ['b', 2],
      ['b', 1],
      ['a', 2],
      ['a', 1],
    ])
  })

  it('is one statement where that is asked for', async () => {
    const { driver, repository } = visits()
    await repository.find({ where: { site: sites, day: 1 }, fanOut: false })
    expect(driver.sent.map(({ cql, values }) => [cql.replace(/^.* WHERE /, ''), values])).toEqual([
      ['"site" IN ? AND "day" = ?', [['b', 'a', 'b'], 1]],
    ])
    const refused = await errorOf(() =>
      repository.find({ where: { site: sites, day: 1 }, fanOut: false, order: { at: 'asc' } }),
    )
    expect(refused.code).toBe('E_ORDER')
    const indexed = await errorOf(() => repository.find({ where: { site: sites, day: 1, who: 'x' }, fanOut: false }))
    expect(indexed.message).toContain('Leave out fanOut: false')
  })

  it('is cut by limit over all partitions', async () => {
    const { driver, repository } = visits()
    expect(who(await repository.find({ where: { site: sites, day: 1 }, limit: 4 }))).toEqual([
      'b1.3',
      'b1.2',
      'b1.1',
      'a1.3',
    ])
    expect(driver.sent.every(({ values }) => values.at(-1) === 4)).toBe(true)
  })

  it('asks no more partitions than a limit may take, some at a time', async () => {
    const { driver, repository } = visits()
    const days = In(Array.from({ length: 500 }, (_, i) => i))
    expect(await repository.find({ where: { site: 'a', day: days }, limit: 200 })).toHaveLength(200)
    expect(driver.sent).toHaveLength(128)
    driver.sent.length = 0
    expect((await repository.findOne({ where: { site: 'a', day: days } }))?.who).toBe('a0')
    expect(driver.sent).toHaveLength(64)
    driver.sent.length = 0
    expect(await repository.exists({ where: { site: 'a', day: days } })).toBe(true)
    expect(driver.sent).toHaveLength(64)
  })

  it('has a bounded number of requests under way', async () => {
    const { driver, repository, seen } = visits(() => later(1))
    await repository.findBy({ site: 'a', day: In(Array.from({ length: 300 }, (_, i) => i)) })
    expect(driver.sent).toHaveLength(300)
    expect(seen.most).toBe(64)
  })

  it('keeps what was said when the call was made', async () => {
    const { driver, repository } = visits(() => later(1))
    const days = Array.from({ length: 100 }, (_, day) => day)
    const where = { site: 'a', day: In(days), at: MoreThan(0) }
    const options = { where, limit: 300, consistency: 'ONE' as const }
    const reading = repository.find(options)
    Object.assign(where, { site: 'b', at: 'wrong' })
    Object.assign(options, { limit: 1, consistency: 'wrong' })
    expect(await reading).toHaveLength(300)
    expect(driver.sent.map(({ values }) => values)).toEqual(days.map((day) => ['a', day, 0, 300]))
  })

  it('asks for no more places than there are', async () => {
    const { driver, repository, seen } = visits(() => later(1))
    Object.assign(driver, { maxInFlight: 3 })
    await repository.findBy({ site: 'a', day: In([1, 2, 3, 4, 5, 6, 7]) })
    expect(seen.most).toBe(3)
    await repository.findByKeys(Array.from({ length: 7 }, (_, at) => ({ site: 'a', day: 1, at })))
    expect(seen.most).toBe(3)
    expect(driver.sent).toHaveLength(14)
  })

  it('counts every partition', async () => {
    const { driver, repository } = visits()
    expect(await repository.count({ where: { site: sites, day: In([1, 2]) } })).toBe(12)
    expect(driver.sent).toHaveLength(4)
    expect(await repository.count({ where: { site: In([]), day: 1 } })).toBe(0)
  })

  it('keeps order, limits and indexes of each partition', async () => {
    const { driver, repository } = visits()
    const where = { site: sites, day: 1 }
    await repository.find({ where, order: { at: 'asc' }, perPartitionLimit: 1 })
    await repository.find({ where: { ...where, who: 'x' } })
    await repository.find({ where: { ...where, at: MoreThan(1) } })
    const texts = driver.sent.map(({ cql }) => cql.replace(/^.* WHERE "site" = \? AND "day" = \? ?/, ''))
    expect([...new Set(texts)]).toEqual(['ORDER BY "at" ASC PER PARTITION LIMIT ?', 'AND "who" = ?', 'AND "at" > ?'])
  })

  it('sends nothing for an empty list, and refuses what it would refuse otherwise', async () => {
    const { driver, repository } = visits()
    expect(await repository.find({ where: { site: In([]), day: 1 }, order: { at: 'asc' } })).toEqual([])
    expect(await repository.find({ where: { site: In(['a', 'b']), day: 1, at: In([]) } })).toEqual([])
    expect(await repository.exists({ where: { site: In([]), day: In([1]) } })).toBe(false)
    const error = await errorOf(() => repository.find({ where: { site: In([]), day: 1, ta: 1 } as never }))
    expect(error.code).toBe('E_WHERE_UNKNOWN')
    expect(driver.sent).toEqual([])
  })

  it.each<[string, object, string]>([
    ['a wrong value at the end', { site: In([...'abcdef', 5 as never]), day: 1 }, 'E_VALUE'],
    ['an undefined one', { site: In(['a', undefined as never]), day: 1 }, 'E_VALUE'],
    ['a wrong value elsewhere', { site: In(['a', 'b']), day: 1, at: 1.5 }, 'E_VALUE'],
    ['an oversized key at the end', { site: In(['a', 'x'.repeat(65_536)]), day: 1 }, 'E_VALUE'],
    [
      'too many partitions',
      { site: In([...'abcdefgh']), day: In(Array.from({ length: 9000 }, (_, i) => i)) },
      'E_IN_TOO_LARGE',
    ],
    ['an incomplete key', { site: In(['a', 'b']) }, 'E_PARTITION_KEY'],
  ])('refuses %s before anything is sent', async (_, where, code) => {
    const { driver, repository } = visits()
    expect(await errorOf(() => repository.find({ where }))).toMatchObject({ code, outcome: 'not_sent' })
    expect(driver.sent).toEqual([])
  })

  it('ends with the first failure', async () => {
    const { repository, driver } = visits(({ values }) =>
      values[1] === 70 ? Promise.reject(new Error('lost')) : later(1),
    )
    const error = await errorOf(() =>
      repository.findBy({ site: 'a', day: In(Array.from({ length: 500 }, (_, i) => i)) }),
    )
    expect(error.code).toBe('E_CONNECTION')
    expect(driver.sent.length).toBeLessThan(250)
  })

  it('refuses a switch that is none, and a condition that cannot be read', async () => {
    const { driver, repository } = visits()
    const fanOut = 'false' as never
    expect(await errorOf(() => repository.find({ where: { site: sites, day: 1 }, fanOut }))).toMatchObject({
      code: 'E_OPTION',
      message: "[Visit] find(): option 'fanOut' takes true or false, given a string.",
    })
    const where = {
      day: 1,
      get site(): string {
        throw new Error('mine')
      },
    }
    expect(await errorOf(() => repository.findBy(where))).toMatchObject({ code: 'E_UNREADABLE', property: 'site' })
    expect(driver.sent).toEqual([])
  })

  it('is explained only where it would be sent', async () => {
    const { repository } = visits()
    const explain = (...args: readonly unknown[]) => errorOf(() => repository.explain(...(args as ['count', never])))
    expect((await explain('find', { where: { site: 'a', day: 1 }, limt: 1 })).message).toContain(
      "Did you mean 'limit'?",
    )
    expect((await explain('sum', 'day', { site: 'a', day: 1 }, { limit: 1 })).code).toBe('E_UNKNOWN_OPTION')
    expect((await explain('find', null)).code).toBe('E_OPTION')
    expect((await explain({})).message).toBe('[Visit] explain() takes the name of a method.')
  })

  it('is explained: what is sent, and how often', async () => {
    const { repository, driver } = visits()
    const where = { site: sites, day: In([1, 2, 3]) }
    expect(repository.explain('find', { where })).toMatchObject({ requests: 6, accessPath: 'partition', warnings: [] })
    expect(repository.explain('findOneBy', where).cql).toContain('"site" = ? AND "day" = ? LIMIT ?')
    expect(repository.explain('count', { where }).requests).toBe(6)
    expect(repository.explain('find', { where, fanOut: false })).toMatchObject({
      requests: 1,
      accessPath: 'partitions',
      warnings: ['IN on the partition key makes one node gather several partitions.'],
    })
    expect(repository.explain('find', { where: { site: In([]), day: 1 } }).requests).toBe(0)
    expect(repository.explain('find', { where: { site: 'a', day: 1 } }).requests).toBe(1)
    const error = await errorOf(() => repository.findOneOrFail({ where: { site: In([]), day: 1 } }))
    expect(error.code).toBe('E_NOT_FOUND')
    expect(driver.sent).toEqual([])
  })
})
