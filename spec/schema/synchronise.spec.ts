import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { errors } from 'cassandra-driver'
import { Column } from '../../lib/decorators/column.js'
import { ClusteringColumn } from '../../lib/decorators/clustering-column.js'
import { MaterializedView } from '../../lib/decorators/materialized-view.js'
import { Index } from '../../lib/decorators/index-decorator.js'
import { PartitionKey } from '../../lib/decorators/partition-key.js'
import { Table } from '../../lib/decorators/table.js'
import type { Driver } from '../../lib/driver/driver.js'
import type { SchemaError } from '../../lib/errors/schema-error.js'
import type { LiveSchema } from '../../lib/schema/live/live-schema.js'
import { tableId } from '../../lib/schema/live/table-id.js'
import { synchroniseSchema } from '../../lib/schema/synchronise.js'
import type { SchemaEvent } from '../../lib/schema/schema-event.js'
import type { SynchroniseOptions } from '../../lib/schema/synchronise-options.js'
import { fakeServer } from './support/fake-server.js'
import { liveIndex, liveKeyspace, liveSchema, liveTable, liveView, withColumn } from './support/live.js'
import { modelOf, modelsOf } from './support/models.js'
import { host } from './support/scripted-driver.js'

@Table('notes')
class Note {
  @PartitionKey('int') id!: number
  @Column('text') @Index() text?: string
}

const model = modelOf(Note)
const complete = liveTable(model, { indexes: [liveIndex('notes_text_idx', 'text')] })
const empty = liveSchema(liveKeyspace([]))
const full = liveSchema(liveKeyspace([complete]))
const tableOnly = liveSchema(liveKeyspace([liveTable(model)]))
const mistyped = liveSchema(liveKeyspace([withColumn(complete, 'text', { type: 'int' })]))

const createTable =
  'CREATE TABLE IF NOT EXISTS "shop"."notes" ("id" int, "text" text, PRIMARY KEY (("id"))) WITH ID = …'
const createIndex = 'CREATE INDEX IF NOT EXISTS "notes_text_idx" ON "shop"."notes" ("text")'

function sync(server: ReturnType<typeof fakeServer>, options: Partial<SynchroniseOptions> = {}) {
  return synchroniseSchema(server.driver, [model], {
    mode: 'additive',
    agreementTimeoutMs: 300,
    waitTimeoutMs: 50,
    ...options,
  })
}

async function failure(promise: Promise<unknown>): Promise<SchemaError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  return error as SchemaError
}

/** A schema that starts empty and becomes what the statements make of it. */
function obedient({ change, hosts }: Pick<Parameters<typeof fakeServer>[0], 'change' | 'hosts'> = {}) {
  let live: LiveSchema = empty
  return fakeServer({
    ...(hosts && { hosts }),
    live: () => live,
    change: (cql) => {
      live = cql.startsWith('CREATE TABLE') ? tableOnly : full
      change?.(cql)
    },
  })
}

@MaterializedView(() => Note, { name: 'notes_by_text' })
class NoteByText {
  @PartitionKey() text!: string
  @ClusteringColumn() id!: number
}

const timedOut = () =>
  new errors.OperationTimedOutError('The host a:9042 did not reply before timeout 12000 ms', 'a:9042')

