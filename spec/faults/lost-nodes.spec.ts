import { setTimeout as sleep } from 'node:timers/promises'
import { Bench, minutes, summary, tell } from './support/bench.js'
import { expectConverged } from './support/expect-converged.js'
import { eventsOf, readyTimes, withInstances } from './support/instances.js'
import type { Instance, Outcome } from './support/instances.js'
import type { InstanceSettings } from './support/messages.js'
import { sizes } from './support/sizes.js'

const bench = new Bench()
const keyspace = 'nodes'
const ready = { kind: 'ready', sent: { schema: 0, conditional: 0 } }

/** How the start of one instance ends. */
function start(more: Partial<InstanceSettings> & Pick<InstanceSettings, 'model'>): Promise<Outcome> {
  return withInstances(bench.settings(1, { keyspace, ...more }), ([instance]) => instance!.outcome)
}

describe('with one of three nodes dead', () => {
  const dead = () => bench.cluster.nodes[2]!

  beforeAll(async () => {
    expect(await start({ model: 'old' })).toMatchObject({ kind: 'ready' })
    await dead().kill()
  }, 5 * minutes)

  it(
    'an instance without changes to make starts',
    async () => {
      expect(await start({ model: 'old' })).toMatchObject(ready)
    },
    3 * minutes,
  )

  it(
    'one with changes is refused, with the name of the node, and changes nothing',
    async () => {
      const outcome = await start({ model: 'new' })
      tell(`one node dead: ${describeFailure(outcome)}`)
      expect(outcome).toMatchObject({ kind: 'failed', code: 'E_SCHEMA_NODES_DOWN' })
      expect(describeFailure(outcome)).toContain(dead().contactPoint)
      expect(await start({ model: 'old' })).toMatchObject(ready)
    },
    3 * minutes,
  )

  it(
    'one that may changes the schema all the same, and the node learns of it when it is back',
    async () => {
      expect(await start({ model: 'new', allowNodesDown: true })).toMatchObject({ kind: 'ready' })
      await dead().start()
      const back = performance.now()
      await bench.cluster.whole()
      const took = performance.now() - back
      tell(`one node dead: back in agreement ${Math.round(took)} ms after it took connections`)
      expect(took).toBeLessThanOrEqual(60_000)
      await expectConverged(bench.cluster, keyspace, 'new')
    },
    5 * minutes,
  )
})

describe('with two of three nodes dead, which is no quorum', () => {
  const waitTimeoutMs = 15_000

  beforeAll(async () => {
    expect(await start({ model: 'new' })).toMatchObject({ kind: 'ready' })
    await Promise.all([bench.cluster.nodes[0]!.kill(), bench.cluster.nodes[1]!.kill()])
  }, 3 * minutes)

  it(
    'an instance without changes to make starts',
    async () => {
      expect(await start({ model: 'new' })).toMatchObject(ready)
    },
    3 * minutes,
  )

  it(
    'one with changes is refused',
    async () => {
      const outcome = await start({ model: 'few' })
      expect(outcome).toMatchObject({ kind: 'failed', code: 'E_SCHEMA_NODES_DOWN' })
    },
    3 * minutes,
  )

  it(
    'one that may says in time why it cannot',
    async () => {
      const outcome = await start({ model: 'few', allowNodesDown: true, waitTimeoutMs })
      tell(`no quorum: ${describeFailure(outcome)}`)
      expect(outcome).toMatchObject({ kind: 'failed', code: 'E_SCHEMA_LOCKED' })
      expect((outcome as { milliseconds: number }).milliseconds).toBeLessThan(waitTimeoutMs + 10_000)
    },
    3 * minutes,
  )

  it(
    'the changes are made when the nodes are back',
    async () => {
      const began = performance.now()
      await Promise.all([bench.cluster.nodes[0]!.start(), bench.cluster.nodes[1]!.start()])
      await bench.cluster.whole()
      const back = Math.round(performance.now() - began)
      const outcome = await start({ model: 'few' })
      expect(outcome).toMatchObject({ kind: 'ready' })
      tell(`no quorum: the nodes were back after ${back} ms, an instance ready ${readyTime(outcome)} ms after it began`)
      await expectConverged(bench.cluster, keyspace, 'few')
    },
    10 * minutes,
  )
})

