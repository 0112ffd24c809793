import type { SchemaError } from '../../../lib/errors/schema-error.js'
import { waitForAgreement } from '../../../lib/schema/live/wait-for-agreement.js'
import { host, scriptedDriver } from '../support/scripted-driver.js'

const version = (value: string) => ({ rows: [{ schema_version: value }] })

async function failure(promise: Promise<void>): Promise<SchemaError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error as SchemaError
}

describe('waitForAgreement', () => {
  it('asks every live node itself, and one look is enough if they agree', async () => {
    const hosts = [host('a'), host('b'), host('c', { isUp: false })]
    const driver = scriptedDriver(hosts, () => version('V1'))
    await waitForAgreement(driver, hosts[0]!, 1000)
    expect(driver.sent.map(({ cql, options }) => [cql, options.host])).toEqual([
      ["SELECT schema_version FROM system.local WHERE key = 'local'", 'a'],
      ["SELECT schema_version FROM system.local WHERE key = 'local'", 'b'],
    ])
  })

  it('looks again until they agree, soon', async () => {
    const hosts = [host('a'), host('b')]
    let looks = 0
    const driver = scriptedDriver(hosts, ({ options }) => {
      if (options.host === 'b') return version('new')
      return version(++looks < 4 ? 'old' : 'new')
    })
    const start = performance.now()
    await waitForAgreement(driver, hosts[0]!, 5000)
    expect(looks).toBe(4)
    expect(performance.now() - start).toBeGreaterThanOrEqual(3 * 50)
    expect(performance.now() - start).toBeLessThan(3 * 100 + 200)
  })

  it('no longer waits for a node that went down', async () => {
    let hosts = [host('a'), host('b')]
    const driver = scriptedDriver(
      () => hosts,
      ({ options }) => {
        if (options.host === 'a') return version('new')
        hosts = [host('a'), host('b', { isUp: false })]
        return version('old')
      },
    )
    await waitForAgreement(driver, hosts[0]!, 5000)
    expect(driver.sent).toHaveLength(3)
  })

  it('hears of nodes in other data centres from the one node', async () => {
    const far = host('f', { datacenter: 'dc2', hostId: 'F1' })
    const hosts = [host('a'), far]
    const driver = scriptedDriver(hosts, ({ cql }) =>
      cql.includes('system.peers') ? { rows: [{ host_id: 'f1', schema_version: 'v1' }] } : version('v1'),
    )
    await waitForAgreement(driver, hosts[0]!, 1000)
    expect(driver.sent.map(({ cql, options }) => [cql, options.host])).toEqual([
      ["SELECT schema_version FROM system.local WHERE key = 'local'", 'a'],
      ['SELECT host_id, schema_version FROM system.peers', 'a'],
    ])
  })

  it('names the version of each node in the end', async () => {
    const hosts = [host('a'), host('b'), host('c'), host('f', { datacenter: 'dc2' })]
    const driver = scriptedDriver(hosts, ({ cql, options }) => {
      if (cql.includes('system.peers')) return { rows: [] }
      if (options.host === 'c') throw new Error('closed')
      return version(`v-${String(options.host)}`)
    })
    const error = await failure(waitForAgreement(driver, hosts[0]!, 200, 'CREATE TABLE x'))
    expect(error.message).toMatchSnapshot()
    expect([error.code, error.cql, error.outcome]).toEqual(['E_SCHEMA_DISAGREEMENT', 'CREATE TABLE x', 'unknown'])
  })

  it('does not take one silent node for agreement', async () => {
    const hosts = [host('a')]
    const driver = scriptedDriver(hosts, () => ({ rows: [{ schema_version: null }] }))
    expect((await failure(waitForAgreement(driver, hosts[0]!, 100))).code).toBe('E_SCHEMA_DISAGREEMENT')
  })

  it('gives up when the time is over, also if a node hangs', async () => {
    const hosts = [host('a')]
    const driver = scriptedDriver(hosts, async ({ options }) => {
      await new Promise((resolve) => setTimeout(resolve, options.readTimeout))
      throw new Error('timed out')
    })
    const start = performance.now()
    await failure(waitForAgreement(driver, hosts[0]!, 300))
    expect(performance.now() - start).toBeLessThan(600)
  })
})
