import { ExecutionError } from '../../lib/index.js'
import { Executor } from '../../lib/execution/executor.js'
import { mapConcurrently } from '../../lib/execution/map-concurrently.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver } from '../support/fake-driver.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, sensorId, UserAccount } from '../support/sample-entities.js'

const plans = new EntityPlans(modelOf(UserAccount))
const where = { id: sensorId }
const { plan } = plans.select('find', { where })
const raw = { ...plan, hydrate: (row: object) => row }
const defaults = { consistency: 'LOCAL_QUORUM', serialConsistency: 'SERIAL', timeoutMs: 5000 } as const

describe('the executor', () => {
  it('reads every page', async () => {
    const pages = [
      { rows: [{ n: 1 }, { n: 2 }], pageState: 'a' },
      { rows: [], pageState: 'b' },
      { rows: [{ n: 3 }], pageState: null },
    ]
    const queue = [...pages]
    const driver = new FakeDriver(() => queue.shift()!)
    const rows = await new Executor(driver, defaults).read(raw, where, {})
    expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    expect(driver.sent.map(({ options }) => options.pageState)).toEqual([undefined, 'a', 'b'])
  })

  it('sends with the defaults', async () => {
    const driver = new FakeDriver()
    await new Executor(driver, defaults).read(plan, where, {}, {})
    expect(driver.sent[0]!.options).toEqual({
      prepare: true,
      isIdempotent: true,
      consistency: 6,
      serialConsistency: 8,
      readTimeout: 5000,
      fetchSize: undefined,
      executionProfile: undefined,
      traceQuery: undefined,
    })
  })

  it('lets the call override each of them', async () => {
    const driver = new FakeDriver()
    const options = {
      consistency: 'ONE',
      serialConsistency: 'LOCAL_SERIAL',
      timeoutMs: 9,
      fetchSize: 3,
      idempotent: false,
      trace: true,
      executionProfile: 'slow',
    } as const
    await new Executor(driver, defaults).read(plan, where, {}, options)
    expect(driver.sent[0]!.options).toEqual({
      prepare: true,
      isIdempotent: false,
      consistency: 1,
      serialConsistency: 9,
      readTimeout: 9,
      fetchSize: 3,
      executionProfile: 'slow',
      traceQuery: true,
    })
  })

  it('keeps its defaults where an option is undefined', async () => {
    const driver = new FakeDriver()
    const options = { consistency: undefined, serialConsistency: undefined, timeoutMs: undefined, fetchSize: 3 }
    await new Executor(driver, defaults).read(plan, where, {}, options)
    expect(driver.sent[0]!.options).toMatchObject({ consistency: 6, serialConsistency: 8, readTimeout: 5000 })
  })

  it.each<[object, string]>([
    [
      { consistency: 'QUORM' },
      "unknown consistency level 'QUORM'. Did you mean 'QUORUM'? Known: ANY, ONE, TWO, THREE, QUORUM, ALL, LOCAL_QUORUM, EACH_QUORUM, SERIAL, LOCAL_SERIAL, LOCAL_ONE.",
    ],
    [{ serialConsistency: 'QUORUM' }, "unknown serial consistency level 'QUORUM'; expected SERIAL or LOCAL_SERIAL."],
    [{ fetchSize: 0 }, "option 'fetchSize' must be a positive integer."],
    [{ timeoutMs: -1 }, "option 'timeoutMs' must be a positive integer."],
  ])('refuses %o', async (options, message) => {
    const driver = new FakeDriver()
    const error = await errorOf(() => new Executor(driver, defaults).read(plan, where, {}, options))
    expect(error.message).toBe(message)
    expect(driver.sent).toEqual([])
  })

  it('sends nothing that cannot be bound', async () => {
    const driver = new FakeDriver()
    expect((await errorOf(() => new Executor(driver, defaults).read(plan, { id: 'x' }, {}))).code).toBe('E_VALUE')
    expect(driver.sent).toEqual([])
  })

  it('gives failures a class, the statement and an outcome', async () => {
    const driver = new FakeDriver(() => {
      throw new Error('socket hang up')
    })
    const error = await errorOf(() => new Executor(driver, defaults).read(plan, where, {}))
    expect(error).toBeInstanceOf(ExecutionError)
    expect(error).toMatchObject({ entity: 'UserAccount', cql: plan.cql, outcome: 'unknown' })
  })

  it('sends nothing for a signal that has fired already', async () => {
    const driver = new FakeDriver()
    const error = await errorOf(() =>
      new Executor(driver, defaults).read(plan, where, {}, { signal: AbortSignal.abort('enough') }),
    )
    expect(error).toMatchObject({ code: 'E_ABORTED', outcome: 'not_sent', cause: 'enough' })
    expect(driver.sent).toEqual([])
  })

  it('stops waiting when the signal fires, not knowing the outcome', async () => {
    const driver = new FakeDriver(() => new Promise(() => {}))
    const controller = new AbortController()
    const reading = errorOf(() => new Executor(driver, defaults).read(plan, where, {}, { signal: controller.signal }))
    controller.abort()
    expect(await reading).toMatchObject({ code: 'E_ABORTED', outcome: 'unknown' })
    expect(driver.sent).toHaveLength(1)
  })

  it('leaves no listener on a signal', async () => {
    const { signal } = new AbortController()
    const removed = jest.spyOn(signal, 'removeEventListener')
    await new Executor(new FakeDriver(), defaults).read(plan, where, {}, { signal })
    expect(removed).toHaveBeenCalledTimes(1)
  })
})

describe('mapConcurrently', () => {
  it('keeps the order and the bound', async () => {
    let [now, most] = [0, 0]
    const results = await mapConcurrently([5, 1, 3, 2, 4], 2, async (n) => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, n))
      now--
      return n * 10
    })
    expect(results).toEqual([50, 10, 30, 20, 40])
    expect(most).toBe(2)
  })

  it('starts nothing more after a failure, and awaits what is under way', async () => {
    const started: number[] = []
    const finished: number[] = []
    const run = mapConcurrently([1, 2, 3, 4], 2, async (n) => {
      started.push(n)
      if (n === 1) throw new Error('first')
      await new Promise((resolve) => setTimeout(resolve, 5))
      finished.push(n)
    })
    await expect(run).rejects.toThrow('first')
    expect([started, finished]).toEqual([[1, 2], [2]])
  })

  it('of nothing is nothing', async () => {
    expect(await mapConcurrently([], 4, () => Promise.resolve(1))).toEqual([])
  })
})
