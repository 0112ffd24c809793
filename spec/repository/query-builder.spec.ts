import { Contains, In, MoreThan, Repository } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { findOptionNames } from '../../lib/repository/types/read-options.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver } from '../support/fake-driver.js'
import { modelOf, partition, Reading } from '../support/sample-entities.js'

const driver = new FakeDriver()
const readings = new Repository<Reading>({ door: driver, plans: new EntityPlans(modelOf(Reading)), defaults: {} })
const inPartition = readings.createQueryBuilder().where(partition)
const at = new Date(0)

/** Without its types: what the compiler refuses is given here. */
type Builder = Readonly<
  Record<'where' | 'andWhere' | 'limit' | 'perPartitionLimit' | 'orderBy' | 'select' | 'groupBy' | 'options', Step>
>
type Step = (...args: readonly unknown[]) => Builder

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
    const adding = () =>
      readings
        .createQueryBuilder()
        .where(where as never)
        .andWhere(more as never)
    expect(await errorOf(adding)).toMatchObject({ code: 'E_WHERE', outcome: 'not_sent' })
  })

  const columns = 'Columns: sensorId, day, at, channel, site, value, tags, counts, samples, shape, note.'
  const order =
    'ordering by it is impossible; expected (at desc, channel asc) from the first column on, or exactly the reverse. Rows are stored in clustering order: sort in code, or key a table in the order you need.'
  const integer = 'takes an integer from 1 to 2147483647, given'
  it.each<[string, (builder: Builder) => unknown, string, string]>([
    [
      'an unknown property',
      (builder) => builder.where({ unknown: 1 }),
      'E_WHERE_UNKNOWN',
      `[Reading] where(): 'unknown' in where is not a column of Reading. ${columns}`,
    ],
    [
      'an unknown property that is added',
      (builder) => builder.where(partition).andWhere({ chanel: 1 }),
      'E_WHERE_UNKNOWN',
      `[Reading] andWhere(): 'chanel' in where is not a column of Reading. Did you mean 'channel'? ${columns}`,
    ],
    [
      'no condition',
      (builder) => builder.where(undefined),
      'E_WHERE',
      '[Reading] where(): a condition is an object of property values, not null. CQL has no OR: run one query for each alternative, or use In([…]).',
    ],
    [
      'undefined in a condition',
      (builder) => builder.where({ sensorId: undefined }),
      'E_WHERE_UNDEFINED',
      '[Reading.sensorId] where(): a condition is undefined; expected a value. It would silently widen the query. Leave the property out, or give it the value skip, if that is what is meant.',
    ],
    [
      'a value of another type',
      (builder) => builder.where({ ...partition, channel: 'one' }),
      'E_VALUE',
      '[Reading.channel] int cannot hold this value exactly; expected an integer from -2147483648 to 2147483647, given a string.',
    ],
    [
      'one of several values',
      (builder) => builder.where(partition).andWhere({ channel: In([1, 'two']) }),
      'E_VALUE',
      '[Reading.channel] int cannot hold this value exactly; expected an integer from -2147483648 to 2147483647, given a string.',
    ],
    [
      'an operator that the column does not know',
      (builder) => builder.where({ ...partition, channel: Contains(1) }),
      'E_UNSUPPORTED_OPERATOR',
      '[Reading.channel] where(): is int, which has no Contains; expected a collection.',
    ],
    [
      'a limit below one',
      (builder) => builder.limit(-1),
      'E_OPTION',
      `[Reading] option 'limit' ${integer} another number.`,
    ],
    [
      'a limit that is no number',
      (builder) => builder.perPartitionLimit('5'),
      'E_OPTION',
      `[Reading] option 'perPartitionLimit' ${integer} a string.`,
    ],
    [
      'an unknown column to order by',
      (builder) => builder.orderBy('elsewhere', 'asc'),
      'E_UNKNOWN_PROPERTY',
      `[Reading] orderBy(): 'elsewhere' in order is not a column of Reading. ${columns}`,
    ],
    [
      'an order that nothing is stored in',
      (builder) => builder.orderBy('value'),
      'E_ORDER',
      `[Reading.value] orderBy(): ${order}`,
    ],
    [
      'an unknown direction',
      (builder) => builder.orderBy('at', 'up'),
      'E_ORDER',
      "[Reading.at] orderBy(): has an unknown direction; expected 'asc' or 'desc'.",
    ],
    [
      'an unknown column to read',
      (builder) => builder.select(['elsewhere']),
      'E_UNKNOWN_PROPERTY',
      `[Reading] select(): 'elsewhere' in select is not a column of Reading. ${columns}`,
    ],
    [
      'an unknown column to group by',
      (builder) => builder.groupBy(['elsewhere']),
      'E_UNKNOWN_PROPERTY',
      `[Reading] groupBy(): 'elsewhere' in groupBy is not a column of Reading. ${columns}`,
    ],
    [
      'an unknown option',
      (builder) => builder.options({ limitt: 1 }),
      'E_UNKNOWN_OPTION',
      `[Reading] options(): unknown option 'limitt'. Did you mean 'limit'? Known here: ${findOptionNames.join(', ')}.`,
    ],
    [
      'a wrong value of an option',
      (builder) => builder.options({ timeoutMs: 'x' }),
      'E_OPTION',
      `[Reading] option 'timeoutMs' ${integer} a string.`,
    ],
    [
      'what is neither true nor false',
      (builder) => builder.options({ fanOut: 'no' }),
      'E_OPTION',
      "[Reading] options(): option 'fanOut' takes true or false, given a string.",
    ],
  ])('refuses at the step: %s', async (_, step, code, message) => {
    const error = await errorOf(() => {
      step(readings.createQueryBuilder() as unknown as Builder)
    })
    expect([error.code, error.outcome]).toEqual([code, 'not_sent'])
    expect(error.message).toBe(message)
    expect(driver.sent).toEqual([])
  })

  it('leaves to the call that reads what the steps to come may decide', async () => {
    const builder = readings.createQueryBuilder().where({ value: 1 } as never)
    expect(await builder.allowFiltering().getMany()).toEqual([])
    const error = await errorOf(() => builder.getMany())
    expect([error.code, error.message.includes('find()')]).toEqual(['E_PARTITION_KEY', true])
    expect(await readings.createQueryBuilder().orderBy('at').where(partition).getMany()).toEqual([])
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
