import { errors } from 'cassandra-driver'
import type { SchemaError } from '../../../lib/errors/schema-error.js'
import { Uuid } from '../../../lib/driver/value-classes.js'
import { acquireLease } from '../../../lib/schema/lease/acquire-lease.js'
import { LeaseStore } from '../../../lib/schema/lease/lease-store.js'
import type { SchemaEvent } from '../../../lib/schema/schema-event.js'
import { FakeLease } from '../support/fake-lease.js'
import { host, scriptedDriver } from '../support/scripted-driver.js'
import type { SentStatement } from '../support/scripted-driver.js'

/** A server with the tables of schema sync, whose answers a test may replace. */
function server(instead: (statement: SentStatement, lease: FakeLease) => void = () => {}) {
  const lease = new FakeLease()
  const driver = scriptedDriver([host('a')], (statement) => {
    instead(statement, lease)
    return lease.answer(statement)!
  })
  return { lease, driver, store: new LeaseStore(driver, 'shop', 500) }
}

async function acquire(store: LeaseStore, isDone = () => Promise.resolve(false), withinMs = 4000) {
  const events: SchemaEvent[] = []
  const deadline = performance.now() + withinMs
  const lease = await acquireLease(store, { leaseMs: 60_000, deadline, isDone, log: (event) => events.push(event) })
  return { lease, events }
}

const stranger = Uuid.random()

function held(lease: FakeLease): void {
  Object.assign(lease, { owner: stranger, holder: 'elsewhere, process 1', epoch: 7n })
}

const timedOut = () => new errors.OperationTimedOutError('The host a:9042 did not reply', 'a:9042')

/** What was asked, without names and values. */
function kinds(sent: readonly SentStatement[]): string[] {
  return sent.map(({ cql }) => cql.split(' ', 1)[0]!)
}

