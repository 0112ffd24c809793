import { setTimeout as delay } from 'node:timers/promises'
import {
  BulkError,
  Column,
  ConnectionError,
  ExecutionError,
  PartitionKey,
  Repository,
  Table,
  VersionColumn,
} from '../../../lib/index.js'
import type { BulkFailure, BulkProgress } from '../../../lib/index.js'
import { EntityPlans } from '../../../lib/plan/entity-plans.js'
import { errorOf } from '../../support/error-of.js'
import { FakeDriver } from '../../support/fake-driver.js'
import type { Answer } from '../../support/fake-driver.js'
import { modelOf, rowKey, Reading, UserAccount } from '../../support/sample-entities.js'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const accountOf = (n: number) => ({ id: idOf(n), email: 'e', age: n })
const model = modelOf(UserAccount)

function accountsOver(answer?: Answer) {
  const driver = new FakeDriver(answer)
  const repository = new Repository<UserAccount>({ door: driver, plans: new EntityPlans(model), defaults: {} })
  return { driver, repository }
}

const bulkErrorOf = async (call: () => unknown) => (await errorOf(call)) as BulkError

/** Answers after a turn of the event loop, and counts how many requests were under way at once. */
function slowServer() {
  const counts = { active: 0, most: 0, answered: 0 }
  const answer = async () => {
    counts.most = Math.max(counts.most, ++counts.active)
    await delay(1)
    counts.active--
    counts.answered++
    return {}
  }
  return { counts, answer }
}

function* accounts(count: number) {
  for (let n = 0; n < count; n++) yield accountOf(n)
}

const answeredWith = (serverCode: number | undefined) =>
  new ExecutionError('failed.', { code: serverCode ? 'E_QUERY' : 'E_TIMEOUT', outcome: 'unknown', serverCode })

describe('a bulk write', () => {
  it('writes all of an array, a generator or an asynchronous source', async () => {
    const { driver, repository } = accountsOver()
    expect(await repository.insertMany([...accounts(3)])).toEqual({ succeeded: 3 })
    expect(await repository.insertMany(accounts(1500))).toEqual({ succeeded: 1500 })
    async function* later() {
      for (const account of accounts(130)) {
        await Promise.resolve()
        yield account
      }
    }
    expect(await repository.insertMany(later())).toEqual({ succeeded: 130 })
    expect(await repository.insertMany([])).toEqual({ succeeded: 0 })
    expect(driver.sent).toHaveLength(1633)
    expect(new Set(driver.sent.map(({ cql }) => cql)).size).toBe(1)
  })

  it('has so many requests under way and not one more, and reads no item before there is room for it', async () => {
    const { counts, answer } = slowServer()
    const { repository } = accountsOver(answer)
    let read = 0
    async function* source() {
      for (const account of accounts(50)) {
        expect(++read - counts.answered).toBeLessThanOrEqual(4)
        yield account
        await Promise.resolve()
      }
    }
    expect(await repository.insertMany(source(), { concurrency: 4 })).toEqual({ succeeded: 50 })
    expect(counts.most).toBe(4)
    await repository.insertMany(accounts(200))
    expect(counts.most).toBe(100)
  })

  it('never has more under way than the data source lets through', async () => {
    const { counts, answer } = slowServer()
    const driver = Object.assign(new FakeDriver(answer), { maxInFlight: 3 })
    const repository = new Repository<UserAccount>({ door: driver, plans: new EntityPlans(model), defaults: {} })
    await repository.insertMany(accounts(20), { concurrency: 500 })
    expect(counts.most).toBe(3)
  })

  it('tells of every hundred items and once at the end', async () => {
    const { repository } = accountsOver()
    const told: BulkProgress[] = []
    await repository.insertMany(accounts(250), { onProgress: (progress) => told.push(progress) })
    expect(told.map(({ succeeded }) => succeeded)).toEqual([100, 200, 250])
    expect(told.every(({ failed, durationMs }) => failed === 0 && durationMs >= 0)).toBe(true)
  })

  it('binds and sends as asked', async () => {
    const { driver, repository } = accountsOver()
    await repository.insertMany(accounts(1), { ttl: 60, consistency: 'QUORUM', idempotent: false })
    expect(driver.sent[0]).toMatchObject({ options: { consistency: 4, isIdempotent: false } })
    expect(driver.sent[0]!.cql).toMatch(/USING TTL \?$/)
  })

  it('saves and removes entities', async () => {
    const { driver, repository } = accountsOver()
    const entities = [...accounts(3)].map((account) => repository.create(account))
    expect(await repository.saveMany(entities)).toEqual({ succeeded: 3 })
    entities[1]!.age = 99
    expect(await repository.saveMany(entities)).toEqual({ succeeded: 3 })
    expect(driver.sent.map(({ cql }) => cql.split(' ', 1)[0])).toEqual(['INSERT', 'INSERT', 'INSERT', 'UPDATE'])
    expect(await repository.removeMany(entities)).toEqual({ succeeded: 3 })
    expect(driver.sent.slice(4).every(({ cql }) => cql.startsWith('DELETE'))).toBe(true)
    await repository.save(entities[0]!)
    expect(driver.sent.at(-1)!.cql).toMatch(/^INSERT/)
  })

  it('refuses wrong options, and what is no source, before the source is opened', async () => {
    const { driver, repository } = accountsOver()
    const source = accounts(1)
    for (const options of [
      { concurrency: 0 },
      { onFailure: 5 },
      { onProgress: {} },
      { signal: {} },
      { groupByPartition: 5 },
      { groupByPartition: { maxItem: 5 } },
      { concurency: 5 },
    ]) {
      expect((await errorOf(() => repository.insertMany(source, options as never))).code).toMatch(/OPTION/)
    }
    for (const nothing of [undefined, null, 5, 'text', {}, Promise.resolve([])]) {
      expect((await errorOf(() => repository.insertMany(nothing as never))).code).toBe('E_BULK_SOURCE')
    }
    expect(source.next().value).toEqual(accountOf(0))
    expect(driver.sent).toEqual([])
  })
})

