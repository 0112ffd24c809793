import type { DriverResult } from '../../lib/driver/driver.js'
import { Dispatcher } from '../../lib/execution/dispatcher.js'
import { FakeDriver } from '../support/fake-driver.js'
import { errorOf } from '../support/error-of.js'

/** A driver whose requests are answered by hand. */
function manual() {
  const answers: ((result: DriverResult) => void)[] = []
  const driver = new FakeDriver(() => new Promise((resolve) => answers.push(resolve)))
  return { driver, answer: () => answers.shift()!({ rows: [] }) }
}

const tick = () => new Promise((resolve) => setImmediate(resolve))

describe('the dispatcher', () => {
  it('lets a bounded number of requests through and the others wait', async () => {
    const { driver, answer } = manual()
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 2, maxQueued: 10 })
    await dispatcher.connect()
    const all = Promise.all(['a', 'b', 'c', 'd'].map((cql) => dispatcher.execute(cql, [], {})))
    await tick()
    expect(driver.sent.map(({ cql }) => cql)).toEqual(['a', 'b'])
    answer()
    await tick()
    expect(driver.sent.map(({ cql }) => cql)).toEqual(['a', 'b', 'c'])
    answer()
    answer()
    await tick()
    answer()
    await all
    expect(driver.sent).toHaveLength(4)
  })

  it('refuses what would wait behind too many, before it is sent', async () => {
    const { driver, answer } = manual()
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 1, maxQueued: 1 })
    await dispatcher.connect()
    const accepted = [dispatcher.execute('a', [], {}), dispatcher.execute('b', [], {})]
    const error = await errorOf(() => dispatcher.execute('c', [], {}))
    expect(error.message).toBe(
      '1 requests are under way and 1 wait already. Await results before starting more, or raise maxInFlight and maxQueued.',
    )
    expect(error).toMatchObject({ code: 'E_OVERLOADED', outcome: 'not_sent', cql: 'c' })
    answer()
    await tick()
    answer()
    await Promise.all(accepted)
  })

  it('answers what was accepted before it closes', async () => {
    const { driver, answer } = manual()
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 1, maxQueued: 10 })
    await dispatcher.connect()
    const accepted = Promise.all([dispatcher.execute('a', [], {}), dispatcher.execute('b', [], {})])
    const closed = dispatcher.shutdown()
    answer()
    await tick()
    expect(driver.isConnected).toBe(true)
    answer()
    await accepted
    await closed
    expect(driver.isConnected).toBe(false)
    expect(driver.sent.map(({ cql }) => cql)).toEqual(['a', 'b'])
  })

  it('lets a call that was accepted send all it has to, and accepts no new one', async () => {
    const driver = new FakeDriver()
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 1, maxQueued: 10 })
    await dispatcher.connect()
    dispatcher.enter()
    const closed = Promise.all([dispatcher.shutdown(), dispatcher.shutdown()])
    expect((await errorOf(() => dispatcher.enter())).code).toBe('E_NOT_CONNECTED')
    await dispatcher.execute('page 1', [], {})
    await tick()
    await dispatcher.execute('page 2', [], {})
    expect(driver.isConnected).toBe(true)
    dispatcher.leave()
    await closed
    expect(driver.isConnected).toBe(false)
    expect((await errorOf(() => dispatcher.execute('later', [], {}))).code).toBe('E_NOT_CONNECTED')
  })

  it('may be opened again, with a new driver', async () => {
    const drivers: FakeDriver[] = []
    const open = () => drivers[drivers.push(new FakeDriver()) - 1]!
    const dispatcher = new Dispatcher(open, { maxInFlight: 1, maxQueued: 1 })
    expect((await errorOf(() => dispatcher.execute('a', [], {}))).message).toBe(
      'the data source is not connected. Call initialize() before, and destroy() after, everything else.',
    )
    await dispatcher.connect()
    await dispatcher.shutdown()
    await dispatcher.connect()
    await dispatcher.execute('b', [], {})
    expect(drivers.map((driver) => driver.sent.length)).toEqual([0, 1])
  })

  it('closes a driver that cannot connect', async () => {
    let closed = 0
    const driver = Object.assign(new FakeDriver(), {
      connect: () => Promise.reject(new Error('refused')),
      shutdown: () => Promise.resolve(void closed++),
    })
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 1, maxQueued: 1 })
    await expect(dispatcher.connect()).rejects.toThrow('refused')
    expect(closed).toBe(1)
  })

  it('gives the place of a failed request on', async () => {
    const driver = new FakeDriver(({ cql }) => {
      if (cql === 'bad') throw new Error('bad')
      return {}
    })
    const dispatcher = new Dispatcher(() => driver, { maxInFlight: 1, maxQueued: 9 })
    await dispatcher.connect()
    const outcomes = await Promise.allSettled(
      ['bad', 'good', 'bad', 'good'].map((cql) => dispatcher.execute(cql, [], {})),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
  })

  it('tells listeners of every request until they stop', async () => {
    const dispatcher = new Dispatcher(() => new FakeDriver(), { maxInFlight: 1, maxQueued: 9 })
    await dispatcher.connect()
    const heard: unknown[] = []
    const stop = dispatcher.listen((cql, values) => heard.push([cql, values]))
    await dispatcher.execute('a', [1], {})
    stop()
    await dispatcher.execute('b', [2], {})
    expect(heard).toEqual([['a', [1]]])
  })
})
