import { In, Repository } from '../../lib/index.js'
import type { DriverRow } from '../../lib/driver/driver.js'
import { BigDecimal } from '../../lib/driver/value-classes.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import { Measurement, Picture } from '../support/result-entities.js'
import { modelOf } from '../support/sample-entities.js'

const where = { site: 'a', day: 1 }

function repositoryOf(...rows: readonly DriverRow[]) {
  const driver = new FakeDriver(() => ({ rows }))
  const plans = new EntityPlans(modelOf(Measurement))
  const repository = new Repository<Measurement>({ door: driver, plans, defaults: { consistency: 'LOCAL_QUORUM' } })
  return { repository, sent: driver.sent }
}

/** What is selected, and the values that are bound. */
async function sentBy(call: (repository: Repository<Measurement>) => Promise<unknown>) {
  const { repository, sent } = repositoryOf({ figure: null, count: 0n })
  await call(repository)
  return sent.map(({ cql, values }) => [/^SELECT (.*) FROM/.exec(cql)![1], ...values])
}

describe('figures', () => {
  it.each<[string, (of: Repository<Measurement>) => Promise<unknown>, string]>([
    ['sum of a tinyint', (of) => of.sum('tiny', where), 'sum(cast("tiny" AS varint)) AS "figure"'],
    ['sum of a bigint', (of) => of.sum('big', where), 'sum(cast("big" AS varint)) AS "figure"'],
    ['sum of a double', (of) => of.sum('value', where), 'sum(cast("value" AS double)) AS "figure"'],
    ['sum of a float', (of) => of.sum('rough', where), 'sum(cast("rough" AS double)) AS "figure"'],
    ['sum of a decimal', (of) => of.sum('price', where), 'sum("price") AS "figure"'],
    ['sum of a key column', (of) => of.sum('hour', where), 'sum(cast("hour" AS varint)) AS "figure"'],
    [
      'average of a bigint',
      (of) => of.average('big', where),
      'avg(cast("big" AS double)) AS "figure", count("big") AS "count"',
    ],
    ['average of a decimal', (of) => of.average('price', where), 'sum("price") AS "figure", count("price") AS "count"'],
    ['minimum of a text', (of) => of.minimum('note', where), 'min("note") AS "figure"'],
    ['maximum of a number', (of) => of.maximum('small', where), 'max("small") AS "figure"'],
  ])('%s', async (_, call, expected) => {
    expect(await sentBy(call)).toEqual([[expected, 'a', 1]])
  })

  it('are what the server says, as the column is read', async () => {
    expect(await repositoryOf({ figure: 5n }).repository.sum('big', where)).toBe(5n)
    expect(await repositoryOf({ figure: 2n ** 70n }).repository.sum('small', where)).toBe(2n ** 70n)
    expect(await repositoryOf({ figure: NaN }).repository.sum('value', where)).toBe(NaN)
    expect(await repositoryOf({ figure: BigDecimal.fromString('8.35') }).repository.sum('price', where)).toBe('8.35')
    expect(await repositoryOf({ figure: 2.5, count: 2n }).repository.average('tiny', where)).toBe(2.5)
    const decimals = repositoryOf({ figure: BigDecimal.fromString('2.25'), count: 2n })
    expect(await decimals.repository.average('price', where)).toBe('1.125')
    expect(await repositoryOf({ figure: 5n }).repository.minimum('small', where)).toBe(5)
    expect(await repositoryOf({ figure: 'abc' }).repository.maximum('loud', where)).toBe('ABC')
  })

  it('of no values', async () => {
    expect(await repositoryOf({ figure: 0, count: 0n }).repository.average('value', where)).toBeUndefined()
    const none = { figure: BigDecimal.fromString('0'), count: 0n }
    expect(await repositoryOf(none).repository.average('price', where)).toBeUndefined()
    expect(await repositoryOf({ figure: null }).repository.minimum('note', where)).toBeUndefined()
  })

  it('of nothing that could match are told without asking', async () => {
    const { repository, sent } = repositoryOf()
    const none = { site: 'a', day: In<number>([]) }
    expect(await repository.sum('big', none)).toBe(0n)
    expect(await repository.sum('value', none)).toBe(0)
    expect(await repository.sum('price', none)).toBe('0')
    expect(await repository.average('value', none)).toBeUndefined()
    expect(await repository.maximum('note', none)).toBeUndefined()
    expect(await repository.countBy(none)).toBe(0)
    expect(await repository.existsBy(none)).toBe(false)
    expect(sent).toEqual([])
  })

  it('of several partitions are one statement, but rows are counted in each', async () => {
    const both = { site: 'a', day: In([1, 2]) }
    const { repository, sent } = repositoryOf({ figure: 5n, count: 3n })
    expect(await repository.sum('big', both)).toBe(5n)
    expect(sent.splice(0).map(({ cql }) => /WHERE .*$/.exec(cql)![0])).toEqual(['WHERE "site" = ? AND "day" IN ?'])
    expect(await repository.countBy(both)).toBe(6)
    expect(sent.map(({ values }) => values)).toEqual([
      ['a', 1],
      ['a', 2],
    ])
    expect(repository.explain('countBy', both).requests).toBe(2)
    expect(repository.explain('sum', 'big', both).requests).toBe(1)
  })

  it('of the whole table only on purpose', async () => {
    const { repository, sent } = repositoryOf({ figure: 1n })
    await repository.sum('big', undefined, { scan: true })
    await repository.sum('big', {}, { scan: true })
    expect(sent.map(({ cql }) => cql)).toEqual(
      Array(2).fill('SELECT sum(cast("big" AS varint)) AS "figure" FROM "ks"."measurements"'),
    )
    for (const whole of [undefined, {}]) {
      const error = await errorOf(() => repository.sum('big', whole as never))
      expect(error).toMatchObject({ code: 'E_FULL_SCAN', outcome: 'not_sent' })
      expect(error.message).toContain('with scan: true')
    }
  })

  it.each<[string, (of: Repository<Measurement>) => Promise<unknown>, string, string]>([
    ['an unknown column', (of) => of.sum('bigg' as never, where), 'E_UNKNOWN_PROPERTY', "Did you mean 'big'?"],
    ['no column', (of) => of.minimum(undefined as never, where), 'E_UNKNOWN_PROPERTY', "'undefined' in the column"],
    ['a computed one', (of) => of.maximum('writtenAt', where), 'E_COMPUTED', 'computed by the server'],
    ['a text', (of) => of.sum('note', where), 'E_AGGREGATE', 'expected a column of numbers'],
    ['a text with a transformer', (of) => of.average('loud', where), 'E_AGGREGATE', 'expected a column of numbers'],
    ['durations', (of) => of.minimum('lasted', where), 'E_AGGREGATE', 'have no order'],
    ['collections', (of) => of.maximum('tags', where), 'E_AGGREGATE', 'have no order'],
    ['an unknown option', (of) => of.sum('big', where, { scna: true } as never), 'E_UNKNOWN_OPTION', "mean 'scan'?"],
    ['an option of find', (of) => of.sum('big', where, { limit: 1 } as never), 'E_UNKNOWN_OPTION', "'limit'"],
    ['a condition', (of) => of.sum('big', { site: 'a' } as never), 'E_PARTITION_KEY', 'day is not restricted'],
  ])('refuse %s', async (_, call, code, text) => {
    const { repository, sent } = repositoryOf()
    const error = await errorOf(() => call(repository))
    expect(error.code).toBe(code)
    expect(error.message).toContain(text)
    expect(sent).toEqual([])
  })

  it('name the property that could not be read', async () => {
    const { repository } = repositoryOf({ figure: 2n ** 60n })
    expect(await errorOf(() => repository.maximum('small', where))).toMatchObject({
      code: 'E_DECODE',
      property: 'small',
    })
  })

  it('are explained', () => {
    const { repository } = repositoryOf()
    expect(repository.explain('average', 'value', where)).toMatchObject({
      cql: expect.stringContaining('avg(cast("value" AS double))') as string,
      markers: ['site', 'day'],
      accessPath: 'partition',
    })
    expect(repository.explain('sum', 'value', undefined, { scan: true }).warnings).toEqual(['Reads the whole table.'])
    expect(repository.explain('countBy', where).cql).toContain('count(*)')
    expect(repository.explain('existsBy', where).cql).toContain('LIMIT ?')
    expect(repository.explain('findAndCount', { where, limit: 1 }).cql).toContain('LIMIT ?')
  })
})