describe('two of three nodes that hang for 5 s while the lease is taken', () => {
  it(
    `make nobody share an epoch, and all are ready within 120 s, ${sizes.pauses} of ${sizes.pauses} times`,
    async () => {
      for (let run = 0; run < sizes.pauses; run++) await pauseOnce(run)
    },
    sizes.pauses * 3 * minutes,
  )

  async function pauseOnce(run: number): Promise<void> {
    const name = bench.newName('pause')
    const hanging = bench.cluster.nodes.filter((_, index) => index !== run % 3)
    await withInstances(bench.settings(4, { keyspace: name, model: 'few' }), async (instances) => {
      await until(() => eventsOf(instances, 'agreed').length > 0)
      const offset = Math.round(Math.random() * 2500)
      await sleep(offset)
      for (const node of hanging) node.pause()
      await sleep(5000)
      for (const node of hanging) node.resume()
      const times = await readyTimes(instances)
      tell(
        `hang ${run + 1}, ${offset} ms after the first statement: all ready, ${summary(times)}${takersOf(instances)}`,
      )
      expect(Math.max(...times)).toBeLessThanOrEqual(120_000)
      const epochs = eventsOf(instances, 'acquired').map(({ epoch }) => epoch)
      expect(new Set(epochs).size).toBe(epochs.length)
    })
    await expectConverged(bench.cluster, name, 'few')
    await bench.dropKeyspace(name)
  }

  function takersOf(instances: readonly Instance[]): string {
    return `; epochs ${eventsOf(instances, 'acquired')
      .map(({ epoch }) => epoch)
      .join(', ')}`
  }
})

describe('one of three nodes that hangs for good while the schema is changed', () => {
  it(
    'ends the work after one statement, and the next instance finishes it',
    async () => {
      const name = bench.newName('hang')
      const hanging = await bench.cluster.lastNode()
      await withInstances(bench.settings(1, { keyspace: name, model: 'shop' }), async (instances) => {
        await until(() => eventsOf(instances, 'agreed').length > 4)
        hanging.pause()
        const before = eventsOf(instances, 'agreed').length
        const began = performance.now()
        const outcome = await instances[0]!.outcome
        const [took, sent] = [Math.round(performance.now() - began), eventsOf(instances, 'sent').length]
        hanging.resume()
        tell(`one node hangs: after ${took} ms and ${sent - before} statements ${describeFailure(outcome)}`)
        expect(outcome).toMatchObject({ kind: 'failed' })
        expect(['E_SCHEMA_DISAGREEMENT', 'E_SCHEMA_NODES_DOWN']).toContain((outcome as { code: string }).code)
        expect(describeFailure(outcome)).toContain(hanging.contactPoint)
        expect(sent - before).toBeLessThanOrEqual(1)
      })
      await bench.cluster.whole()
      expect(await start({ keyspace: name, model: 'shop' })).toMatchObject({ kind: 'ready' })
      await expectConverged(bench.cluster, name, 'shop')
      await bench.dropKeyspace(name)
    },
    5 * minutes,
  )
})

async function until(isSo: () => boolean): Promise<void> {
  for (const deadline = performance.now() + minutes; !isSo(); await sleep(10)) {
    if (performance.now() > deadline) throw new Error('it did not come to that within a minute')
  }
}

function readyTime(outcome: Outcome): number {
  return outcome.kind === 'ready' ? outcome.milliseconds : NaN
}

function describeFailure(outcome: Outcome): string {
  return outcome.kind === 'failed'
    ? `${outcome.code} after ${outcome.milliseconds} ms: ${outcome.message}`
    : outcome.kind
}
