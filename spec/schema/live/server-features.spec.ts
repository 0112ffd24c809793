import { serverFeatures } from '../../../lib/schema/live/server-features.js'
import { host } from '../support/scripted-driver.js'

const featuresOf = (...releases: string[]) =>
  serverFeatures(releases.map((releaseVersion, i) => host(String(i), { releaseVersion })))

describe('serverFeatures', () => {
  it.each([
    ['4.1.10', false, false, true],
    ['5.0.9', true, true, true],
    ['5.0-rc1', true, true, true],
    ['6.0.0', true, true, false],
    ['10.0.0', true, true, false],
  ])('%s', (release, sai, vectors, fixedTableIds) => {
    expect(featuresOf(release)).toEqual({ release, sai, vectors, fixedTableIds })
  })

  it('are those of the oldest node', () => {
    expect(featuresOf('5.0.9', '4.1.10', '5.0.10').release).toBe('4.1.10')
    expect(featuresOf('5.0.10', '5.0.9').release).toBe('5.0.9')
    expect(featuresOf('10.0.0', '5.0.9').fixedTableIds).toBe(true)
  })

  it('are those of 5.x if nobody says', () => {
    expect(featuresOf('')).toEqual({ release: '', sai: true, vectors: true, fixedTableIds: true })
    expect(serverFeatures([])).toEqual({ release: '', sai: true, vectors: true, fixedTableIds: true })
  })
})
