import { In, MoreThan, Repository } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import { modelOf, partition, Reading } from '../support/sample-entities.js'

const driver = new FakeDriver()
const readings = new Repository<Reading>({ door: driver, plans: new EntityPlans(modelOf(Reading)), defaults: {} })
const inPartition = readings.createQueryBuilder().where(partition)
const at = new Date(0)

beforeEach(() => {
  driver.sent.length = 0
})

describe('a query builder', () => {
  it('says what find says', () => {
    const where = { ...partition, at: MoreThan(at) }
    const builder = inPartition
      .andWhere({ at: MoreThan(at) })
      .select(['at', 'value'])
      .orderBy('at', 'asc')
      .limit(3)
    expect(builder.explain()).toEqual(
      readings.explain('find', { where, select: ['at', 'value'], order: { at: 'asc' }, limit: 3 }),
    )
    expect(inPartition.perPartitionLimit(2).allowFiltering().explain().cql).toMatch(
      /PER PARTITION LIMIT \? ALLOW FILTERING$/,
    )
    expect(builder.options({ limit: undefined }).explain()).toEqual(
      readings.explain('find', { where, select: ['at', 'value'], order: { at: 'asc' } }),
    )
  })

  it('is never changed by a step', () => {
    const before = inPartition.explain()
    inPartition
      .limit(1)
      .orderBy('at')
      .select(['at'])
      .where({ ...partition, at })
    expect(inPartition.explain()).toEqual(before)
    expect(inPartition.where({ ...partition, at: In([at]) }).explain().markers).toContain('in(at)')
  })

  it('is never changed by what it was told with', () => {
    const where: Record<string, unknown> = { ...partition, at }
    const select: ('at' | 'value')[] = ['at']
    const options = { where, order: { at: 'asc' as const }, groupBy: ['at' as const] }
    const builder = readings
      .createQueryBuilder()
      .options(options as never)
      .where(where as never)
      .select(select)
    const before = builder.explain()
    delete where['at']
    select.push('value')
    options.groupBy.length = 0
    expect(builder.explain()).toEqual(before)
  })

  it('has the plans of find', async () => {
    const plans = new EntityPlans(modelOf(Reading))
    const own = new Repository<Reading>({ door: driver, plans, defaults: {} })
    await own.find({ where: { ...partition, at: MoreThan(at) }, limit: 1 })
    const { misses } = plans.counts
    await own
      .createQueryBuilder()
      .where({ ...partition, at: MoreThan(at) })
      .limit(9)
      .getMany()
    expect(plans.counts.misses).toBe(misses)
  })

  it('reads one, counts, and asks whether there is any', async () => {
    const builder = inPartition.orderBy('at', 'asc').limit(5)
    expect(await builder.getOne()).toBeNull()
    expect((await errorOf(() => builder.getOneOrFail())).code).toBe('E_NOT_FOUND')
    expect(await builder.getExists()).toBe(false)
    expect((await errorOf(() => builder.getCount())).message).toContain("count(): unknown option 'limit'.")
    expect(driver.sent.map(({ cql }) => /LIMIT \?$/.test(cql))).toEqual([true, true, true])
    expect(driver.sent.map(({ values }) => values.at(-1))).toEqual([1, 1, 1])
  })

  it('passes the options of the call', async () => {
    await inPartition.options({ consistency: 'ONE', timeoutMs: 9 }).getMany()
    expect(driver.sent[0]!.options).toMatchObject({ consistency: 1, timeoutMs: 9 })
    expect((await errorOf(() => inPartition.options({ limitt: 1 } as never).getMany())).message).toContain(
      "find(): unknown option 'limitt'. Did you mean 'limit'?",
    )
  })

  it.each<[string, unknown, unknown]>([
    [
      'a condition with columns of its class',
      Object.assign(Object.create({ at }) as object, partition),
      { channel: 1 },
    ],
    ['further columns of a class', partition, Object.create({ at })],
    ['a condition that is null', null, partition],
    ['nothing further', partition, undefined],
  ])('refuses %s, which would be lost', async (_, where, more) => {
    const builder = readings.createQueryBuilder().where(where as never)
    expect(await errorOf(() => builder.andWhere(more as never))).toMatchObject({ code: 'E_WHERE', outcome: 'not_sent' })
  })

  it('refuses what find refuses, and a second condition on a column', async () => {
    expect((await errorOf(() => readings.createQueryBuilder().getMany())).code).toBe('E_FULL_SCAN')
    expect(await errorOf(() => inPartition.andWhere({ day: '2026-01-01' }))).toMatchObject({
      code: 'E_WHERE_TWICE',
      property: 'day',
      outcome: 'not_sent',
    })
  })
})