describe('failures', () => {
  it('end the write: what is under way is awaited and counted, the source is closed', async () => {
    const { counts, answer } = slowServer()
    const { repository } = accountsOver(async ({ values }) => {
      await answer()
      if (values[2] === 10) throw answeredWith(0x2200)
      return {}
    })
    let isClosed = false
    function* source() {
      try {
        yield* accounts(1000)
      } finally {
        isClosed = true
      }
    }
    const error = await bulkErrorOf(() => repository.insertMany(source(), { concurrency: 8 }))
    expect(error).toBeInstanceOf(BulkError)
    expect(error).toMatchObject({ code: 'E_BULK_FAILED', entity: 'UserAccount', outcome: 'unknown', failed: 1 })
    expect(error.failures).toEqual([{ index: 10, error: error.cause }])
    expect(error.succeeded + error.failed).toBe(counts.answered)
    expect(error.succeeded).toBeGreaterThanOrEqual(10)
    expect(error.succeeded).toBeLessThan(30)
    expect(isClosed).toBe(true)
    expect(counts.active).toBe(0)
  })

  it('of bad items are known before they are sent', async () => {
    const { driver, repository } = accountsOver()
    const items = [accountOf(1), { ...accountOf(2), age: 1.5 }, null, { ...accountOf(3), agee: 1 }, accountOf(4)]
    const failures: BulkFailure<object>[] = []
    const result = await repository.insertMany(items as never[], { onFailure: (failure) => failures.push(failure) })
    expect(result).toEqual({ succeeded: 2 })
    expect(driver.sent).toHaveLength(2)
    expect(failures.map(({ index, item }) => [index, item])).toEqual([1, 2, 3].map((i) => [i, items[i]]))
    expect(failures.map(({ error }) => (error as { code: string }).code)).toEqual([
      'E_VALUE',
      'E_ENTITY',
      'E_UNKNOWN_PROPERTY',
    ])
    const error = await bulkErrorOf(() => repository.insertMany(items as never[]))
    expect(error).toMatchObject({ code: 'E_BULK_FAILED', outcome: 'not_sent', failed: 1 })
    expect(error.message).not.toContain('1.5')
  })

  it('are told, and the write goes on; the one told may take its time', async () => {
    const { repository } = accountsOver(({ values }) => {
      if ((values[2] as number) % 10 === 0) throw answeredWith(0x2200)
      return {}
    })
    let telling = 0
    const indexes: number[] = []
    const result = await repository.insertMany(accounts(100), {
      concurrency: 2,
      async onFailure({ index }) {
        expect(++telling).toBeLessThanOrEqual(2)
        await delay(1)
        telling--
        indexes.push(index)
      },
    })
    expect(result).toEqual({ succeeded: 90 })
    expect(indexes.sort((a, b) => a - b)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
  })

  it('in a row to reach the servers end the write, a hundred of them; answers and bad items do not', async () => {
    const isReached = (age: number) => age % 100 === 99
    const { repository } = accountsOver(({ values }) => {
      const age = values[2] as number
      if (age >= 500 || !isReached(age)) throw new ConnectionError('no node.', { code: 'E_NO_HOST' })
      throw answeredWith(0x2200)
    })
    let failed = 0
    const error = await bulkErrorOf(() =>
      repository.insertMany(accounts(10_000), { concurrency: 1, onFailure: () => void failed++ }),
    )
    expect(error).toMatchObject({ code: 'E_BULK_UNREACHABLE', succeeded: 0, failed: 600 })
    expect(failed).toBe(600)
    expect(error.failures).toHaveLength(100)
  })

  it('of the source end the write', async () => {
    const { driver, repository } = accountsOver()
    const cause = new Error('disk')
    function* source() {
      yield accountOf(1)
      throw cause
    }
    const error = await bulkErrorOf(() => repository.insertMany(source()))
    expect(error).toMatchObject({ code: 'E_BULK_SOURCE', succeeded: 1, failed: 0, cause })
    expect(error.message).toBe('[UserAccount] bulk write ended because its source failed; 1 written, 0 failed.')
    expect(driver.sent).toHaveLength(1)
    async function* later() {
      yield accountOf(1)
      await Promise.reject(cause)
    }
    expect(await bulkErrorOf(() => repository.insertMany(later()))).toMatchObject({ succeeded: 1, cause })
  })

  it.each([undefined, null, 5])('of a source that gives %s for a result end the write', async (result) => {
    const { repository } = accountsOver()
    const next = () => result as never
    const refused = { code: 'E_BULK_SOURCE', cause: { message: expect.stringContaining('no object') as string } }
    expect(await bulkErrorOf(() => repository.insertMany({ [Symbol.iterator]: () => ({ next }) }))).toMatchObject(
      refused,
    )
    const later = { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(next()) }) }
    expect(await bulkErrorOf(() => repository.insertMany(later))).toMatchObject(refused)
  })

  it('of a source that is closed hide nothing', async () => {
    const { repository } = accountsOver()
    function* source() {
      try {
        for (;;) yield null as never
      } finally {
        throw new Error('closing')
      }
    }
    expect(await bulkErrorOf(() => repository.insertMany(source()))).toMatchObject({ code: 'E_BULK_FAILED', failed: 1 })
  })

  it('of the functions given end the write', async () => {
    const { repository } = accountsOver()
    const cause = new Error('mine')
    const fail = () => {
      throw cause
    }
    const bad = [null, accountOf(1)] as never[]
    expect(await bulkErrorOf(() => repository.insertMany(bad, { onFailure: fail }))).toMatchObject({
      code: 'E_BULK_CALLBACK',
      cause,
    })
    expect(await bulkErrorOf(() => repository.insertMany(accounts(5), { onProgress: fail }))).toMatchObject({
      code: 'E_BULK_CALLBACK',
      succeeded: 5,
      cause,
    })
    for (const failLater of [() => Promise.reject(cause), () => delay(5).then(fail)]) {
      expect(await bulkErrorOf(() => repository.insertMany(accounts(250), { onProgress: failLater }))).toMatchObject({
        code: 'E_BULK_CALLBACK',
        cause,
      })
    }
  })
})