describe('findAndCount', () => {
  it('of several partitions orders the rows of each, as find does', async () => {
    const { repository, sent } = repositoryOf({ site: 'a', day: 1, hour: 1, minute: 1, count: 2n })
    const several = { site: In(['a', 'b']), day: 1 }
    const [, count] = await repository.findAndCount({ where: several, limit: 1, order: { hour: 'desc' } })
    expect(count).toBe(4)
    expect(sent.filter(({ cql }) => cql.includes('ORDER BY "hour" DESC'))).toHaveLength(2)
  })

  it('counts past the limit, beside the rows', async () => {
    const { repository, sent } = repositoryOf({ site: 'a', day: 1, hour: 1, minute: 1, count: 7n })
    const [rows, count] = await repository.findAndCount({ where, limit: 1, order: { hour: 'desc' } })
    expect(rows).toHaveLength(1)
    expect(count).toBe(7)
    expect(sent.map(({ cql }) => cql.replace(/^SELECT .* FROM/, '… FROM'))).toEqual([
      '… FROM "ks"."measurements" WHERE "site" = ? AND "day" = ? ORDER BY "hour" DESC LIMIT ?',
      '… FROM "ks"."measurements" WHERE "site" = ? AND "day" = ?',
    ])
  })

  it('asks nothing more of rows that count themselves', async () => {
    const { repository, sent } = repositoryOf({ hour: 1 }, { hour: 2 })
    expect((await repository.findAndCount({ where }))[1]).toBe(2)
    expect(sent).toHaveLength(1)
  })

  it('counts within a partition only', async () => {
    const driver = new FakeDriver()
    const plans = new EntityPlans(modelOf(Picture))
    const pictures = new Repository<Picture>({ door: driver, plans, defaults: {} })
    const error = await errorOf(() => pictures.findAndCount({ where: { size: 1 } }))
    expect((await errorOf(() => pictures.explain('findAndCount', { where: { size: 1 } }))).code).toBe(error.code)
    expect(error).toMatchObject({ code: 'E_PARTITION_KEY', outcome: 'not_sent' })
    expect(
      await errorOf(() => pictures.findAndCount({ where: { album: 'a' }, groupBy: ['name'] } as never)),
    ).toMatchObject({
      code: 'E_UNKNOWN_OPTION',
    })
    expect(driver.sent).toEqual([])
  })
})

