import { Uuid } from '../../../lib/driver/value-classes.js'
import { Lease, now } from '../../../lib/schema/lease/lease.js'
import { LeaseStore } from '../../../lib/schema/lease/lease-store.js'
import { FakeLease } from '../support/fake-lease.js'
import { host, scriptedDriver } from '../support/scripted-driver.js'

const owner = Uuid.random()
const claim = { owner: owner.toString(), holder: 'here', seconds: 2 }
let lease: Lease | undefined

/** A lease of two seconds that was taken some time ago. */
function leaseTaken(msAgo: { readonly running: number; readonly ofDay: number }, isReachable = () => true) {
  const row = new FakeLease()
  Object.assign(row, { owner, holder: 'here', epoch: 3n })
  const driver = scriptedDriver([host('a')], (statement) => {
    if (!isReachable()) throw new Error('no quorum')
    return row.answer(statement)!
  })
  const { running, ofDay } = now()
  const startedAt = { running: running - msAgo.running, ofDay: ofDay - msAgo.ofDay }
  lease = new Lease(new LeaseStore(driver, 'shop', 500), claim, 3n, startedAt, () => {})
  return { row, driver, lease }
}

afterEach(() => lease?.giveBack())

describe('Lease', () => {
  it('lets a statement be sent in its first half without asking', async () => {
    const { lease, driver } = leaseTaken({ running: 100, ofDay: 100 })
    await lease.confirm()
    expect(driver.sent).toEqual([])
  })

  it.each([
    ['the clock that runs on', { running: 1500, ofDay: 0 }],
    ['the clock of the day', { running: 0, ofDay: 1500 }],
  ])('is renewed first in its second half by %s', async (_, msAgo) => {
    const { lease, driver } = leaseTaken(msAgo)
    await lease.confirm()
    await lease.confirm()
    expect(driver.sent.map(({ cql }) => cql)).toEqual([
      'UPDATE "shop"."cassiform_schema_lock" USING TTL ? SET "owner" = ?, "holder" = ? WHERE "scope" = \'schema\' IF "owner" = ?',
    ])
  })

  it('is lost when another has it, for good, and what the other has is left alone', async () => {
    const { lease, row, driver } = leaseTaken({ running: 60_000, ofDay: 60_000 })
    row.owner = Uuid.random()
    await expect(lease.confirm()).rejects.toMatchObject({ code: 'E_SCHEMA_LEASE_LOST', outcome: 'not_sent' })
    const asked = driver.sent.length
    await expect(lease.confirm()).rejects.toThrow(
      'the lease on schema changes was lost: another instance may hold it now. Nothing more was sent.',
    )
    await lease.giveBack()
    expect(driver.sent).toHaveLength(asked)
  })

  it('lets nothing be sent while it cannot be renewed, and goes on when it can', async () => {
    let isReachable = false
    const { lease } = leaseTaken({ running: 1500, ofDay: 1500 }, () => isReachable)
    await expect(lease.confirm()).rejects.toMatchObject({ code: 'E_SCHEMA_LEASE_LOST' })
    isReachable = true
    await lease.confirm()
  })

  it.each([
    ['its first half is over by the clock that runs on', { running: 1500, ofDay: 0 }],
    ['its first half is over by the clock of the day', { running: 0, ofDay: 1500 }],
  ])('guards at once, without asking, when %s', (_, msAgo) => {
    const { lease, driver } = leaseTaken(msAgo)
    expect(() => lease.guard()).toThrow('the process stood still, and another instance may hold it now')
    expect(driver.sent).toEqual([])
  })

  it('lets a statement pass the guard in its first half', () => {
    const { lease } = leaseTaken({ running: 100, ofDay: 100 })
    expect(() => lease.guard()).not.toThrow()
  })

  it('is renewed by itself each third of its time', async () => {
    const { driver } = leaseTaken({ running: 0, ofDay: 0 })
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(driver.sent).toHaveLength(1)
  })
})
