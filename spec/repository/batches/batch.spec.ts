import {
  Add,
  Append,
  Column,
  CounterColumn,
  defineEntity,
  ExecutionError,
  In,
  PartitionKey,
  Put,
  Remove,
  SetField,
  Table,
  udt,
  UserType,
  VersionColumn,
} from '../../../lib/index.js'
import type { LwtUnknownError } from '../../../lib/index.js'
import { Uuid } from '../../../lib/driver/value-classes.js'
import { batchesOver } from '../../support/batch-over.js'
import { errorOf } from '../../support/error-of.js'
import { rows } from '../../support/fake-driver.js'
import { partition, Reading, rowKey, sensorId, UserAccount } from '../../support/sample-entities.js'

@UserType('place')
class Place {
  @Column('text') street?: string
  @Column('text') town?: string
}

@Table('shops')
class Shop {
  @PartitionKey('int') id!: number
  @Column('text') name?: string
  @Column(udt(() => Place, { frozen: false })) place?: Place | { town?: string }
}

@Table('clicks')
class Clicks {
  @PartitionKey('text') page!: string
  @CounterColumn() clicks?: bigint
}

const account = { id: sensorId, email: 'a@example.org', age: 30 }
const accountNumber = (n: number) => ({ ...account, id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` })

describe('a batch', () => {
  it('that fails asks each of its entities what it knows of the failure', async () => {
    const refined = new ExecutionError('a column is gone.', { code: 'E_SCHEMA_CHANGED', outcome: 'rejected', cql: '' })
    const refine = () => Promise.resolve(refined)
    const { batch } = batchesOver(() => Promise.reject(new Error('socket')), undefined, refine)
    expect(await errorOf(() => batch().insert(UserAccount, account).execute())).toBe(refined)
  })

  it('is one message: members prepared and bound on their own, the text says what it is', async () => {
    const { driver, batch } = batchesOver()
    await batch()
      .insert(UserAccount, account)
      .update(Reading, rowKey, { note: 'n' }, { ttl: 60 })
      .delete(Reading, { ...rowKey, channel: 2 })
      .execute()
    expect(driver.sent).toHaveLength(1)
    const { cql, values, options } = driver.sent[0]!
    expect(cql).toBe(
      'BEGIN BATCH INSERT INTO "ks"."user_account" ("id", "email", "age", "city", "name") VALUES (?, ?, ?, ?, ?) ; ' +
        'UPDATE "ks"."readings" USING TTL ? SET "note" = ? WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ? ; ' +
        'DELETE FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ? ; APPLY BATCH',
    )
    expect(values).toHaveLength(5 + 6 + 4)
    expect(options.batch?.kind).toBe('logged')
    expect(options.batch?.members.map(({ params }) => params.length)).toEqual([5, 6, 4])
    expect(options.batch?.members.map(({ query }) => query.split(' ', 1)[0])).toEqual(['INSERT', 'UPDATE', 'DELETE'])
    expect(options).toMatchObject({ prepare: true, isIdempotent: true, consistency: 1 })
  })

  it('sends nothing when it is empty', async () => {
    const { driver, batch } = batchesOver()
    await batch().execute()
    expect(driver.sent).toEqual([])
  })

  it('has its kind and its time in the message', async () => {
    const { driver, batch } = batchesOver()
    await batch({ kind: 'unlogged', timestamp: new Date(5) })
      .insert(UserAccount, account)
      .execute()
    const { cql, values, options } = driver.sent[0]!
    expect(cql).toMatch(/^BEGIN UNLOGGED BATCH USING TIMESTAMP \? INSERT/)
    expect(values[0]).toBe(5000n)
    expect(options.batch).toMatchObject({ kind: 'unlogged', timestamp: 5000n })
    expect((await errorOf(() => batch({ timestamp: 5 as never }))).code).toBe('E_OPTION')
    expect((await errorOf(() => batch({ kind: 'loged' as never }))).code).toBe('E_OPTION')
    expect((await errorOf(() => batch({ knd: 'logged' } as never))).message).toContain("Did you mean 'kind'?")
    expect((await errorOf(() => batch({ kind: 'counter', timestamp: 5n }))).code).toBe('E_OPTION')
  })

  it('has both statements of an insert that is written field by field', async () => {
    const { driver, batch } = batchesOver()
    await batch()
      .insert(Shop, { id: 1, name: 'n', place: { town: 't' } })
      .execute()
    const { cql, options } = driver.sent[0]!
    expect(cql).not.toMatch(/BEGIN.*BEGIN/)
    expect(options.batch?.members).toEqual([
      { query: 'INSERT INTO "ks"."shops" ("id", "name") VALUES (?, ?)', params: [1, 'n'] },
      {
        query: 'UPDATE "ks"."shops" SET "place"."street" = ?, "place"."town" = ? WHERE "id" = ?',
        params: [undefined, 't', 1],
      },
    ])
  })

  it('takes raw statements, of which it knows nothing', async () => {
    const { driver, batch } = batchesOver()
    await batch().add('UPDATE ks.t SET v = ? WHERE k = ?', [1, 2]).execute()
    expect(driver.sent[0]!.options).toMatchObject({
      isIdempotent: false,
      batch: { members: [{ query: 'UPDATE ks.t SET v = ? WHERE k = ?', params: [1, 2] }] },
    })
    await batch().add('/* a */ insert into ks.t (k) values (1)', [], { idempotent: true }).execute()
    expect(driver.sent[1]!.options.isIdempotent).toBe(true)
    expect((await errorOf(() => batch().add('SELECT * FROM ks.t'))).code).toBe('E_BATCH_STATEMENT')
    expect((await errorOf(() => batch().add('BEGIN BATCH'))).code).toBe('E_BATCH_STATEMENT')
    expect((await errorOf(() => batch().add('DELETE FROM ks.t WHERE k = ?', 5 as never))).code).toBe(
      'E_BATCH_STATEMENT',
    )
  })

  it('may be sent again only if every member may', async () => {
    const { driver, batch } = batchesOver()
    await batch({ kind: 'counter' }).increment(Clicks, { page: 'p' }, 'clicks').execute()
    expect(driver.sent[0]!.options.isIdempotent).toBe(false)
  })

  it('throws at the call for bad input, and is as it was', async () => {
    const { driver, batch } = batchesOver()
    const started = batch().insert(UserAccount, account)
    expect((await errorOf(() => started.insert(UserAccount, { ...account, age: 1.5 }))).code).toBe('E_VALUE')
    expect((await errorOf(() => started.insert(UserAccount, account, { tll: 5 } as never))).code).toBe(
      'E_UNKNOWN_OPTION',
    )
    expect((await errorOf(() => started.update(UserAccount, { id: sensorId }, {}))).code).toBe('E_EMPTY_PATCH')
    expect((await errorOf(() => started.save({ id: sensorId }))).code).toBe('E_ENTITY')
    expect(started.size).toBe(1)
    await started.execute()
    expect(driver.sent[0]!.options.batch?.members).toHaveLength(1)
  })

  it('is executed once, and again only after a failure', async () => {
    let failures = 1
    const { driver, batch } = batchesOver(() => {
      if (failures-- > 0) throw new Error('socket closed')
      return {}
    })
    const one = batch().insert(UserAccount, account)
    expect((await errorOf(() => one.execute())).cql).toMatch(/^BEGIN BATCH INSERT .* \?\) ; APPLY BATCH$/)
    await one.execute()
    expect((await errorOf(() => one.execute())).code).toBe('E_BATCH_EXECUTED')
    expect((await errorOf(() => one.insert(UserAccount, account))).code).toBe('E_BATCH_EXECUTED')
    expect(driver.sent).toHaveLength(2)
  })

  it('is sent as its entities ask, who must agree', async () => {
    const { driver, batch } = batchesOver(undefined, (entity) => (entity === Reading ? { consistency: 'ALL' } : {}))
    await batch().update(Reading, rowKey, { note: 'n' }).execute()
    expect(driver.sent[0]!.options.consistency).toBe(5)
    const both = batch().update(Reading, rowKey, { note: 'n' }).insert(UserAccount, account)
    const error = await errorOf(() => both.execute())
    expect(error.code).toBe('E_BATCH_DEFAULTS')
    expect(error.message).toContain("'consistency'")
    await both.execute({ consistency: 'QUORUM' })
    expect(driver.sent[1]!.options.consistency).toBe(4)
  })
})

describe('what no server takes', () => {
  const { driver, batch } = batchesOver()
  const codeOf = async (call: () => unknown) => (await errorOf(call)).code

  it('is refused: counters beside other writes', async () => {
    expect(await codeOf(() => batch().increment(Clicks, { page: 'p' }, 'clicks'))).toBe('E_BATCH_KIND')
    expect(await codeOf(() => batch({ kind: 'counter' }).insert(UserAccount, account))).toBe('E_BATCH_KIND')
    expect(await codeOf(() => batch().insert(Clicks, { page: 'p' }))).toBe('E_COUNTER')
  })

  it('is refused: two times for one write', async () => {
    const dated = batch({ timestamp: 5n })
    expect(await codeOf(() => dated.insert(UserAccount, account, { timestamp: 6n }))).toBe('E_BATCH_TIMESTAMP')
    dated.insert(UserAccount, account, { ttl: 5 })
  })

  it('is refused: too large for several partitions, but not for one', async () => {
    const large = (n: number) => ({ ...accountNumber(n), name: 'x'.repeat(30_000) })
    const several = batch().insert(UserAccount, large(1))
    expect(await codeOf(() => several.insert(UserAccount, large(2)))).toBe('E_BATCH_TOO_LARGE')
    const notes = [1, 2, 3].map((channel) => ({ ...rowKey, channel, value: 1, note: 'x'.repeat(30_000) }))
    const one = notes.reduce((all, reading) => all.insert(Reading, reading), batch())
    expect(one.explain()).toMatchObject({ partitions: 1, warnings: [] })
  })

  it('is refused: more statements than a message can count', async () => {
    const full = batch()
    for (let i = 0; i < 65_535; i++) full.add('DELETE FROM ks.t WHERE k = 1')
    expect(await codeOf(() => full.add('DELETE FROM ks.t WHERE k = 1'))).toBe('E_BATCH_TOO_LARGE')
  })

  afterAll(() => expect(driver.sent).toEqual([]))
})

@Table('documents')
class Document {
  @PartitionKey('text') id!: string
  @Column('text') title?: string
  @VersionColumn() version?: number
}

describe('a batch with conditions', () => {
  const { driver, batch } = batchesOver(rows({ '[applied]': true }))
  const codeOf = async (call: () => unknown) => (await errorOf(call)).code
  const conditional = () => batch().update(Reading, rowKey, { value: 1 }, { if: { note: 'a' } })

  it('is in one partition of one table, whichever member comes first', async () => {
    const elsewhere = { ...rowKey, day: '2026-01-03' }
    expect(await codeOf(() => conditional().update(Reading, elsewhere, { value: 1 }))).toBe('E_BATCH_CONDITIONAL')
    expect(await codeOf(() => conditional().insert(UserAccount, account))).toBe('E_BATCH_CONDITIONAL')
    const plain = batch().update(Reading, elsewhere, { value: 1 })
    expect(await codeOf(() => plain.update(Reading, rowKey, { value: 1 }, { ifExists: true }))).toBe(
      'E_BATCH_CONDITIONAL',
    )
    const several = conditional()
    expect(await codeOf(() => several.delete(Reading, { ...rowKey, day: In(['2026-01-02', '2026-01-03']) }))).toBe(
      'E_BATCH_CONDITIONAL',
    )
    expect(several.insert(Reading, { ...rowKey, channel: 2, value: 1 }, { ifNotExists: true }).size).toBe(2)
  })

  it('has the time that the server gives it', async () => {
    expect(
      await codeOf(() => conditional().insert(Reading, { ...rowKey, channel: 2, value: 1 }, { timestamp: 5n })),
    ).toBe('E_BATCH_TIMESTAMP')
    const dated = batch({ timestamp: 5n })
    expect(await codeOf(() => dated.update(Reading, rowKey, { value: 1 }, { if: { note: 'a' } }))).toBe(
      'E_BATCH_TIMESTAMP',
    )
    const member = batch().update(Reading, rowKey, { note: 'b' }, { timestamp: 5n })
    expect(await codeOf(() => member.update(Reading, rowKey, { value: 1 }, { ifExists: true }))).toBe(
      'E_BATCH_TIMESTAMP',
    )
    expect(member.update(Reading, rowKey, { value: 1 }).size).toBe(2)
  })

  it('has one kind of condition on a row', async () => {
    const exists = () => batch().update(Reading, rowKey, { note: 'b' }, { ifExists: true })
    expect(await codeOf(() => exists().insert(Reading, { ...rowKey, value: 1 }, { ifNotExists: true }))).toBe(
      'E_BATCH_CONDITIONAL',
    )
    expect(await codeOf(() => conditional().insert(Reading, { ...rowKey, value: 1 }, { ifNotExists: true }))).toBe(
      'E_BATCH_CONDITIONAL',
    )
    exists().update(Reading, rowKey, { value: 1 }, { ifExists: true })
    exists().update(Reading, { ...rowKey, channel: 2 }, { value: 1 }, { if: { note: 'a' } })
  })

  it('is never sent again', async () => {
    await conditional().execute()
    expect(driver.sent[0]!.options.isIdempotent).toBe(false)
    expect(await codeOf(() => conditional().execute({ idempotent: true }))).toBe('E_OPTION')
  })

  it('that nobody knows the outcome of is told by the rows of its members', async () => {
    const lost = new ExecutionError('timeout.', { code: 'E_TIMEOUT', outcome: 'unknown', serverCode: 0x1100 })
    const { batch: next, driver: answering } = batchesOver(({ cql }) => {
      if (cql.startsWith('BEGIN')) throw lost
      return { rows: [{ id: Uuid.fromString(sensorId), age: 29, email: 'e' }] }
    })
    const both = next()
      .update(UserAccount, { id: sensorId }, { age: 30 }, { if: { email: 'e' } })
      .execute()
    const error = (await errorOf(() => both)) as LwtUnknownError
    expect(error).toMatchObject({ code: 'E_LWT_UNKNOWN', cause: lost })
    expect(await error.resolve()).toBe('not_applied')
    expect(answering.sent[1]!.options.consistency).toBe(8)
  })

  it('is said to be one by raw statements, and by the server', async () => {
    const raw = 'UPDATE ks.t SET v = 1 WHERE k = 1 IF v = 2'
    expect(await batch().add(raw, [], { conditional: true }).execute()).toEqual({ applied: true })
    expect(await batch().add(raw).execute()).toEqual({ applied: true })
    const { batch: silent } = batchesOver()
    expect(await codeOf(() => silent().add(raw, [], { conditional: true }).execute())).toBe('E_LWT_UNKNOWN')
  })

  it('or not has no entity whose version it would not compare', async () => {
    const { driver: unsafe, batch: next } = batchesOver()
    const entity = Object.assign(new Document(), { id: 'a', title: 't' })
    expect(await codeOf(() => next().insert(Document, { id: 'a' }))).toBe('E_VERSION')
    expect(await codeOf(() => next().update(Document, { id: 'a' }, { title: 'b' }))).toBe('E_VERSION')
    expect(await codeOf(() => next().save(entity))).toBe('E_VERSION')
    expect(await codeOf(() => next().delete(Document, { id: 'a' }))).toBe('E_VERSION')
    expect(await codeOf(() => next().remove(entity))).toBe('E_VERSION')
    await next().save(entity, { unsafe: true }).delete(Document, { id: 'b' }, { unsafe: true }).execute()
    expect(unsafe.sent[0]!.cql).not.toContain('IF')
    entity.title = 'u'
    await next().save(entity, { unsafe: true }).execute()
    expect(unsafe.sent[1]!.cql).toMatch(/SET "title" = \? WHERE "id" = \? ; APPLY/)
  })
})

const noteColumns = { topic: 'text', title: 'text', text: 'text', owner: { type: 'text', static: true } } as const
const noteKey = { partitionKey: ['topic'], clusteringColumns: ['title'] } as const
const Note = defineEntity({ name: 'notes', columns: noteColumns, ...noteKey })
const OtherNote = defineEntity({ name: 'other_notes', columns: noteColumns, ...noteKey })

const Slot = defineEntity({
  name: 'slots',
  columns: { shelf: 'text', width: 'decimal', label: 'text' },
  partitionKey: ['shelf'],
  clusteringColumns: ['width'],
})

describe('members that contradict each other', () => {
  const { batch } = batchesOver()
  const codeOf = async (call: () => unknown) => (await errorOf(call)).code

  it('are refused: a row deleted and written at one time, in whatever order', async () => {
    const written = () => batch().insert(Reading, { ...rowKey, value: 1 })
    expect(await codeOf(() => written().delete(Reading, rowKey))).toBe('E_BATCH_SAME_ROW')
    expect(await codeOf(() => written().delete(Reading, partition, { partition: true }))).toBe('E_BATCH_SAME_ROW')
    const emptied = batch().delete(Reading, { ...partition, at: rowKey.at }, { partition: true })
    expect(await codeOf(() => emptied.update(Reading, rowKey, { value: 2 }))).toBe('E_BATCH_SAME_ROW')
    emptied.update(Reading, { ...rowKey, at: new Date(0) }, { value: 2 })
  })

  it('are refused where the server takes two spellings of a clustering value for one row', async () => {
    const key = { shelf: 'a', width: '1.0' }
    expect(
      await codeOf(() =>
        batch()
          .insert(Slot, { ...key, label: 'x' })
          .delete(Slot, { ...key, width: '1.00' }),
      ),
    ).toBe('E_BATCH_SAME_ROW')
    batch()
      .insert(Slot, { ...key, label: 'x' })
      .delete(Slot, { ...key, width: '1.01' })
  })

  it('are taken where one has an earlier time', () => {
    const both = batch()
      .delete(Reading, partition, { partition: true, timestamp: 5n })
      .insert(Reading, { ...rowKey, value: 1 })
    expect(both.explain().warnings).toEqual([])
  })

  it('are refused: two values for one cell', async () => {
    const first = batch().update(Reading, rowKey, { value: 1, note: 'a' })
    const error = await errorOf(() => first.update(Reading, rowKey, { note: 'b' }))
    expect(error).toMatchObject({ code: 'E_BATCH_SAME_CELL', entity: 'Reading', property: 'note' })
    first.update(Reading, rowKey, { note: 'a' }).update(Reading, rowKey, { samples: [1] })
    first.update(Reading, { ...rowKey, channel: 9 }, { note: 'b' })
  })

  it('are refused: two values for one entry of a map, put or written whole', async () => {
    const put = batch().update(Reading, rowKey, {
      counts: Put(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    })
    expect(await codeOf(() => put.update(Reading, rowKey, { counts: Put(new Map([['a', 3]])) }))).toBe(
      'E_BATCH_SAME_CELL',
    )
    put.update(Reading, rowKey, {
      counts: Put(
        new Map([
          ['b', 2],
          ['c', 3],
        ]),
      ),
    })
    expect(await codeOf(() => put.update(Reading, rowKey, { counts: new Map([['c', 4]]) }))).toBe('E_BATCH_SAME_CELL')
    put.update(Reading, rowKey, { tags: Add(['a']) }).update(Reading, rowKey, { tags: Add(['a', 'b']) })
  })

  it.each<[string, object, object]>([
    ['an element taken away and added', { tags: Remove(['a']) }, { tags: Add(['a', 'b']) }],
    ['an entry taken away and put', { counts: Remove(['a']) }, { counts: Put(new Map([['a', 1]])) }],
    ['an entry put into what is replaced', { counts: Put(new Map([['a', 1]])) }, { counts: new Map([['b', 2]]) }],
    ['an entry put into what is deleted', { counts: Put(new Map([['a', 1]])) }, { counts: null }],
    ['an element added to what is replaced', { tags: Add(['a']) }, { tags: new Set(['b']) }],
    ['an element appended to what is replaced', { samples: Append([1]) }, { samples: [2] }],
  ])('are refused: %s', async (_, one, other) => {
    const made = batch().update(Reading, rowKey, one)
    expect(await codeOf(() => made.update(Reading, rowKey, other))).toBe('E_BATCH_SAME_CELL')
    batch()
      .update(Reading, rowKey, one)
      .update(Reading, { ...rowKey, channel: 9 }, other)
    const earlier = batch().update(Reading, rowKey, one, { timestamp: 5n })
    earlier.update(Reading, rowKey, other, { timestamp: 6n })
  })

  it('are refused: a field of a value that is deleted', async () => {
    const made = batch().update(Shop, { id: 1 }, { place: SetField('town', 'x') })
    expect(await codeOf(() => made.update(Shop, { id: 1 }, { place: null }))).toBe('E_BATCH_SAME_CELL')
  })

  it('are taken where they come to what one after the other would', () => {
    batch()
      .update(Reading, rowKey, { tags: Add(['a']), counts: new Map([['a', 1]]), samples: [1] })
      .update(Reading, rowKey, { tags: Add(['b']), counts: Put(new Map([['b', 2]])), samples: Append([2]) })
      .update(Reading, rowKey, { tags: Remove(['a', 'c']), counts: Remove(['a']) })
  })

  it('are refused: two values for one static, which rows of a partition share', async () => {
    const first = batch().insert(Reading, { ...rowKey, value: 1, site: 'roof' })
    first.insert(Reading, { ...rowKey, channel: 2, value: 1, site: 'roof' })
    expect(await codeOf(() => first.update(Reading, partition, { site: 'cellar' }))).toBe('E_BATCH_SAME_CELL')
  })

  it('are told apart from statics, whatever their keys are', async () => {
    const removed = batch().delete(Note, { topic: 'a', title: 'static' })
    removed.update(Note, { topic: 'a' }, { owner: 'ada' })
    expect(await codeOf(() => removed.update(Note, { topic: 'a', title: 'static' }, { text: 'b' }))).toBe(
      'E_BATCH_SAME_ROW',
    )
  })

  it('are looked at in each table on its own, though tables share partitions', async () => {
    const both = batch()
      .insert(Note, { topic: 'a', title: 'b', text: 'c' })
      .delete(OtherNote, { topic: 'a', title: 'b' })
    expect(both.explain().partitions).toBe(1)
    expect(await codeOf(() => both.update(OtherNote, { topic: 'a', title: 'b' }, { text: 'd' }))).toBe(
      'E_BATCH_SAME_ROW',
    )
    both.update(Note, { topic: 'a', title: 'b' }, { text: 'c' })
  })

  it('are refused: a row among those that are deleted by In, and one written', async () => {
    const deleted = batch().delete(Reading, { ...rowKey, channel: In([1, 2]) })
    expect(await codeOf(() => deleted.insert(Reading, { ...rowKey, channel: 2, value: 1 }))).toBe('E_BATCH_SAME_ROW')
    expect(deleted.insert(Reading, { ...rowKey, channel: 3, value: 1 }).explain().warnings).toEqual([])
    const written = batch().insert(Reading, { ...rowKey, channel: 2, value: 1 })
    expect(await codeOf(() => written.delete(Reading, { ...rowKey, channel: In([1, 2]) }))).toBe('E_BATCH_SAME_ROW')
    written.delete(Reading, { ...rowKey, channel: In([1, 3]) })
  })

  it('are warned of where only the server can tell: rows beside a range', async () => {
    const { warnings, batch: next } = batchesOver()
    const { MoreThan } = await import('../../../lib/index.js')
    const both = next()
      .delete(Reading, { ...partition, at: MoreThan(rowKey.at) })
      .insert(Reading, { ...rowKey, value: 1 })
    await both.execute()
    expect(warnings).toEqual([expect.stringMatching(/^Reading: a range is deleted .* earlier timestamp\.$/)])
  })
})

describe('a large batch', () => {
  const large = (kind: 'logged' | 'unlogged', batch: ReturnType<typeof batchesOver>['batch'], members: number) => {
    const made = batch({ kind })
    for (let n = 0; n < members; n++) made.insert(UserAccount, { ...accountNumber(n), name: 'x'.repeat(600) })
    return made
  }

  it('is warned of once for each entity and reason, not with every call', async () => {
    const { warnings, batch } = batchesOver()
    await large('logged', batch, 11).execute()
    await large('logged', batch, 12).execute()
    expect(warnings).toEqual([expect.stringMatching(/^A batch of 11 partitions has about [\d,]+ bytes/)])
    await large('unlogged', batch, 13).execute()
    expect(warnings.slice(1)).toEqual([expect.stringMatching(/^An unlogged batch covers 13 partitions/)])
    await large('logged', batch, 12).insert(Note, { topic: 'a', title: 'b' }).execute()
    expect(warnings.slice(2)).toEqual([expect.stringMatching(/^A batch of 13 partitions/)])
  })
})

describe('explain', () => {
  it('says what would be sent, and what the server would warn of', () => {
    const { driver, batch } = batchesOver()
    const many = batch({ kind: 'unlogged' })
    for (let n = 0; n < 11; n++) many.insert(UserAccount, { ...accountNumber(n), name: 'x'.repeat(600) })
    const { kind, partitions, statements, warnings, bytes, isIdempotent } = many.explain()
    expect({ kind, partitions, isIdempotent }).toEqual({ kind: 'unlogged', partitions: 11, isIdempotent: true })
    expect(statements[10]).toEqual({ entity: 'UserAccount', cql: expect.stringMatching(/^INSERT INTO/) as string })
    // The key is not counted; three cells are.
    expect(bytes).toBe(11 * (29 + 21 + (20 + 13) + (20 + 4) + (20 + 600)))
    expect(warnings).toEqual([
      expect.stringMatching(/^A batch of 11 partitions has about 7,997 bytes, above 5,120/),
      expect.stringMatching(/^An unlogged batch covers 11 partitions/),
    ])
    expect(driver.sent).toEqual([])
  })

  it('notes that a logged batch of one partition costs no log', () => {
    const { batch } = batchesOver()
    const one = batch()
      .insert(Reading, { ...rowKey, value: 1 })
      .update(Reading, partition, { site: 's' })
    expect(one.explain().notes).toEqual([expect.stringContaining('no batchlog')])
    expect(one.insert(UserAccount, account).explain()).toMatchObject({ partitions: 2, notes: [] })
    expect(one.add('DELETE FROM ks.t WHERE k = 1').explain().partitions).toBeUndefined()
  })
})

describe('entities', () => {
  it('are saved: new ones inserted, changes of loaded ones, nothing where nothing changed', async () => {
    const { driver, partsOf, batch } = batchesOver()
    const entity = Object.assign(new UserAccount(), account)
    await batch().save(entity).execute()
    expect(driver.sent[0]!.cql).toMatch(/^BEGIN BATCH INSERT/)
    expect(partsOf(UserAccount).binder.plans.origins.of(entity)).toBeDefined()
    await batch().save(entity).execute()
    expect(driver.sent).toHaveLength(1)
    entity.age = 31
    await batch().save(entity).execute()
    expect(driver.sent[1]!.cql).toBe(
      'BEGIN BATCH UPDATE "ks"."user_account" SET "age" = ? WHERE "id" = ? ; APPLY BATCH',
    )
    await batch().remove(entity).execute()
    expect(driver.sent[2]!.cql).toMatch(/^BEGIN BATCH DELETE/)
    expect(partsOf(UserAccount).binder.plans.origins.of(entity)).toBeUndefined()
  })

  it('are what they were after a failure', async () => {
    const { partsOf, batch } = batchesOver(() => {
      throw new Error('socket closed')
    })
    const entity = Object.assign(new UserAccount(), account)
    await errorOf(() => batch().save(entity).execute())
    expect(partsOf(UserAccount).binder.plans.origins.of(entity)).toBeUndefined()
  })

  it('are as new once an insert of them was sent', async () => {
    const { partsOf, batch } = batchesOver()
    const entity = Object.assign(new UserAccount(), account)
    await batch().save(entity).execute()
    const again = batch().insert(UserAccount, entity)
    expect(partsOf(UserAccount).binder.plans.origins.of(entity)).toBeDefined()
    await again.execute()
    expect(partsOf(UserAccount).binder.plans.origins.of(entity)).toBeUndefined()
  })

  it('are refused the second time if they changed since: one of two values would be lost', async () => {
    const { driver, batch } = batchesOver()
    const entity = Object.assign(new UserAccount(), account)
    await batch().save(entity).execute()
    entity.age = 31
    const one = batch().save(entity).save(entity)
    expect(one.size).toBe(1)
    entity.age = 30
    const error = await errorOf(() => one.save(entity))
    expect(error).toMatchObject({ code: 'E_BATCH_SAME_ENTITY', entity: 'UserAccount', outcome: 'not_sent' })
    await one.execute()
    await batch().save(entity).execute()
    expect(driver.sent[2]).toMatchObject({
      cql: 'BEGIN BATCH UPDATE "ks"."user_account" SET "age" = ? WHERE "id" = ? ; APPLY BATCH',
      values: [30, expect.anything()],
    })
  })

  it('that were saved elsewhere before the batch was sent are known by both', async () => {
    const { driver, partsOf, batch } = batchesOver()
    const { saver } = partsOf(UserAccount)
    const entity = Object.assign(new UserAccount(), account)
    await saver.save(entity, undefined)
    entity.email = 'b@example.org'
    const waiting = batch().save(entity)
    entity.age = 31
    await saver.save(entity, undefined)
    await waiting.execute()
    await saver.save(entity, undefined)
    expect(driver.sent).toHaveLength(3)
    entity.age = 30
    await saver.save(entity, undefined)
    expect(driver.sent[3]).toMatchObject({ cql: 'UPDATE "ks"."user_account" SET "age" = ? WHERE "id" = ?' })
  })

  it('that were saved elsewhere are what that left after a failure of the batch', async () => {
    let isBroken = false
    const { driver, partsOf, batch } = batchesOver(() => {
      if (isBroken) throw new ExecutionError('not now', { code: 'E_QUERY', outcome: 'rejected' })
      return { rows: [] }
    })
    const { saver } = partsOf(UserAccount)
    const entity = Object.assign(new UserAccount(), account)
    await saver.save(entity, undefined)
    entity.email = 'b@example.org'
    const waiting = batch().save(entity)
    entity.age = 31
    await saver.save(entity, undefined)
    isBroken = true
    await errorOf(() => waiting.execute())
    isBroken = false
    await saver.save(Object.assign(entity, account), undefined)
    expect(driver.sent[3]).toMatchObject({
      cql: 'UPDATE "ks"."user_account" SET "email" = ?, "age" = ? WHERE "id" = ?',
    })
  })

  it('that were removed before the batch was sent have only what it wrote', async () => {
    const { driver, partsOf, batch } = batchesOver()
    const { saver, writer } = partsOf(UserAccount)
    const entity = Object.assign(new UserAccount(), account)
    await saver.save(entity, undefined)
    entity.age = 31
    const waiting = batch().save(entity)
    await writer.remove(entity, undefined)
    await waiting.execute()
    await saver.save(entity, undefined)
    expect(driver.sent[3]).toMatchObject({ cql: 'UPDATE "ks"."user_account" SET "email" = ? WHERE "id" = ?' })
  })
})
