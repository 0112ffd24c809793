import { setTimeout as sleep } from 'node:timers/promises'
import { Bench, summary, tell } from './support/bench.js'
import { expectConverged } from './support/expect-converged.js'
import { readyTimes, withInstances } from './support/instances.js'
import type { Instance } from './support/instances.js'
import { sizes } from './support/sizes.js'

const bench = new Bench()
const keyspace = 'stores'
const milliseconds = sizes.traffic * 1000

/** Two operations each, so that the instances of a release come to 200 operations a second together. */
const everyMs = (2 * 1000 * sizes.releases) / 200

describe(`${sizes.releases} instances of an old release and ${sizes.releases} of a new one`, () => {
  it(
    `work side by side for ${sizes.traffic} s, while the new ones add what they need`,
    async () => {
      await withInstances(bench.settings(sizes.releases, { keyspace, model: 'old' }), async (old) => {
        await readyTimes(old)
        const before = old.map((one, index) => one.traffic(`old ${index}`, milliseconds, everyMs))
        await sleep(milliseconds / 10)
        await withInstances(bench.settings(sizes.releases, { keyspace, model: 'new' }), async (renewed) => {
          const times = await readyTimes(renewed)
          const after = renewed.map((one, index) => one.traffic(`new ${index}`, milliseconds, everyMs))
          await expectNoFailure('old', before)
          await expectNoFailure('new', after)
          tell(`releases: the new ones were ready under traffic, ${summary(times)}`)
        })
        await expectConverged(bench.cluster, keyspace, 'new')
        await expectStillAtHome(old[0]!)
      })
    },
    (sizes.traffic * 3 + 600) * 1000,
  )
})

async function expectNoFailure(release: string, traffic: readonly ReturnType<Instance['traffic']>[]): Promise<void> {
  const reports = await Promise.all(traffic)
  const done = reports.reduce((sum, report) => sum + report.done, 0)
  const failures = reports.flatMap((report) => report.failures)
  tell(`releases: ${release}: ${done} operations, ${failures.length} failures`)
  expect(failures).toEqual([])
  expect(done).toBeGreaterThan(0)
}

/** An old instance that starts again finds all that it knows, and takes nothing away. */
async function expectStillAtHome(old: Instance): Promise<void> {
  expect(await old.write('old again', 1)).toBe(1)
  await withInstances(bench.settings(1, { keyspace, model: 'old' }), async ([again]) => {
    expect(await again!.outcome).toMatchObject({ kind: 'ready', sent: { schema: 0, conditional: 0 } })
  })
  await expectConverged(bench.cluster, keyspace, 'new')
}
