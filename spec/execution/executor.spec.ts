import { getEventListeners } from 'node:events'
import type { DriverResult } from '../../lib/driver/driver.js'
import { ExecutionError } from '../../lib/index.js'
import { Dispatcher } from '../../lib/execution/dispatcher.js'
import { Executor } from '../../lib/execution/executor.js'
import type { ExecutionOptions } from '../../lib/execution/options.js'
import { mapConcurrently } from '../../lib/execution/map-concurrently.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver } from '../support/fake-driver.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, sensorId, UserAccount } from '../support/sample-entities.js'

const plans = new EntityPlans(modelOf(UserAccount))
const where = { id: sensorId }
const { plan } = plans.select('find', { where })
const raw = { ...plan, hydrate: (row: object) => row }
const tick = () => new Promise((resolve) => setImmediate(resolve))
const defaults = { consistency: 'LOCAL_QUORUM', serialConsistency: 'SERIAL', timeoutMs: 5000 } as const

/** Each option with another value than the default; one that is new is missing here as well. */
const alone: { readonly [P in keyof Required<ExecutionOptions>]: ExecutionOptions[P] } = {
  consistency: 'ONE',
  serialConsistency: 'LOCAL_SERIAL',
  timeoutMs: 9,
  signal: new AbortController().signal,
  executionProfile: 'slow',
  idempotent: false,
  trace: true,
  fetchSize: 3,
  listeners: false,
}

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
      timeoutMs: 5000,
      readTimeout: 5000,
      isRead: true,
      fetchSize: undefined,
      executionProfile: undefined,
      traceQuery: undefined,
    })
  })

  it.each(Object.entries(alone))('heeds an option that is said alone: %s', async (name, value) => {
    const driver = new FakeDriver()
    const executor = new Executor(driver, defaults)
    await executor.read(plan, where, {}, {})
    await executor.read(plan, where, {}, { [name]: value as unknown })
    const [plain, heeding] = driver.sent.map(({ options }) => options)
    // Who is told is no matter of requests.
    if (name === 'listeners') expect(heeding).toBe(plain)
    else expect(heeding).not.toEqual(plain)
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
      isRead: false,
      consistency: 1,
      serialConsistency: 9,
      timeoutMs: 9,
      readTimeout: 9,
      fetchSize: 3,
      executionProfile: 'slow',
      traceQuery: true,
    })
  })

  it('does not believe a default that everything may be sent twice; the call may say so', async () => {
    const driver = new FakeDriver()
    const append = { ...plans.delete('delete', where, {}), isIdempotent: false }
    const executor = new Executor(driver, { ...defaults, idempotent: true })
    for (const options of [undefined, { consistency: 'ONE' }, { idempotent: true }] as const) {
      await executor.execute(append, append.bind(where), options)
    }
    await executor.execute({ ...append, isIdempotent: true }, append.bind(where))
    expect(driver.sent.map(({ options }) => options.isIdempotent)).toEqual([false, false, true, true])
  })

  it('keeps its defaults where an option is undefined', async () => {
    const driver = new FakeDriver()
    const options = { consistency: undefined, serialConsistency: undefined, timeoutMs: undefined, fetchSize: 3 }
    await new Executor(driver, defaults).read(plan, where, {}, options)
    expect(driver.sent[0]!.options).toMatchObject({ consistency: 6, serialConsistency: 8, timeoutMs: 5000 })
  })

  it.each<[object, string]>([
    [
      { consistency: 'QUORM' },
      "unknown consistency level 'QUORM'. Did you mean 'QUORUM'? Known: ONE, TWO, THREE, QUORUM, ALL, LOCAL_QUORUM, EACH_QUORUM, SERIAL, LOCAL_SERIAL, LOCAL_ONE.",
    ],
    [{ serialConsistency: 'QUORUM' }, "unknown serial consistency level 'QUORUM'; expected SERIAL or LOCAL_SERIAL."],
    [{ fetchSize: 0 }, "[UserAccount] option 'fetchSize' takes an integer from 1 to 2147483647, given another number."],
    [
      { timeoutMs: -1 },
      "[UserAccount] option 'timeoutMs' takes an integer from 1 to 2147483647, given another number.",
    ],
    [{ timeoutMs: '5' }, "[UserAccount] option 'timeoutMs' takes an integer from 1 to 2147483647, given a string."],
    [{ trace: 'yes' }, "[UserAccount] option 'trace' takes true or false, given a string."],
    [{ idempotent: 1 }, "[UserAccount] option 'idempotent' takes true or false, given a number."],
    [
      { executionProfile: '' },
      "[UserAccount] option 'executionProfile' takes a text that is not empty, given an empty string.",
    ],
    [
      { consistency: 'ANY' },
      "the consistency level 'ANY' cannot be sent: the driver would send ONE in its place. Say ONE, or LOCAL_ONE, which wait for one replica.",
    ],
    [{ consistency: 6 }, 'a consistency level is given by its name, such as LOCAL_QUORUM.'],
    [{ signal: {} }, "[UserAccount] option 'signal' takes an AbortSignal, given a plain object."],
    [{ signal: null }, "[UserAccount] option 'signal' takes an AbortSignal, given null."],
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

  it('gives all pages together the time of one statement', async () => {
    const queue = [{ pageState: 'a' }, { pageState: 'b' }, {}]
    const driver = new FakeDriver(() => queue.shift()!)
    await new Executor(driver, defaults).read(raw, where, {})
    expect(driver.sent.map(({ options }) => options.expiresAt)).toEqual([undefined, 5000, 5000])
  })

  it('asks what more there is to say of a failure, and of nothing else', async () => {
    const driver = new FakeDriver(({ cql }) => {
      if (cql === 'bad') throw new Error('socket hang up')
      return {}
    })
    const asked: string[] = []
    const executor = new Executor(driver, defaults, (error) => {
      asked.push(error.code)
      return Promise.resolve(new ExecutionError('refined.', { code: 'E_X', outcome: error.outcome }))
    })
    await executor.read(raw, where, {})
    expect(asked).toEqual([])
    expect((await errorOf(() => executor.execute({ ...plan, cql: 'bad' }, []))).message).toBe('refined.')
    expect(asked).toEqual(['E_CONNECTION'])
  })
})

