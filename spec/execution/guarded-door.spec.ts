import type { DriverResult } from '../../lib/driver/driver.js'
import type { Door } from '../../lib/execution/dispatcher.js'
import { GuardedDoor } from '../../lib/execution/guarded-door.js'

const answer: DriverResult = { rows: [{ answered: true }] }

/** A door that notes what goes through it, and a guarded one before it. */
function guarded(check: () => Promise<void>) {
  const through: string[] = []
  const door: Door = {
    maxInFlight: 7,
    clock: 42,
    enter: () => void through.push('enter'),
    leave: () => void through.push('leave'),
    connect: () => Promise.resolve(void through.push('connect')),
    shutdown: () => Promise.resolve(void through.push('shutdown')),
    hosts: () => [],
    execute: (cql) => Promise.resolve((through.push(cql), answer)),
  }
  return { guard: new GuardedDoor(door, check), through }
}

describe('GuardedDoor', () => {
  it('checks once, before anything goes through, however many requests come at once', async () => {
    let checks = 0
    const { guard, through } = guarded(async () => {
      checks++
      expect(through).toEqual([])
      await new Promise(setImmediate)
    })
    const answers = await Promise.all([guard.execute('a', [], {}), guard.execute('b', [], {})])
    await guard.execute('c', [], {})
    expect([checks, through, answers]).toEqual([1, ['a', 'b', 'c'], [answer, answer]])
  })

  it('lets nothing through where the check fails, and checks again the next time', async () => {
    let checks = 0
    const { guard, through } = guarded(() => (++checks === 1 ? Promise.reject(new Error('no')) : Promise.resolve()))
    await expect(guard.execute('a', [], {})).rejects.toThrow('no')
    expect(through).toEqual([])
    await guard.execute('b', [], {})
    expect([checks, through]).toEqual([2, ['b']])
  })

  it('hands on everything else', async () => {
    const { guard, through } = guarded(() => Promise.resolve())
    guard.enter()
    guard.leave()
    await guard.connect()
    await guard.shutdown()
    expect([guard.maxInFlight, guard.clock, guard.hosts(), through]).toEqual([
      7,
      42,
      [],
      ['enter', 'leave', 'connect', 'shutdown'],
    ])
  })
})
