import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { AssignedTicket, isBuilt, Ticket } from '../../../examples/docs/materialized-views.js'
import { ClusteringColumn, Column, DataSource, MaterializedView, PartitionKey, Table } from 'cassiform'
import type { DataSourceOptions, EntityClass } from 'cassiform'
import { createTestDataSource, recordStatements } from 'cassiform/testing'
import { modelsOf } from '../../schema/support/models.js'
import { errorOf } from '../../support/error-of.js'
import { createKeyspace, localDataCenter, uniqueKeyspace } from './support/database.js'
import { SyncBench } from './support/sync-bench.js'

jest.setTimeout(120_000)

const id = '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47'
const opened = (minute: number) => new Date(Date.UTC(2026, 2, 1, 8, minute))

/** Cassandra changes views after it has answered. */
async function eventually<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (let i = 0; ; i++) {
    const value = await read()
    if (isThere(value) || i === 100) return value
    await sleep(50)
  }
}

describe('a view, from the first boot on', () => {
  const keyspace = uniqueKeyspace('Views')
  const open: DataSource[] = []

  function dataSource(entities: readonly EntityClass[], more: Partial<DataSourceOptions> = {}): DataSource {
    const db = new DataSource({
      contactPoints: process.env.CASSANDRA_CONTACT_POINTS!.split(','),
      localDataCenter,
      keyspace,
      entities,
      createKeyspace,
      logging: [],
      synchronize: { mode: 'additive', views: true },
      ...more,
    })
    open.push(db)
    return db
  }

  afterAll(async () => {
    await open[0]!.schema.drop({ keyspace, confirm: keyspace })
    for (const db of open) await db.destroy()
  })

  /** The schema statements of a boot. */
  async function boot(db: DataSource): Promise<string[]> {
    const recording = recordStatements(db)
    await db.initialize()
    recording.stop()
    return recording.statements.map(({ cql }) => cql).filter((cql) => /^(CREATE|ALTER|DROP)/.test(cql))
  }

  it('is not created unless it is said, is filled with the rows there are, and follows its table', async () => {
    const tables = dataSource([Ticket])
    await boot(tables)
    const tickets = tables.getRepository(Ticket)
    const one = { project: 'roof', openedAt: opened(1), id, title: 'Leaks', labels: new Set(['wet']) }
    await tickets.insert({ ...one, assignee: 'ada' })
    await tickets.insert({ ...one, openedAt: opened(2), title: 'Creaks' })

    const without = dataSource([Ticket, AssignedTicket], { synchronize: 'additive' })
    expect((await errorOf(() => without.initialize())).message).toContain(
      "synchronize: { mode: 'additive', views: true }",
    )

    const db = dataSource([Ticket, AssignedTicket])
    const [sent, ...others] = await boot(db)
    expect(others).toEqual([])
    const documented = /```sql\n(.*?)\n```/s.exec(readFileSync('docs/materialized-views.md', 'utf8'))![1]!
    expect(sent!.replaceAll(`"${keyspace}"`, '"plant"').replace(/ID = \S+/, 'ID = …')).toBe(
      documented.replaceAll(/\s+/g, ' '),
    )
    await eventually(
      () => isBuilt(db, keyspace, 'tickets_by_assignee'),
      (built) => built,
    )
    expect(await isBuilt(db, keyspace, 'tickets_by_assignee')).toBe(true)
    expect(await isBuilt(db, keyspace, 'no_such_view')).toBe(false)

    const assigned = db.getRepository(AssignedTicket)
    const titles = (assignee: string) => async () => (await assigned.findBy({ assignee })).map(({ title }) => title)
    expect(await titles('ada')()).toEqual(['Leaks'])
    await db.getRepository(Ticket).update({ project: 'roof', openedAt: opened(2), id }, { assignee: 'ada' })
    expect(await eventually(titles('ada'), ({ length }) => length === 2)).toEqual(['Creaks', 'Leaks'])
    await db.getRepository(Ticket).update({ project: 'roof', openedAt: opened(1), id }, { assignee: 'bob' })
    expect(await eventually(titles('ada'), ({ length }) => length === 1)).toEqual(['Creaks'])
    expect(await eventually(titles('bob'), ({ length }) => length === 1)).toEqual(['Leaks'])
  })

  it('is read in every way that a table is', async () => {
    let loaded = 0
    const subscriber = { afterLoad: () => void loaded++, listenTo: () => AssignedTicket }
    const db = dataSource([Ticket, AssignedTicket], { subscribers: [subscriber] })
    await boot(db)
    for (let minute = 10; minute < 15; minute++) {
      await db.getRepository(Ticket).insert({
        ...{ project: 'hall', id, title: 't', assignee: 'eve' },
        openedAt: opened(minute),
        labels: new Set(),
      })
    }
    const assigned = db.getRepository(AssignedTicket)
    const where = { assignee: 'eve' }
    expect(
      await eventually(
        () => assigned.count({ where }),
        (count) => count === 5,
      ),
    ).toBe(5)
    const key = { ...where, openedAt: opened(12), project: 'hall', id }
    expect(await assigned.findByKeys([key])).toEqual([Object.assign(new AssignedTicket(), { ...key, title: 't' })])
    const { items, nextPage } = await assigned.findPage({ where, pageSize: 3 })
    const rest = await assigned.findPage({ where, pageSize: 3, page: nextPage })
    expect([...items, ...rest.items].map(({ openedAt }) => openedAt.getUTCMinutes())).toEqual([14, 13, 12, 11, 10])
    const scanned: string[] = []
    for await (const { assignee } of assigned.scan()) scanned.push(assignee)
    expect(scanned.filter((assignee) => assignee === 'eve')).toHaveLength(5)
    expect(await assigned.maximum('openedAt', where)).toEqual(opened(14))
    expect(await db.cql`SELECT title FROM ${AssignedTicket} WHERE assignee = ${'eve'} LIMIT 1`).toEqual([
      { title: 't' },
    ])
  })

  it('leaves nothing to do at the next boot, in any mode', async () => {
    for (const synchronize of ['additive', 'verify', 'plan', { mode: 'additive', views: true }] as const) {
      const db = dataSource([AssignedTicket, Ticket], { synchronize })
      expect(await boot(db)).toEqual([])
      expect((await db.schema.plan()).differences).toEqual([])
    }
  })

  it('is made for tests without saying so', async () => {
    const db = await createTestDataSource({ entities: [Ticket, AssignedTicket], logging: [] })
    try {
      expect(await db.getRepository(AssignedTicket).findBy({ assignee: 'ada' })).toEqual([])
    } finally {
      await db.destroy()
    }
  })
})

