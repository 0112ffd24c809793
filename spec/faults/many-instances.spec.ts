import { types } from 'cassandra-driver'
import { Bench, minutes, summary, tell } from './support/bench.js'
import { expectConverged } from './support/expect-converged.js'
import { eventsOf, readyTimes, withInstances } from './support/instances.js'
import type { Instance } from './support/instances.js'
import { replacedTables, setUps } from './support/server-log.js'
import { isShort, sizes } from './support/sizes.js'

const bench = new Bench()
const keyspace = 'shop'
const writers: string[] = []
const limitMs = 60_000

describe('the control: tables created by hand, by a client of each node at once', () => {
  it(
    'are made twice in spite of IF NOT EXISTS, and the logs say so',
    async () => {
      const { nodes } = bench.cluster
      await bench.createKeyspace('control')
      for (let round = 0; round < 10 && replaced().length === 0; round++) {
        const cql = `CREATE TABLE IF NOT EXISTS control.t${round} (id int PRIMARY KEY, note text)`
        await atOnce(cql)
      }
      expect(replaced().length).toBeGreaterThan(0)
      const most = nodes.flatMap(({ log }) => [...setUps(log, 'control').values()])
      expect(Math.max(...most)).toBeGreaterThan(1)
      tell(`control: made twice were ${[...new Set(replaced())].join(', ')}`)
      await bench.dropKeyspace('control')

      function replaced(): string[] {
        return nodes.flatMap(({ log }) => replacedTables(log, 'control'))
      }
    },
    5 * minutes,
  )

  /** One statement through each node, when all are connected. */
  async function atOnce(cql: string): Promise<void> {
    let open = () => {}
    const gate = new Promise<void>((done) => (open = done))
    let connected = 0
    const send = (node: (typeof bench.cluster.nodes)[number]) =>
      node.withClient(async (client) => {
        if (++connected === bench.cluster.nodes.length) open()
        await gate
        await client.execute(cql)
      })
    await Promise.all(bench.cluster.nodes.map(send))
  }
})

describe(`${sizes.instances} instances that start on no keyspace at once`, () => {
  it(
    `are all ready within ${limitMs / 1000} s, one statement an object, ${sizes.boots} of ${sizes.boots} times`,
    async () => {
      for (let boot = 1; boot <= sizes.boots; boot++) {
        if (boot > 1) await bench.dropKeyspace(`${keyspace}_${boot - 1}`)
        await bootOnce(boot)
      }
    },
    sizes.boots * 4 * minutes,
  )

  async function bootOnce(boot: number): Promise<void> {
    const name = `${keyspace}_${boot}`
    await withInstances(bench.settings(sizes.instances, { keyspace: name, model: 'shop' }), async (instances) => {
      const times = await readyTimes(instances)
      tell(`boot ${boot}: ${times.length} ready, ${summary(times)}; ${sentBy(instances)}`)
      expect(Math.max(...times)).toBeLessThanOrEqual(limitMs)
      expectOneStatementEach(instances)
      await expectConverged(bench.cluster, name, 'shop')
      writers.length = 0
      const written = instances.map((instance, index) => {
        writers.push(`writer ${index}`)
        return instance.write(`writer ${index}`, sizes.rows)
      })
      expect(await Promise.all(written)).toEqual(instances.map(() => 12 * sizes.rows))
    })
  }

  /** 12 tables, two types, four indexes; what stands under the lease may be sent by all. */
  function expectOneStatementEach(instances: readonly Instance[]): void {
    const statements = eventsOf(instances, 'sent').map(({ cql }) => cql!)
    const underLease = statements.filter((cql) => !/^CREATE KEYSPACE|cassiform_schema_/.test(cql))
    expect(underLease).toHaveLength(18)
    expect(new Set(underLease).size).toBe(18)
  }

  function sentBy(instances: readonly Instance[]): string {
    const [sent, renewed] = [eventsOf(instances, 'sent').length, eventsOf(instances, 'renewed').length]
    return `${sent} schema statements, lease taken ${eventsOf(instances, 'acquired').length} times, renewed ${renewed} times`
  }
})

describe(`${sizes.idle} instances that find nothing to do`, () => {
  it(
    'send no schema statement and no lightweight transaction',
    async () => {
      const shop = { keyspace: `${keyspace}_${sizes.boots}`, model: 'shop', connectsFirst: true } as const
      const settings = bench.settings(sizes.idle, shop)
      const before = await bench.epoch(settings[0]!.keyspace)
      await withInstances(settings, async (instances) => {
        const times = await readyTimes(instances)
        // How long it takes is a matter of processors: 32 processes share what the machine has.
        tell(`idle: ${times.length} ready after they connected, ${summary(times)}`)
        const outcomes = await Promise.all(instances.map(({ outcome }) => outcome))
        for (const outcome of outcomes) expect(outcome).toMatchObject({ sent: { schema: 0, conditional: 0 } })
        expect(eventsOf(instances, 'acquiring')).toEqual([])
      })
      expect(await bench.epoch(settings[0]!.keyspace)).toBe(before)
    },
    5 * minutes,
  )
})

/** Left out of the short form: nodes that start on old data may take minutes. */
if (!isShort) {
  describe('after a restart of all nodes', () => {
    it(
      'every row is there that any instance wrote once it was ready',
      async () => {
        await bench.cluster.restart()
        const found = await bench.cluster.nodes[0]!.withClient(async (client) => {
          let rows = 0
          for (let table = 0; table < 12; table++) {
            for (const writer of writers) {
              const cql = `SELECT n FROM ${keyspace}_${sizes.boots}.goods_${table} WHERE writer = ?`
              const options = { prepare: true, consistency: types.consistencies.quorum, fetchSize: 5000 }
              rows += (await client.execute(cql, [writer], options)).rowLength
            }
          }
          return rows
        })
        tell(`restart: ${found} of ${writers.length * 12 * sizes.rows} rows`)
        expect(writers).not.toEqual([])
        expect(found).toBe(writers.length * 12 * sizes.rows)
      },
      10 * minutes,
    )
  })
}
