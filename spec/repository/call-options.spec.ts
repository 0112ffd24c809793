import { In, Repository } from '../../lib/index.js'
import type { ViewOptions } from '../../lib/index.js'
import { LocalDate, Uuid } from '../../lib/driver/value-classes.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { batchesOver } from '../support/batch-over.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver, rows } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { modelOf, partition, Reading, rowKey, sensorId } from '../support/sample-entities.js'

const model = modelOf(Reading)
const { day, at, channel } = rowKey
const stored = {
  sensor_id: Uuid.fromString(sensorId),
  day: LocalDate.fromString(day),
  at,
  channel,
  value: 1,
  count: 1n,
}

type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

function over(answer: Answer = rows(stored), defaults: ViewOptions = {}) {
  const driver = new FakeDriver(answer)
  const repository = new Repository<Reading>({ door: driver, plans: new EntityPlans(model), defaults })
  const call = (method: string, ...args: readonly unknown[]) =>
    (repository as unknown as Calls)[method]!.apply(repository, [...args])
  return { driver, repository, call }
}

const byCondition = ['findBy', 'findOneBy', 'findOneByOrFail', 'countBy', 'existsBy'] as const

describe('methods that take a condition alone', () => {
  it.each(byCondition)('take the options of a read: %s', async (method) => {
    const { driver, repository } = over()
    const options = { consistency: 'ONE', timeoutMs: 9, fetchSize: 7, trace: true, executionProfile: 'slow' } as const
    await repository[method](rowKey, options)
    await repository[method](rowKey)
    expect(driver.sent[0]!.options).toMatchObject({
      consistency: 1,
      timeoutMs: 9,
      fetchSize: 7,
      traceQuery: true,
      executionProfile: 'slow',
    })
    expect(driver.sent[1]!.options).toMatchObject({ consistency: undefined, timeoutMs: undefined })
    expect(driver.sent[0]!.cql).toBe(driver.sent[1]!.cql)
  })

  it.each(byCondition)('give the signal to the request: %s', async (method) => {
    const { driver, repository } = over()
    const { signal } = new AbortController()
    await repository[method](rowKey, { signal })
    expect(driver.sent[0]!.options.signal).toBe(signal)
  })

  it.each(byCondition)('refuse options they do not know, as explain does: %s', async (method) => {
    const { driver, repository, call } = over()
    const known =
      'Known here: consistency, serialConsistency, timeoutMs, signal, executionProfile, idempotent, trace, fetchSize, listeners.'
    const error = await errorOf(() => call(method, rowKey, { timeoutMS: 9 }))
    expect([error.code, error.message]).toEqual([
      'E_UNKNOWN_OPTION',
      `[Reading] ${method}(): unknown option 'timeoutMS'. Did you mean 'timeoutMs'? ${known}`,
    ])
    expect((await errorOf(() => repository.explain(method, rowKey, { timeoutMS: 9 } as never))).message).toBe(
      error.message,
    )
    expect(repository.explain(method, rowKey, { timeoutMs: 9 })).toEqual(repository.explain(method, rowKey))
    expect(driver.sent).toEqual([])
  })
})

describe('clear', () => {
  it('takes what a truncation keeps to', async () => {
    const { driver, repository } = over(undefined, { timeoutMs: 5000 })
    const { signal } = new AbortController()
    await repository.clear()
    await repository.clear({ timeoutMs: 9, signal, trace: true, idempotent: true, executionProfile: 'slow' })
    expect(driver.sent.map(({ cql }) => cql)).toEqual(Array(2).fill('TRUNCATE TABLE "ks"."readings"'))
    expect(driver.sent[0]!.options).toMatchObject({ timeoutMs: 60_000, isIdempotent: false })
    expect(driver.sent[1]!.options).toMatchObject({
      timeoutMs: 9,
      signal,
      traceQuery: true,
      isIdempotent: true,
      executionProfile: 'slow',
    })
  })

  it('refuses a consistency, which servers would not keep to', async () => {
    const { driver, repository, call } = over()
    const error = await errorOf(() => call('clear', { consistency: 'ALL' }))
    expect(error.message).toBe(
      "[Reading] clear(): unknown option 'consistency'. Known here: timeoutMs, signal, executionProfile, idempotent, trace.",
    )
    const explained = await errorOf(() => repository.explain('clear', { consistency: 'ALL' } as never))
    expect(explained.message).toBe(error.message)
    expect(driver.sent).toEqual([])
  })
})

