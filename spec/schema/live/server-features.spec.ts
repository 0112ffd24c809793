import { serverFeatures } from '../../../lib/schema/live/server-features.js'
import { host } from '../support/scripted-driver.js'

const featuresOf = (...releases: string[]) =>
  serverFeatures(releases.map((releaseVersion, i) => host(String(i), { releaseVersion })))

describe('serverFeatures', () => {
  it.each([
    ['4.1.10', false, false, false],
    ['5.0.9', true, true, false],
    ['5.0-rc1', true, true, false],
    ['6.0.0', true, true, true],
    ['10.0.0', true, true, true],
  ])('%s', (release, sai, vectors, linearSchema) => {
    expect(featuresOf(release)).toEqual({ server: `Cassandra ${release}`, sai, vectors, linearSchema })
  })

  it('are those of the oldest node', () => {
    expect(featuresOf('5.0.9', '4.1.10', '5.0.10').server).toBe('Cassandra 4.1.10')
    expect(featuresOf('5.0.10', '5.0.9').server).toBe('Cassandra 5.0.9')
    expect(featuresOf('10.0.0', '5.0.9').linearSchema).toBe(false)
  })

  it('are those of 5.x if nobody says', () => {
    const recent = { server: 'Cassandra', sai: true, vectors: true, linearSchema: false }
    expect(featuresOf('')).toEqual(recent)
    expect(serverFeatures([])).toEqual(recent)
  })

  it('are those of ScyllaDB where it says so, whatever its release', () => {
    const scylla = { server: 'ScyllaDB', sai: false, vectors: false }
    expect(serverFeatures([host('a', { releaseVersion: '3.0.8' })], 'raft')).toEqual({ ...scylla, linearSchema: true })
    expect(serverFeatures([host('a', { releaseVersion: '3.0.8' })], 'gossip')).toEqual({
      ...scylla,
      linearSchema: false,
    })
  })
})