describe('synchroniseSchema', () => {
  it('reads nothing where no model takes part', async () => {
    @Table('apart', { synchronize: false })
    class Apart {
      @PartitionKey('int') id!: number
    }
    const { driver } = fakeServer({ live: () => empty, hosts: [] })
    const result = await synchroniseSchema(driver, [modelOf(Apart)], { mode: 'additive' })
    expect([result, driver.sent]).toEqual([
      { mode: 'additive', differences: [], applied: [], text: '-- The schema is as the entities want it.' },
      [],
    ])
  })

  it('sends every statement once, to the one node, never prepared, never retried', async () => {
    let live: LiveSchema = empty
    const server = fakeServer({
      live: () => live,
      change: (cql) => (live = cql.startsWith('CREATE TABLE') ? tableOnly : full),
      hosts: [host('c'), host('b'), host('a', { isUp: false })],
    })
    const log: SchemaEvent[] = []
    const { applied } = await sync(server, {
      localDataCenter: 'dc1',
      statementTimeoutMs: 1234,
      allowNodesDown: true,
      log: (one) => log.push(one),
    })
    expect(applied.map((cql) => cql.replace(/ID = \S+/, 'ID = …'))).toEqual([createTable, createIndex])
    expect(server.ddl().map(({ cql, options }) => [cql, options])).toEqual(
      applied.map((cql) => [cql, { prepare: false, isIdempotent: false, host: 'b', readTimeout: 1234 }]),
    )
    expect(
      server.driver.sent.filter(({ cql }) => cql.includes('system_schema')).every((one) => one.options.host === 'b'),
    ).toBe(true)
    expect(log.map(({ message, cql }) => [message, cql])).toEqual(
      applied.map((cql, i) => [`schema statement ${i + 1} of 2 applied`, cql]),
    )
    expect(log.every(({ durationMs }) => typeof durationMs === 'number')).toBe(true)
  })

  it('creates a materialized view only if it is told that it may', async () => {
    const models = modelsOf([Note, NoteByText])
    const whole = liveSchema(liveKeyspace([complete], { views: new Map([['notes_by_text', liveView(models[1]!)]]) }))
    let live = full
    const server = fakeServer({ live: () => live, change: () => (live = whole) })
    const create = (views?: boolean) => synchroniseSchema(server.driver, models, { mode: 'additive', views })
    expect(await failure(create())).toMatchObject({ code: 'E_SCHEMA_REFUSED' })
    expect(server.ddl()).toEqual([])
    expect((await create(true)).applied).toEqual([expect.stringContaining('CREATE MATERIALIZED VIEW IF NOT EXISTS')])
    expect(await create()).toMatchObject({ mode: 'additive', differences: [], applied: [] })
  })

  it('passes on what the server warns of, each once and in one line', async () => {
    let live: LiveSchema = empty
    const { driver } = fakeServer({
      live: () => live,
      change: (cql) => (live = cql.startsWith('CREATE TABLE') ? tableOnly : full),
    })
    const warned: Driver = {
      ...driver,
      execute: async (...given) => {
        const result = await driver.execute(...given)
        const warnings = given[0].startsWith('CREATE') ? ['indexes are\n * experimental', 'and old'] : ['slow']
        return { ...result, info: { warnings } }
      },
    }
    const log: SchemaEvent[] = []
    await synchroniseSchema(warned, [model], { mode: 'additive', log: (one) => log.push(one) })
    expect(log.map(({ message }) => message)).toEqual([
      'schema statement 1 of 2 applied',
      'the server warns: indexes are * experimental',
      'the server warns: and old',
      'schema statement 2 of 2 applied',
    ])
    expect(log[1]?.cql).toBe(log[0]?.cql)
  })

  it('does not believe bad news that a second look does not bring', async () => {
    const looks = [liveSchema(liveKeyspace([{ ...complete, columns: new Map() }])), full]
    const server = fakeServer({ live: () => (looksTaken(server.driver.sent.length) === 0 ? looks[0]! : looks[1]!) })
    const { differences } = await sync(server)
    expect(differences).toEqual([])
  })

  it.each(['verify', 'additive'] as const)('%s waits for agreement even if nothing differs', async (mode) => {
    const versions = ['v1', 'v2', 'v2', 'v2']
    const server = fakeServer({ live: () => full, hosts: [host('a'), host('b')], version: () => versions.shift()! })
    await sync(server, { mode })
    expect(versions).toEqual([])
  })

  it('verify fails with what would have to be done, not with what is only reported', async () => {
    const reported = liveSchema(liveKeyspace([withColumn(complete, 'more', { type: 'int' })]))
    const { differences } = await sync(fakeServer({ live: () => reported }), { mode: 'verify' })
    expect(differences.map(({ action }) => action)).toEqual(['report'])
    const error = await failure(sync(fakeServer({ live: () => tableOnly }), { mode: 'verify' }))
    expect(error.message).toMatchSnapshot()
    expect([error.name, error.code, error.outcome]).toEqual(['SchemaError', 'E_SCHEMA_DRIFT', 'not_sent'])
    expect(error.differences.map(({ object }) => object)).toEqual(['shop.notes_text_idx'])
  })

  it('additive refuses everything forbidden at once and sends nothing', async () => {
    const both = withColumn(withColumn(complete, 'text', { type: 'int' }), 'id', { type: 'text' })
    const server = fakeServer({ live: () => liveSchema(liveKeyspace([{ ...both, indexes: [] }])) })
    const error = await failure(sync(server))
    expect(error.message).toMatchSnapshot()
    expect([error.code, error.outcome, error.differences.length]).toEqual(['E_SCHEMA_REFUSED', 'not_sent', 2])
    expect(server.ddl()).toEqual([])
  })

  it('plan says what it would do and what it cannot, and goes on', async () => {
    const server = fakeServer({ live: () => mistyped })
    const log: SchemaEvent[] = []
    const { differences } = await sync(server, { mode: 'plan', log: (one) => log.push(one) })
    expect(differences.map(({ action }) => action)).toEqual(['refuse'])
    expect(log.map(({ message }) => message)).toMatchSnapshot()
    expect(server.ddl()).toEqual([])
  })

  it('stops at the first statement after which the nodes do not agree', async () => {
    let live: LiveSchema = empty
    const server = fakeServer({
      live: () => live,
      change: () => (live = tableOnly),
      hosts: [host('a'), host('b')],
      version: (handle) => (handle === 'b' || live === empty ? 'v1' : 'v2'),
    })
    const error = await failure(sync(server))
    expect(error.message).toMatchSnapshot()
    expect([error.code, error.outcome]).toEqual(['E_SCHEMA_DISAGREEMENT', 'unknown'])
    expect(server.ddl().map(({ cql }) => cql)).toEqual([error.cql])
  })

  it('sends nothing while the nodes do not agree', async () => {
    const server = fakeServer({ live: () => empty, hosts: [host('a'), host('b')], version: String })
    const error = await failure(sync(server))
    expect([error.code, error.outcome, server.ddl()]).toEqual(['E_SCHEMA_DISAGREEMENT', 'not_sent', []])
  })

  it('sends nothing in the middle of a rolling upgrade, and is content if nothing is to be sent', async () => {
    const hosts = [host('a'), host('b', { releaseVersion: '4.1.10' }), host('c', { releaseVersion: '5.0.8' })]
    const server = fakeServer({ live: () => tableOnly, hosts })
    const error = await failure(sync(server))
    expect(error.message).toMatchSnapshot()
    expect([error.code, error.outcome, server.ddl()]).toEqual(['E_SCHEMA_MIXED_VERSIONS', 'not_sent', []])
    await sync(fakeServer({ live: () => full, hosts }))
    const patched = obedient({ hosts: [host('a'), host('c', { releaseVersion: '5.0.8' })] })
    await sync(patched)
    expect(patched.ddl()).toHaveLength(2)
  })

  it('goes on after a statement without an answer whose work is done', async () => {
    const server = obedient({
      change: () => {
        throw timedOut()
      },
    })
    const { applied } = await sync(server)
    expect(applied).toHaveLength(2)
  })

  it('fails with an unknown outcome after a statement without an answer whose work is not done', async () => {
    const server = fakeServer({
      live: () => tableOnly,
      change: () => {
        throw timedOut()
      },
    })
    const error = await failure(sync(server))
    expect(error.message).toMatchSnapshot()
    expect([error.name, error.code, error.outcome, error.cql]).toEqual([
      'SchemaError',
      'E_SCHEMA_UNKNOWN',
      'unknown',
      createIndex,
    ])
    expect(server.ddl()).toHaveLength(1)
  })

  it('looks and sends again after an unknown outcome while there is time', async () => {
    let failures = 1
    let live: LiveSchema = tableOnly
    const server = fakeServer({
      live: () => live,
      change: () => {
        if (failures-- > 0) throw timedOut()
        live = full
      },
    })
    const { applied } = await sync(server, { waitTimeoutMs: 5000 })
    expect([applied, server.ddl().map(({ cql }) => cql), server.lease.owner]).toEqual([
      [createIndex],
      [createIndex, createIndex],
      null,
    ])
  })

  it('makes its own tables first, under ids that are always the same', async () => {
    let live: LiveSchema = empty
    const own = () => [...(live.keyspaces.get('shop')?.tables.values() ?? [])].filter(({ name }) => name !== 'notes')
    const server = fakeServer({
      live: () => live,
      change: (cql) => {
        const name = /"shop"\."(cassiform_\w+)"/.exec(cql)?.[1]
        const tables = [...own(), ...(name === undefined ? [complete] : [{ ...complete, name, indexes: [] }])]
        live = liveSchema(liveKeyspace(tables))
      },
      isBare: true,
    })
    const { applied } = await sync(server)
    expect(applied.slice(0, 2)).toMatchSnapshot()
    expect(applied).toHaveLength(4)
    expect([...server.lease.ledger.keys()]).toEqual(['table shop.notes', 'index shop.notes_text_idx'])
  })

  it('takes no lease and sends nothing but reads where nothing is to be done', async () => {
    const server = fakeServer({ live: () => full })
    await sync(server)
    expect(server.driver.sent.every(({ cql }) => /FROM system(_schema)?\./.test(cql))).toBe(true)
  })

  it('refuses to make a table again that somebody dropped, until it is told to, and then under a new id', async () => {
    const server = obedient()
    await sync(server)
    const [first] = server.ddl()
    const again = () => {
      const next = obedient()
      for (const [key, row] of server.lease.ledger) next.lease.ledger.set(key, row)
      return next
    }
    const refused = again()
    const error = await failure(sync(refused))
    expect(error.message).toMatchSnapshot()
    expect([error.code, refused.ddl()]).toEqual(['E_SCHEMA_REFUSED', []])
    const told = again()
    await sync(told, { recreate: ['notes'] })
    const [second] = told.ddl()
    const idOf = (cql = '') => /ID = (\S+)/.exec(cql)?.[1]
    expect(idOf(first?.cql)).not.toBe(idOf(second?.cql))
    expect(idOf(second?.cql)).toBe(tableId('shop', 'notes', 1))
  })

  it('refuses to change anything while nodes are down, and is content if nothing is to be changed', async () => {
    const hosts = [host('a'), host('b', { isUp: false })]
    const server = fakeServer({ live: () => tableOnly, hosts })
    const error = await failure(sync(server))
    expect(error.message).toMatchSnapshot()
    expect([error.code, error.outcome, server.ddl()]).toEqual(['E_SCHEMA_NODES_DOWN', 'not_sent', []])
    await sync(fakeServer({ live: () => full, hosts }))
    const allowed = obedient({ hosts })
    await sync(allowed, { allowNodesDown: true })
    expect(allowed.ddl()).toHaveLength(2)
  })

  it('does not send the statement before which the process stood still for longer than its lease', async () => {
    const server = obedient()
    const sent: number[] = []
    const clock = jest.spyOn(Date, 'now')
    const freeze = (event: unknown) => {
      if ((event as SchemaEvent).stage !== 'sending' || sent.length > 0) return
      sent.push(server.ddl().length)
      const later = Date.now() + 60_000
      clock.mockReturnValue(later)
    }
    subscribe('cassiform:schema', freeze)
    try {
      const error = await failure(sync(server))
      expect([error.code, server.ddl().length, sent]).toEqual(['E_SCHEMA_LEASE_LOST', 0, [0]])
    } finally {
      unsubscribe('cassiform:schema', freeze)
      clock.mockRestore()
    }
  })

  it('sends nothing more when a node goes down meanwhile', async () => {
    const hosts = [host('a'), host('b')]
    const server = obedient({ hosts, change: () => (hosts[1] = host('b', { isUp: false })) })
    const error = await failure(sync(server))
    expect([error.code, error.outcome, server.ddl().length]).toEqual(['E_SCHEMA_NODES_DOWN', 'not_sent', 1])
  })

  it('passes on what the server refuses, with the statement', async () => {
    const server = fakeServer({
      live: () => tableOnly,
      change: () => {
        throw new errors.ResponseError(0x2100, 'User app has no ALTER permission on <table shop.notes>')
      },
    })
    const error = await failure(sync(server))
    expect(error.message).toBe(
      'the server answered: User app has no ALTER permission on <table shop.notes>. Grant it: GRANT ALTER ON table shop.notes TO app.',
    )
    expect([error.name, error.outcome, error.cql]).toEqual(['ExecutionError', 'rejected', createIndex])
  })

  it('says that the keyspace was dropped meanwhile', async () => {
    let live: LiveSchema = empty
    const server = fakeServer({ live: () => live, change: () => (live = liveSchema()) })
    const error = await failure(sync(server, { createKeyspace: { replication: { class: 'SimpleStrategy' } } }))
    expect(error.code).toBe('E_SCHEMA_DRIFT')
    expect(error.message).toContain('[shop] was dropped by somebody while its schema was changed.')
  })

  it.each(['cassiform_schema_lock', 'cassiform_schema_ledger'])(
    'refuses an entity of its own table %s',
    async (name) => {
      class Own {}
      Table(name)(Own)
      PartitionKey('int')(Own.prototype, 'id')
      const server = fakeServer({ live: () => empty, isBare: true })
      for (const mode of ['verify', 'additive'] as const) {
        const options = { mode, agreementTimeoutMs: 300, waitTimeoutMs: 50 }
        const error = await failure(synchroniseSchema(server.driver, [modelOf(Own)], options))
        expect([error.code, error.message]).toEqual([
          mode === 'verify' ? 'E_SCHEMA_DRIFT' : 'E_SCHEMA_REFUSED',
          `[shop.${name}] is a name that schema sync needs; expected the table of Own, found a table of schema sync itself. ` +
            'Name the table of Own otherwise, or give it synchronize: false to read what is there.',
        ])
      }
      expect(server.ddl()).toEqual([])
    },
  )

  it('does not call it done while something is missing', async () => {
    const error = await failure(sync(fakeServer({ live: () => tableOnly })))
    expect(error.message).toMatchSnapshot()
    expect(error.code).toBe('E_SCHEMA_DRIFT')
  })

  it('puts up with a comment that another instance keeps changing back', async () => {
    @Table('notes', { comment: 'mine' })
    class Commented {
      @PartitionKey('int') id!: number
    }
    const server = fakeServer({ live: () => full })
    const { applied } = await synchroniseSchema(server.driver, [modelOf(Commented)], { mode: 'additive' })
    expect(applied).toEqual([`ALTER TABLE "shop"."notes" WITH comment = 'mine'`])
  })
})

/** A look is seven reads. */
function looksTaken(sent: number): number {
  return Math.ceil(sent / 7) - 1
}