/** Options with one wrong value, and what is said of it. */
const wrongRequests: readonly (readonly [object, string])[] = [
  [{ timeoutMs: 'x' }, "[Reading] option 'timeoutMs' takes an integer from 1 to 2147483647, given a string."],
  [{ timeoutMs: null }, "[Reading] option 'timeoutMs' takes an integer from 1 to 2147483647, given null."],
  [{ signal: {} }, "[Reading] option 'signal' takes an AbortSignal, given a plain object."],
  [
    { executionProfile: '' },
    "[Reading] option 'executionProfile' takes a text that is not empty, given an empty string.",
  ],
  [{ idempotent: 'no' }, "[Reading] option 'idempotent' takes true or false, given a string."],
  [{ trace: 1 }, "[Reading] option 'trace' takes true or false, given a number."],
  [
    { consistency: 'NOPE' },
    "unknown consistency level 'NOPE'. Did you mean 'ONE'? Known: ONE, TWO, THREE, QUORUM, ALL, LOCAL_QUORUM, EACH_QUORUM, SERIAL, LOCAL_SERIAL, LOCAL_ONE.",
  ],
  [{ serialConsistency: 'QUORUM' }, "unknown serial consistency level 'QUORUM'; expected SERIAL or LOCAL_SERIAL."],
]
const wrongReads: typeof wrongRequests = [
  ...wrongRequests,
  [{ fetchSize: -1 }, "[Reading] option 'fetchSize' takes an integer from 1 to 2147483647, given another number."],
]
const wrongLimits: typeof wrongRequests = [
  ...wrongReads,
  [{ limit: -1 }, "[Reading] option 'limit' takes an integer from 1 to 2147483647, given another number."],
  [
    { perPartitionLimit: 'x' },
    "[Reading] option 'perPartitionLimit' takes an integer from 1 to 2147483647, given a string.",
  ],
]
const wrongWrites: typeof wrongRequests = [
  ...wrongRequests,
  [{ ttl: -1 }, "[Reading] option 'ttl' takes an integer from 0 to 630720000, given another number."],
  [
    { timestamp: 5 },
    "[Reading] option 'timestamp' takes a bigint of microseconds since 1970, or a valid Date, given a number.",
  ],
  [{ listeners: 'no' }, "[Reading] %s(): option 'listeners' takes true or false, given a string."],
]
const wrongOverwrites: typeof wrongRequests = [
  ...wrongWrites,
  [{ unsafe: 1 }, "[Reading] %s(): option 'unsafe' takes true or false, given a number."],
]

const nobody = { sensorId, day: In([]) }

/** Calls that send nothing, whatever their options say: the arguments, and the options among them. */
const silentCalls: readonly (readonly [string, (options: object) => readonly unknown[], typeof wrongRequests])[] = [
  ['find', (options) => [{ where: nobody, ...options }], wrongLimits],
  ['findOne', (options) => [{ where: nobody, ...options }], wrongReads],
  ['findBy', (options) => [nobody, options], wrongReads],
  ['findPage', (options) => [{ where: nobody, pageSize: 1, ...options }], wrongRequests],
  ['findAndCount', (options) => [{ where: nobody, ...options }], wrongLimits],
  ['findByKeys', (options) => [[], options], wrongReads],
  ['count', (options) => [{ where: nobody, ...options }], wrongReads],
  ['existsBy', (options) => [nobody, options], wrongReads],
  ['sum', (options) => ['value', nobody, options], wrongReads],
  ['insert', (options) => [[], options], wrongOverwrites],
  ['save', (options) => [[], options], wrongWrites],
  ['remove', (options) => [[], options], wrongRequests],
  ['insertMany', (options) => [[], options], wrongOverwrites],
  ['saveMany', (options) => [[], options], wrongOverwrites],
  ['removeMany', (options) => [[], options], wrongRequests],
]