describe('entities with a version', () => {
  @Table('documents')
  class Document {
    @PartitionKey('text') id!: string
    @Column('text') title?: string
    @VersionColumn() version?: number
  }

  it('are refused, unless they may be overwritten', async () => {
    const driver = new FakeDriver()
    const plans = new EntityPlans(modelOf(Document))
    const repository = new Repository<Document>({ door: driver, plans, defaults: {} })
    const items = () => [repository.create({ id: 'a', title: 't' })]
    const calls = (options: { unsafe?: boolean }) => [
      () => repository.insertMany(items(), options),
      () => repository.saveMany(items(), options),
      () => repository.removeMany(items(), options),
    ]
    for (const call of calls({})) expect((await errorOf(call)).code).toBe('E_VERSION')
    for (const call of calls({ unsafe: true })) {
      expect(await call()).toEqual({ succeeded: 1 })
    }
    expect(driver.sent.map(({ cql }) => / IF /.test(cql))).toEqual([false, false, false])
  })
})

describe('an abort', () => {
  it('starts nothing new, awaits what is under way, closes the source', async () => {
    const { counts, answer } = slowServer()
    const { repository } = accountsOver(answer)
    const control = new AbortController()
    let isClosed = false
    async function* source() {
      try {
        for (const account of accounts(1000)) {
          if (account.age === 30) control.abort('enough')
          yield account
          await Promise.resolve()
        }
      } finally {
        isClosed = true
      }
    }
    const error = await bulkErrorOf(() => repository.insertMany(source(), { concurrency: 8, signal: control.signal }))
    expect(error).toMatchObject({ code: 'E_ABORTED', succeeded: 30, failed: 0, cause: 'enough' })
    expect(counts).toMatchObject({ active: 0, answered: 30 })
    expect(isClosed).toBe(true)
  })

  it('does not wait for a source that makes no item', async () => {
    const { repository } = accountsOver()
    const control = new AbortController()
    let isReturned = false
    const source: AsyncIterable<UserAccount> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return() {
          isReturned = true
          return new Promise(() => {})
        },
      }),
    }
    setImmediate(() => control.abort())
    const error = await bulkErrorOf(() => repository.insertMany(source, { signal: control.signal }))
    expect(error).toMatchObject({ code: 'E_ABORTED', succeeded: 0 })
    expect(isReturned).toBe(true)
  })

  it('before the start reads nothing', async () => {
    const { repository } = accountsOver()
    const source = accounts(2)
    const error = await bulkErrorOf(() => repository.insertMany(source, { signal: AbortSignal.abort() }))
    expect(error.code).toBe('E_ABORTED')
    expect(source.next().done).toBe(true)
  })

  it('reaches a write that never waits', async () => {
    const { repository } = accountsOver()
    const saved = repository.create(accountOf(1))
    await repository.save(saved)
    function* forever() {
      for (;;) yield saved
    }
    const signal = AbortSignal.timeout(20)
    expect(await bulkErrorOf(() => repository.saveMany(forever(), { signal }))).toMatchObject({ code: 'E_ABORTED' })
  })
})