describe('a signal', () => {
  const open = async (driver: FakeDriver, maxInFlight = 1) => {
    const dispatcher = new Dispatcher(() => driver, { maxInFlight, maxQueued: 10 })
    await dispatcher.connect()
    return { dispatcher, executor: new Executor(dispatcher, defaults) }
  }
  const never = () => new FakeDriver(() => new Promise(() => {}))

  it('that has fired already sends nothing', async () => {
    const driver = new FakeDriver()
    const { executor } = await open(driver)
    const error = await errorOf(() => executor.read(plan, where, {}, { signal: AbortSignal.abort('enough') }))
    expect(error).toMatchObject({ code: 'E_ABORTED', outcome: 'not_sent', cause: 'enough', entity: 'UserAccount' })
    expect(error.message).toBe('[UserAccount] aborted before it was sent.')
    expect(driver.sent).toEqual([])
  })

  it('ends a request under way, not knowing the outcome, and makes room', async () => {
    const driver = never()
    const { dispatcher, executor } = await open(driver)
    const controller = new AbortController()
    const reading = errorOf(() => executor.read(plan, where, {}, { signal: controller.signal }))
    await tick()
    expect(dispatcher.counts).toEqual({ inFlight: 1, queued: 0 })
    controller.abort()
    expect(await reading).toMatchObject({ code: 'E_ABORTED', outcome: 'unknown', cql: plan.cql })
    expect(driver.sent).toHaveLength(1)
    expect(dispatcher.counts).toEqual({ inFlight: 0, queued: 0 })
    await dispatcher.shutdown()
  })

  it('ends a read between two pages, which is not before it was sent', async () => {
    const controller = new AbortController()
    const driver = new FakeDriver(() => {
      controller.abort('enough')
      return { rows: [], pageState: 'more' }
    })
    const { executor } = await open(driver)
    const error = await errorOf(() => executor.read(plan, where, {}, { signal: controller.signal }))
    expect(error).toMatchObject({ code: 'E_ABORTED', outcome: 'unknown', cause: 'enough' })
  })

  it('takes a request out of the line, and it is never sent', async () => {
    const answers: (() => void)[] = []
    const driver = new FakeDriver(() => new Promise((resolve) => answers.push(() => resolve({ rows: [] }))))
    const { dispatcher, executor } = await open(driver)
    const controller = new AbortController()
    const first = executor.read(plan, where, {})
    const second = errorOf(() => executor.read(plan, where, {}, { signal: controller.signal }))
    const third = executor.read(plan, where, {}, { consistency: 'ONE' })
    await tick()
    expect(dispatcher.counts).toEqual({ inFlight: 1, queued: 2 })
    controller.abort()
    expect(await second).toMatchObject({ code: 'E_ABORTED', outcome: 'not_sent' })
    expect(dispatcher.counts).toEqual({ inFlight: 1, queued: 1 })
    answers.shift()!()
    await first
    await tick()
    answers.shift()!()
    await third
    expect(driver.sent.map(({ options }) => options.consistency)).toEqual([6, 1])
    expect(dispatcher.counts).toEqual({ inFlight: 0, queued: 0 })
  })

  it('that several requests share sends none of those that wait', async () => {
    const driver = never()
    const { dispatcher, executor } = await open(driver)
    const controller = new AbortController()
    const all = Array.from({ length: 4 }, () =>
      errorOf(() => executor.read(plan, where, {}, { signal: controller.signal })),
    )
    await tick()
    controller.abort()
    const outcomes = (await Promise.all(all)).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['unknown', 'not_sent', 'not_sent', 'not_sent'])
    expect(driver.sent).toHaveLength(1)
    expect(dispatcher.counts).toEqual({ inFlight: 0, queued: 0 })
    await dispatcher.shutdown()
  })

  it('ends a read between its pages', async () => {
    const controller = new AbortController()
    const driver = new FakeDriver(() => {
      controller.abort()
      return { rows: [{ n: 1 }], pageState: 'a' }
    })
    const { executor } = await open(driver)
    const error = await errorOf(() => executor.read(raw, where, {}, { signal: controller.signal }))
    expect(error.code).toBe('E_ABORTED')
    expect(driver.sent).toHaveLength(1)
  })

  it('keeps no listener', async () => {
    const { signal } = new AbortController()
    const added = jest.spyOn(signal, 'addEventListener')
    const removed = jest.spyOn(signal, 'removeEventListener')
    const { executor } = await open(new FakeDriver())
    await executor.read(plan, where, {}, { signal })
    expect(added).toHaveBeenCalledTimes(1)
    expect(removed.mock.calls[0]).toEqual(added.mock.calls[0])
  })

  it('has one listener however many requests share it', async () => {
    const { signal } = new AbortController()
    const { executor } = await open(new FakeDriver())
    const all = Array.from({ length: 3 }, () => executor.read(plan, where, {}, { signal }))
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await Promise.all(all)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    const again = executor.read(plan, where, {}, { signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await again
  })
})

describe('a deadline', () => {
  it('ends what waits and what is under way, each with its outcome', async () => {
    const driver = new FakeDriver(() => new Promise(() => {}))
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 1, maxQueued: 10 })
    await dispatcher.connect()
    const executor = new Executor(dispatcher, defaults)
    const started = performance.now()
    const both = [
      errorOf(() => executor.read(plan, where, {}, { timeoutMs: 40 })),
      errorOf(() => executor.read(plan, where, {}, { timeoutMs: 30 })),
    ]
    const [sent, queued] = await Promise.all(both)
    expect(performance.now() - started).toBeLessThan(400)
    expect(sent).toMatchObject({ code: 'E_TIMEOUT', outcome: 'unknown' })
    expect(sent!.message).toBe('[UserAccount] no answer came within 40 ms.')
    expect(queued).toMatchObject({ code: 'E_TIMEOUT', outcome: 'not_sent' })
    expect(queued!.message).toBe(
      '[UserAccount] waited 30 ms for a place among the requests under way and was not sent. Await results before starting more, or raise maxInFlight or timeoutMs.',
    )
    expect(driver.sent).toHaveLength(1)
    await dispatcher.shutdown()
  })
})

