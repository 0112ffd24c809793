import { setTimeout as sleep } from 'node:timers/promises'
import { Bench, minutes, tell } from './support/bench.js'
import { expectConverged } from './support/expect-converged.js'
import { eventsOf, outcomesOf, withInstances } from './support/instances.js'
import type { Instance, Outcome, TimedEvent } from './support/instances.js'
import type { Fault } from './support/messages.js'
import { isShort, sizes } from './support/sizes.js'

const bench = new Bench()
const leaseMs = 6000
const graceMs = 30_000

type Point = readonly [what: string, fault: Omit<Fault, 'token' | 'signal'>]

/** The model `few` takes four statements under the lease. `occurrence` counts from when it was taken. */
const points: readonly Point[] = [
  ['before it has the lease', { stage: 'acquiring', occurrence: 1 }],
  ['when it has the lease', { stage: 'acquired', occurrence: 1 }],
  ['before the first statement', { stage: 'sending', occurrence: 1 }],
  ['while the second statement is on its way', { stage: 'sent', occurrence: 2, delayMs: 30 }],
  ['when the second statement is answered', { stage: 'answered', occurrence: 2 }],
  ['when all nodes agree on the second', { stage: 'agreed', occurrence: 2 }],
  ['when the second is in the ledger', { stage: 'recorded', occurrence: 2 }],
  ['between statements', { stage: 'sending', occurrence: 3 }],
  ['before it gives the lease back', { stage: 'releasing', occurrence: 1 }],
  ['when it has given the lease back', { stage: 'released', occurrence: 1 }],
]
const shortPoints = points.filter(([, { stage }]) => stage === 'sent' || stage === 'agreed')

describe.each(isShort ? shortPoints : points)('a leader that is killed %s', (what, fault) => {
  it(
    `is followed within the lease and ${graceMs / 1000} s, ${sizes.kills} of ${sizes.kills} times`,
    async () => {
      const times: number[] = []
      for (let run = 0; run < sizes.kills; run++) times.push(await killLeader(fault, leaseMs))
      tell(`killed ${what}: the others were ready after ${times.map(Math.round).join(', ')} ms`)
    },
    sizes.kills * 3 * minutes,
  )
})

if (sizes.defaultLease > 0) {
  describe('a leader that is killed with the default lease', () => {
    it(
      `is followed within the lease and ${graceMs / 1000} s, ${sizes.defaultLease} of ${sizes.defaultLease} times`,
      async () => {
        const fault = { stage: 'sent', occurrence: 2, delayMs: 30 } as const
        const times: number[] = []
        for (let run = 0; run < sizes.defaultLease; run++) times.push(await killLeader(fault, 60_000))
        tell(`killed with the default lease: the others were ready after ${times.map(Math.round).join(', ')} ms`)
      },
      sizes.defaultLease * 4 * minutes,
    )
  })
}

describe.each([
  ['before a statement', { stage: 'sending', occurrence: 2 }],
  ['after a statement', { stage: 'agreed', occurrence: 2 }],
] as const)('a leader that freezes %s for twice the lease', (what, fault) => {
  it(
    `sends nothing more, ${sizes.freezes} of ${sizes.freezes} times`,
    async () => {
      const late: number[] = []
      for (let run = 0; run < sizes.freezes; run++) late.push(await freezeLeader(fault))
      tell(`frozen ${what}: ${late.join(', ')} statements after it woke`)
    },
    sizes.freezes * 3 * minutes,
  )
})

/** Four instances at once, of which the first that comes to the point dies; returns how long the others took from then on. */
async function killLeader(fault: Omit<Fault, 'token' | 'signal'>, length: number): Promise<number> {
  const keyspace = bench.newName('kill')
  const settings = { keyspace, model: 'few', leaseMs: length, fault: withToken(fault, 'SIGKILL') } as const
  await bench.createKeyspace(keyspace)
  const took = await withInstances(bench.settings(4, settings), async (instances) => {
    const outcomes = await outcomesOf(instances)
    expect(outcomes.map(describeOutcome).sort()).toEqual(['died by SIGKILL', 'ready', 'ready', 'ready'])
    const death = outcomes.find(({ kind }) => kind === 'died')!.at
    expect(expectGrowingEpochs(instances)).toBeGreaterThanOrEqual(leavesNothing(fault) ? 1 : 2)
    return Math.max(...outcomes.map(({ at }) => at)) - death
  })
  await expectConverged(bench.cluster, keyspace, 'few')
  await bench.dropKeyspace(keyspace)
  expect(took).toBeLessThanOrEqual(length + graceMs)
  return took
}

/** Four instances at once, of which the first that comes to the point stops; returns what it sent under its lease when it woke. */
async function freezeLeader(fault: Omit<Fault, 'token' | 'signal'>): Promise<number> {
  const keyspace = bench.newName('freeze')
  const settings = { keyspace, model: 'few', leaseMs, fault: withToken(fault, 'SIGSTOP') } as const
  await bench.createKeyspace(keyspace)
  const late = await withInstances(bench.settings(4, settings), async (instances) => {
    const frozen = await untilOneIsStopped(instances)
    const others = instances.filter((instance) => instance !== frozen)
    await sleep(2 * leaseMs)
    expect(frozen.isStopped).toBe(true)
    expect((await outcomesOf(others)).map(describeOutcome)).toEqual(['ready', 'ready', 'ready'])
    const before = frozen.events.length
    frozen.resume()
    expect(describeOutcome(await frozen.outcome)).toBe('ready')
    expect(expectGrowingEpochs(instances)).toBeGreaterThanOrEqual(2)
    return sentBeforeAnotherLease(frozen.events.slice(before))
  })
  expect(late).toBe(0)
  await expectConverged(bench.cluster, keyspace, 'few')
  await bench.dropKeyspace(keyspace)
  return late
}

function withToken(fault: Omit<Fault, 'token' | 'signal'>, signal: Fault['signal']): Fault {
  return { ...fault, signal, token: bench.newToken() }
}

async function untilOneIsStopped(instances: readonly Instance[]): Promise<Instance> {
  for (const deadline = performance.now() + minutes; performance.now() < deadline; await sleep(20)) {
    const stopped = instances.find((instance) => instance.isStopped)
    if (stopped !== undefined) return stopped
  }
  throw new Error('no instance stopped')
}

/** A leader that dies there leaves no lease behind, or nothing to do: nobody has to take the lease after it. */
function leavesNothing({ stage }: Pick<Fault, 'stage'>): boolean {
  return stage === 'acquiring' || stage === 'releasing' || stage === 'released'
}

/** Each holder of the lease has a higher epoch than the one before, and no two the same; returns how many there were. */
function expectGrowingEpochs(instances: readonly Instance[]): number {
  const epochs = eventsOf(instances, 'acquired').map(({ epoch }) => Number(epoch))
  expect(epochs).toEqual([...new Set(epochs)].sort((a, b) => a - b))
  return epochs.length
}

function sentBeforeAnotherLease(events: readonly TimedEvent[]): number {
  const next = events.findIndex(({ stage }) => stage === 'acquired')
  return events.slice(0, next < 0 ? undefined : next).filter(({ stage }) => stage === 'sent').length
}

function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'died') return `died by ${outcome.signal}`
  return outcome.kind === 'failed' ? `failed: ${outcome.code} ${outcome.message}` : 'ready'
}