describe('a vector search', () => {
  const annOf = { cosine: [1, 2, 3] }

  function picturesAt(consistency: 'LOCAL_QUORUM' | 'SERIAL') {
    const driver = new FakeDriver()
    const plans = new EntityPlans(modelOf(Picture))
    return {
      driver,
      pictures: new Repository<Picture>({ door: driver, plans, defaults: { consistency, fetchSize: 10 } }),
    }
  }

  it('is sent at LOCAL_ONE, in one page', async () => {
    const { driver, pictures } = picturesAt('LOCAL_QUORUM')
    await pictures.find({ annOf, limit: 20 })
    await pictures.findOne({ annOf, consistency: 'ONE', timeoutMs: 7 })
    await pictures.find({ where: { album: 'a' } })
    const sent = driver.sent.map(({ options }) => [options.consistency, options.fetchSize, options.readTimeout])
    expect(sent).toEqual([
      [10, 1000, undefined],
      [1, 1000, 7],
      [6, 10, undefined],
    ])
  })

  it('is refused at a consistency that the server does not keep', async () => {
    const { driver, pictures } = picturesAt('LOCAL_QUORUM')
    const error = await errorOf(() => pictures.find({ annOf, limit: 20, consistency: 'QUORUM' }))
    expect(error).toMatchObject({ code: 'E_CONSISTENCY', entity: 'Picture', outcome: 'not_sent' })
    expect(driver.sent).toEqual([])
  })

  it('takes one partition: the nearest of each are not the nearest of all', async () => {
    const { driver, pictures } = picturesAt('LOCAL_QUORUM')
    const error = await errorOf(() => pictures.find({ where: { album: In(['a', 'b']) }, annOf, limit: 2 }))
    expect(error).toMatchObject({ code: 'E_ANN', outcome: 'not_sent' })
    expect(driver.sent).toEqual([])
  })

  it('is all that does without a condition', async () => {
    const { pictures } = picturesAt('LOCAL_QUORUM')
    expect(await errorOf(() => pictures.find({ scan: true } as never))).toMatchObject({ code: 'E_FULL_SCAN' })
    expect(await errorOf(() => pictures.find({ limit: 5 } as never))).toMatchObject({ code: 'E_FULL_SCAN' })
    expect(await errorOf(() => pictures.explain('find', { scan: true }))).toMatchObject({ code: 'E_FULL_SCAN' })
  })
})