describe('wrong values of options where nothing is sent', () => {
  const cases = silentCalls.flatMap(([method, args, wrong]) =>
    wrong.map(([options, message]) => [method, options, args, message.replace('%s', method)] as const),
  )
  it.each(cases)('are refused: %s %j', async (method, options, args, message) => {
    const { driver, repository, call } = over()
    const error = await errorOf(() => call(method, ...args(options)))
    expect([error.name, error.outcome]).toEqual([
      error.code === 'E_OPTION' && message.includes('()') ? 'StatementError' : 'OptionError',
      'not_sent',
    ])
    expect(error.message).toBe(message)
    const explained = await errorOf(() =>
      repository.explain(...([method, ...args(options)] as unknown as ['find', never])),
    )
    expect(explained.message).toBe(error.message)
    await call(method, ...args({}))
    expect(driver.sent).toEqual([])
  })

  it('are refused by streams and scans at the first row', async () => {
    const { driver, repository } = over()
    const first = (read: AsyncIterator<unknown>) => errorOf(() => read.next())
    expect((await first(repository.stream({ where: nobody, timeoutMs: 0 }))).code).toBe('E_OPTION')
    const where = { channel: In([]) }
    expect((await first(repository.scan({ where, allowFiltering: true, timeoutMs: 0 }))).code).toBe('E_OPTION')
    expect(driver.sent).toEqual([])
  })

  it('are refused where nothing changed', async () => {
    const { driver, repository } = over()
    const loaded = (await repository.findOneBy(rowKey))!
    for (const [options, message] of wrongWrites) {
      const error = await errorOf(() => repository.save(loaded, options))
      expect(error.message).toBe(message.replace('%s', 'save'))
    }
    expect(driver.sent).toHaveLength(1)
  })

  it('are refused by an empty batch, and by a view', async () => {
    const { batch } = batchesOver()
    expect((await errorOf(() => batch().execute({ timeoutMs: 0 }))).message).toBe(
      "option 'timeoutMs' takes an integer from 1 to 2147483647, given another number.",
    )
    const { repository } = over()
    expect((await errorOf(() => repository.withOptions({ ttl: 'x' } as never))).message).toBe(
      "[Reading] option 'ttl' takes an integer from 0 to 630720000, given a string.",
    )
  })
})

describe('a condition beside scan: true', () => {
  const contradiction =
    'scan: true asks for the whole table, and where for a part of it; expected one of them. Leave scan out to read what the condition names.'

  it.each<[string, readonly unknown[]]>([
    ['find', [{ where: rowKey, scan: true }]],
    ['find', [{ where: partition, scan: true, distinct: true }]],
    ['findOne', [{ where: rowKey, scan: true }]],
    ['findPage', [{ where: partition, scan: true, distinct: true, pageSize: 1 }]],
    ['count', [{ where: partition, scan: true }]],
    ['count', [{ where: { sensorId, day: In([day]) }, scan: true }]],
    ['exists', [{ where: partition, scan: true }]],
    ['sum', ['value', partition, { scan: true }]],
  ])('is refused: %s %#', async (method, args) => {
    const { driver, repository, call } = over()
    const error = await errorOf(() => call(method, ...args))
    expect([error.code, error.message]).toEqual(['E_OPTION', `[Reading] ${method}(): ${contradiction}`])
    const explained = await errorOf(() => repository.explain(...([method, ...args] as unknown as ['find', never])))
    expect(explained.message).toBe(error.message)
    expect(driver.sent).toEqual([])
  })
})