describe('a read that is late', () => {
  const host = { address: 'h:1', hostId: '', datacenter: '', isUp: true, releaseVersion: '', handle: undefined }
  const late = async (answers: (() => Promise<DriverResult>)[], hosts = 2) => {
    const driver = Object.assign(new FakeDriver(() => answers.shift()!()), {
      hosts: () => Array(hosts).fill(host) as never,
    })
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 2, maxQueued: 10 })
    await dispatcher.connect()
    return { driver, dispatcher, executor: new Executor(dispatcher, defaults) }
  }
  const silence = () => new Promise<never>(() => {})
  const options = { timeoutMs: 300 }

  it('is asked of a second node, and the first answer counts', async () => {
    const { driver, dispatcher, executor } = await late([silence, () => Promise.resolve({ rows: [{ n: 1 }] })])
    expect(await executor.read(raw, where, {}, options)).toEqual([{ n: 1 }])
    expect(driver.sent).toHaveLength(2)
    expect(dispatcher.counts).toEqual({ inFlight: 0, queued: 0 })
  })

  it('is not over when the second node fails', async () => {
    const slow = () => new Promise<DriverResult>((resolve) => setTimeout(() => resolve({ rows: [{ n: 2 }] }), 280))
    const { driver, executor } = await late([slow, () => Promise.reject(new Error('refused'))])
    expect(await executor.read(raw, where, {}, options)).toEqual([{ n: 2 }])
    expect(driver.sent).toHaveLength(2)
  })

  it.each<[string, object, number]>([
    ['there is no second one', options, 1],
    ['it may not be sent twice', { ...options, idempotent: false }, 2],
  ])('is not where %s', async (_, given, hosts) => {
    const { driver, executor } = await late([silence, silence], hosts)
    expect((await errorOf(() => executor.read(raw, where, {}, given))).code).toBe('E_TIMEOUT')
    expect(driver.sent).toHaveLength(1)
  })
})

describe('a write that may be sent twice', () => {
  it('has half of its time for each node', async () => {
    const driver = new FakeDriver()
    const executor = new Executor(driver, defaults)
    await executor.execute(plans.insert('insert', { id: sensorId }, {}), [])
    await executor.execute(plans.truncate('clear'), [])
    expect(driver.sent.map(({ options }) => [options.timeoutMs, options.readTimeout])).toEqual([
      [5000, 2500],
      [5000, 5000],
    ])
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
