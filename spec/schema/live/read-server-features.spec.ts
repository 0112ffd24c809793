import { errors } from 'cassandra-driver'
import type { DriverResult } from '../../../lib/driver/driver.js'
import { readServerFeatures } from '../../../lib/schema/live/read-server-features.js'
import { host, scriptedDriver } from '../support/scripted-driver.js'

function driverOf(releaseVersion: string, answer: () => DriverResult) {
  return scriptedDriver([host('a', { releaseVersion })], answer)
}

const refused = () => new errors.ResponseError(0x2200, 'table scylla_local does not exist')

describe('readServerFeatures', () => {
  it('asks no Cassandra that is known', async () => {
    const driver = driverOf('5.0.9', () => ({}))
    expect(await readServerFeatures(driver)).toMatchObject({ server: 'Cassandra 5.0.9', linearSchema: false })
    expect(driver.sent).toEqual([])
  })

  it.each([
    ['raft', [{ value: 'use_post_raft_procedures' }], true],
    ['an upgrade to raft that is under way', [{ value: 'synchronize' }], false],
    ['gossip', [], false],
  ])('takes the word of ScyllaDB for how it changes its schema: %s', async (_, rows, linearSchema) => {
    const driver = driverOf('3.0.8', () => ({ rows }))
    expect(await readServerFeatures(driver, 'a node')).toMatchObject({ server: 'ScyllaDB', linearSchema })
    expect(driver.sent.map(({ options }) => options.host)).toEqual(['a node'])
  })

  it('takes a server without its tables for the Cassandra it says it is', async () => {
    const driver = driverOf('3.11.4', () => {
      throw refused()
    })
    expect(await readServerFeatures(driver)).toMatchObject({ server: 'Cassandra 3.11.4', linearSchema: false })
  })

  it('guesses nothing where there is no answer', async () => {
    const driver = driverOf('3.0.8', () => {
      throw new errors.OperationTimedOutError('The host a:9042 did not reply', 'a:9042')
    })
    await expect(readServerFeatures(driver)).rejects.toThrow('did not reply')
  })
})