@Table('Notes', { comment: 'n' })
class Note {
  @PartitionKey('text', { name: 'select' }) writer!: string
  @ClusteringColumn('int', { order: 'desc' }) n!: number
  @Column('text', { name: 'Topic "x" AND' }) topic?: string
  @Column('map<text, frozen<list<int>>>') marks!: Map<string, number[]>
}

@MaterializedView(() => Note, {
  name: 'NotesByTopic',
  comment: "it's",
  with: { gcGraceSeconds: 1000, compaction: { class: 'LeveledCompactionStrategy' }, speculativeRetry: '50ms' },
})
class NoteByTopic {
  @PartitionKey() topic!: string
  @PartitionKey() n!: number
  @ClusteringColumn({ order: 'desc' }) writer!: string
  @Column() marks!: Map<string, number[]>
}

describe('a live view', () => {
  const bench = new SyncBench()
  const models = modelsOf([Note, NoteByTopic])
  const views = true

  it('with names of any kind and properties of its own is created as stated', async () => {
    await bench.sync(models, { views })
    expect(await bench.ddl(models)).toEqual([])
    const { views: live } = await bench.live()
    const { baseTable, properties } = live.get('NotesByTopic')!
    expect({ baseTable, ...properties }).toMatchObject({
      baseTable: 'Notes',
      comment: "it's",
      gcGraceSeconds: 1000,
      speculativeRetry: '50ms',
    })
  })

  it('keeps its id: it is the one that it was created with', async () => {
    const { views: live } = await bench.live()
    const created = bench.driver.ddl().find((cql) => cql.startsWith('CREATE MATERIALIZED VIEW'))!
    expect(live.get('NotesByTopic')!.id).toBe(/ID = (\S+)/.exec(created)![1])
  })

  it('of another definition is refused, and nothing is sent', async () => {
    const [note, view] = models
    const other = {
      ...view!,
      clusteringColumns: view!.clusteringColumns.map((one) => ({ ...one, order: 'asc' as const })),
    }
    expect(await bench.refusal([note!, other], { views })).toContain('has another clustering order than NoteByTopic')
    await bench.run('ALTER TABLE ks."Notes" ADD added int')
    const more = { ...view!, columns: [...view!.columns, { ...view!.regularColumns[0]!, columnName: 'added' }] }
    expect(await bench.refusal([note!, more], { views })).toContain('.added] is not in the view')
    await bench.run(
      `CREATE MATERIALIZED VIEW ks.few AS SELECT * FROM ks."Notes" WHERE "select" = 'a' AND n IS NOT NULL PRIMARY KEY (n, "select")`,
    )
    const few = { ...view!, table: 'few' }
    expect(await bench.refusal([note!, few], { views })).toContain('has other rows than NoteByTopic')
    await bench.run('DROP MATERIALIZED VIEW ks.few')
  })

  it('is reported where no class describes it, and refused where a table should be', async () => {
    const [note] = models
    const { differences } = await bench.sync([note!], { mode: 'verify' })
    expect(differences.map(({ action, kind, is }) => [action, kind, is])).toContainEqual([
      ...['report', 'view', '"NotesByTopic"'],
    ])
    const table = { ...note!, table: 'NotesByTopic' }
    expect(await bench.refusal([note!, table])).toContain('is a view, which cannot be written to')
  })

  it('that was dropped by hand comes back', async () => {
    await bench.run('DROP MATERIALIZED VIEW ks."NotesByTopic"')
    expect(await bench.ddl(models, { views })).toEqual([expect.stringContaining('CREATE MATERIALIZED VIEW')])
  })
})