describe('items of one partition', () => {
  const readings = (answer?: Answer) => {
    const driver = new FakeDriver(answer)
    const plans = new EntityPlans(modelOf(Reading))
    return { driver, repository: new Repository<Reading>({ door: driver, plans, defaults: {} }) }
  }
  const reading = (day: number, channel: number) => ({
    ...rowKey,
    day: `2026-01-0${day}`,
    channel,
    value: channel,
  })
  const sizes = ({ sent }: FakeDriver) => sent.map(({ options }) => options.batch?.members.length ?? 1)

  it('go out together, a hundred at most, the rest at the end', async () => {
    const { driver, repository } = readings()
    const items = Array.from({ length: 250 }, (_, n) => reading(1 + (n % 2), n))
    expect(await repository.insertMany(items, { groupByPartition: true })).toEqual({ succeeded: 250 })
    expect(sizes(driver)).toEqual([100, 100, 25, 25])
    expect(driver.sent[0]!.options).toMatchObject({ isIdempotent: true, batch: { kind: 'unlogged' } })
    expect(driver.sent[0]!.cql).toMatch(/^BEGIN UNLOGGED BATCH/)
  })

  it('go out sooner where bytes or items are limited, and alone as plain statements', async () => {
    const { driver, repository } = readings()
    const items = Array.from({ length: 7 }, (_, n) => ({ ...reading(1, n), note: 'x'.repeat(1000) }))
    await repository.insertMany(items, { groupByPartition: { maxBytes: 2200 } })
    expect(sizes(driver)).toEqual([2, 2, 2, 1])
    expect(driver.sent[3]!.cql).toMatch(/^INSERT/)
    driver.sent.length = 0
    await repository.insertMany(items, { groupByPartition: { maxItems: 3 } })
    expect(sizes(driver)).toEqual([3, 3, 1])
  })

  it('never hold one row twice', async () => {
    const { driver, repository } = readings()
    await repository.insertMany([reading(1, 1), reading(1, 2), reading(1, 1)], { groupByPartition: true })
    expect(sizes(driver)).toEqual([2, 1])
  })

  it('never hold two values of a static column, and as many rows as there are of one', async () => {
    const { driver, repository } = readings()
    const items = ['z', 'z', 'a', 'a'].map((site, n) => ({ ...reading(1, n), site }))
    await repository.insertMany(items, { groupByPartition: true })
    expect(sizes(driver)).toEqual([2, 2])
  })

  it('never hold one entity twice whose changes are saved', async () => {
    const { driver, repository } = readings()
    const entity = await repository.save(repository.create(reading(1, 1)))
    function* changes() {
      for (const value of [7, 1]) {
        entity.value = value
        yield entity
        yield repository.create(reading(1, 2))
      }
    }
    driver.sent.length = 0
    await repository.saveMany(changes(), { groupByPartition: true })
    expect(sizes(driver)).toEqual([2, 2])
    const updates = driver.sent.map(({ values }) => values[0])
    expect(updates).toEqual([7, 1])
  })

  it('are not kept without bound', async () => {
    const { driver, repository } = readings()
    let read = 0
    function* scattered() {
      for (let n = 0; n < 200; n++) {
        read++
        yield { ...reading(1, 1), sensorId: idOf(n) }
      }
    }
    await repository.insertMany(scattered(), {
      groupByPartition: { maxItems: 5 },
      onProgress: ({ succeeded }) => expect(read - succeeded).toBeLessThanOrEqual(150),
    })
    expect(driver.sent).toHaveLength(200)
  })

  it('fail together, and each is told', async () => {
    const { repository } = readings(({ options }) => {
      if (options.batch?.members.length === 3) throw answeredWith(0x2200)
      return {}
    })
    const failed: number[] = []
    const items = [reading(1, 1), reading(2, 1), reading(1, 2), reading(1, 3), reading(2, 2)]
    const result = await repository.insertMany(items, {
      groupByPartition: true,
      onFailure: ({ index }) => void failed.push(index),
    })
    expect(result).toEqual({ succeeded: 2 })
    expect(failed).toEqual([0, 2, 3])
  })

  it('are saved and removed together', async () => {
    const { driver, repository } = readings()
    const entities = [1, 2, 3].map((channel) => repository.create(reading(1, channel)))
    await repository.saveMany(entities, { groupByPartition: true })
    await repository.saveMany(entities, { groupByPartition: true })
    await repository.removeMany(entities, { groupByPartition: true })
    expect(sizes(driver)).toEqual([3, 3])
  })
})