describe('acquireLease', () => {
  it('takes a lease that nobody has, raises the epoch and gives it back', async () => {
    const { store, lease: row, driver } = server()
    const { lease, events } = await acquire(store)
    expect([lease?.epoch, row.epoch, row.owner === null]).toEqual([1n, 1n, false])
    await lease?.giveBack()
    expect([row.owner, row.epoch]).toEqual([null, 1n])
    expect(events.map(({ stage }) => stage)).toEqual(['acquiring', 'acquired', 'releasing', 'released'])
    expect(kinds(driver.sent)).toEqual(['SELECT', 'BEGIN', 'DELETE'])
  })

  it('sends conditions at SERIAL and QUORUM, and none of them is ever sent twice', async () => {
    const { store, driver } = server()
    await (await acquire(store)).lease?.giveBack()
    const [, take, giveBack] = driver.sent.map(({ options }) => options)
    const expected = { prepare: true, isIdempotent: false, consistency: 4, serialConsistency: 8 }
    expect([take, giveBack]).toMatchObject([expected, expected])
  })

  it('waits for a holder, tells who it is, and takes the lease when it is over', async () => {
    const { store, lease: row } = server()
    held(row)
    setTimeout(() => (row.owner = null), 300)
    const { lease, events } = await acquire(store)
    await lease?.giveBack()
    expect(lease?.epoch).toBe(8n)
    const [waiting] = events
    expect([waiting?.stage, waiting?.holder, waiting?.epoch]).toEqual(['waiting', 'elsewhere, process 1', 7n])
    expect(waiting?.message).toBe(
      'waiting for the lease on schema changes, held by elsewhere, process 1 (epoch 7, renewed or over in 42 s)',
    )
  })

  it('leaves the queue when the holder has done the work', async () => {
    const { store, lease: row, driver } = server()
    held(row)
    const { lease } = await acquire(store, () => Promise.resolve(true))
    expect(lease).toBeUndefined()
    expect(kinds(driver.sent)).toEqual(['SELECT'])
  })

  it('gives up at the deadline and says who holds it', async () => {
    const { store, lease: row } = server()
    held(row)
    const error = await acquire(store, undefined, 100).then(
      () => undefined,
      (reason: unknown) => reason as SchemaError,
    )
    expect([error?.code, error?.outcome]).toEqual(['E_SCHEMA_LOCKED', 'not_sent'])
    expect(error?.message).toBe(
      'the lease on schema changes could not be had within 0 s: it is held by elsewhere, process 1 (epoch 7, renewed or over in 42 s). ' +
        'Wait for it to finish, or raise synchronize.waitTimeoutMs. A holder that died is followed when its lease expires.',
    )
  })

  it('gives up at the deadline and says why it could not be taken', async () => {
    const { store } = server(() => {
      throw new errors.ResponseError(0x1000, 'Cannot achieve consistency level QUORUM')
    })
    const error = await acquire(store, undefined, 100).then(
      () => undefined,
      (reason: unknown) => reason as SchemaError,
    )
    expect(error?.message).toBe(
      'the lease on schema changes could not be had within 0 s: Cannot achieve consistency level QUORUM. ' +
        'Changing the schema takes a quorum of the replicas; without changes to make, an instance starts without one.',
    )
  })

  it('says how to end a lease that somebody wrote by hand, which never ends by itself', async () => {
    const row = { owner: stranger, holder: 'ghost', epoch: 7n, left: null }
    const driver = scriptedDriver([host('a')], () => ({ rows: [row] }))
    await expect(acquire(new LeaseStore(driver, 'shop', 500), undefined, 100)).rejects.toThrow(
      'it is held by ghost (epoch 7, without an end). It never expires, as those that schema sync writes do. If no instance is at it: ' +
        'DELETE "owner", "holder" FROM "shop"."cassiform_schema_lock" WHERE "scope" = \'schema\' IF EXISTS.',
    )
  })

  it('says what to do with a table of the lease that somebody made otherwise', async () => {
    const { store } = server(() => {
      throw new errors.ResponseError(0x2200, 'Undefined column name owner in table shop.cassiform_schema_lock')
    })
    await expect(acquire(store, undefined, 100)).rejects.toThrow(
      'Is "shop"."cassiform_schema_lock" as schema sync made it? Drop it by hand while no instance starts, and it is made again.',
    )
  })

  it('says so where the role may not write the lease', async () => {
    const { store } = server(({ cql }) => {
      if (cql.startsWith('BEGIN'))
        throw new errors.ResponseError(0x2100, 'User app has no MODIFY permission on <table …>')
    })
    await expect(acquire(store, undefined, 100)).rejects.toThrow('User app has no MODIFY permission')
  })

  it.each([
    ['was', (lease: FakeLease, id: Uuid) => Object.assign(lease, { owner: id, epoch: 1n }), 1n],
    ['was not', (_: FakeLease) => {}, 1n],
  ])('decides by a read at SERIAL that a lease without an answer %s taken', async (_, becomes, epoch) => {
    let isFirst = true
    const { store, driver } = server(({ cql, values }, lease) => {
      if (!cql.startsWith('BEGIN') || !isFirst) return
      isFirst = false
      becomes(lease, values[1] as Uuid)
      throw timedOut()
    })
    const { lease } = await acquire(store)
    await lease?.giveBack()
    expect(lease?.epoch).toBe(epoch)
    expect(driver.sent[2]?.options.consistency).toBe(8)
  })

  describe('of a cluster that has no lightweight transactions', () => {
    const refusing = () =>
      server(({ cql }) => {
        if (cql.startsWith('BEGIN'))
          throw new errors.ResponseError(0x2200, 'lightweight transactions are not supported')
      })
    const acquireFrom = ({ store }: ReturnType<typeof server>, isOptional: boolean) => {
      const isDone = () => Promise.resolve(false)
      return acquireLease(store, { leaseMs: 60_000, deadline: performance.now(), isDone, isOptional, log: () => {} })
    }

    it('is done without where the cluster keeps order itself', async () => {
      const given = refusing()
      const lease = await acquireFrom(given, true)
      await lease?.confirm()
      await lease?.giveBack()
      expect(lease?.epoch).toBe(0n)
      expect(given.lease.owner).toBeNull()
    })

    it('is not done without elsewhere', async () => {
      await expect(acquireFrom(refusing(), false)).rejects.toMatchObject({ code: 'E_SCHEMA_LOCKED' })
    })

    it('is not done without where nobody answers', async () => {
      const silent = server(() => {
        throw timedOut()
      })
      await expect(acquireFrom(silent, true)).rejects.toMatchObject({ code: 'E_SCHEMA_LOCKED' })
    })
  })

  it('is not had by whoever lost the race for it', async () => {
    const { store, lease: row } = server(({ cql }, lease) => {
      if (cql.startsWith('BEGIN')) held(lease)
    })
    const { lease, events } = await acquire(store, () => Promise.resolve(true))
    expect([lease, row.owner]).toEqual([undefined, stranger])
    expect(events.map(({ stage }) => stage)).toEqual(['acquiring', 'waiting'])
  })
})
