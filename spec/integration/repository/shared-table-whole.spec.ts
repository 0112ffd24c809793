import {
  ClusteringColumn,
  Column,
  Discriminator,
  DiscriminatorValue,
  In,
  KEY,
  LessThanOrEqual,
  PartitionKey,
  Table,
  Token,
  VersionColumn,
  VersionConflictError,
} from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import { EmailNotice, Notice, SmsNotice, UrgentEmail } from '../../support/notices.js'

/** The discriminator is part of the partition key. */
@Table('machines')
class Machine {
  declare readonly [KEY]?: { partition: ['site', 'sort']; clustering: ['id'] }

  @PartitionKey('text') site!: string
  @Discriminator() @PartitionKey('text') sort!: string
  @ClusteringColumn('int') id!: number
  @Column('int') power?: number
}

@DiscriminatorValue('pump')
class Pump extends Machine {}

@DiscriminatorValue('fire pump')
class FirePump extends Pump {}

@DiscriminatorValue('fan')
class Fan extends Machine {}

/** Only one of the classes counts its versions. */
@Table('papers')
class Paper {
  @PartitionKey('int') id!: number
  @Discriminator() @Column('text') kind?: string
  @Column('text') title?: string
}

@DiscriminatorValue('contract')
class Contract extends Paper {
  @VersionColumn() version!: number
}

@DiscriminatorValue('note')
class Note extends Paper {}

let db: DataSource
let notices: Repository<Notice>
let texts: Repository<SmsNotice>
let emails: Repository<EmailNotice>

beforeAll(async () => {
  db = await createTestDataSource({
    pageTokenSecret: '0123456789abcdef'.repeat(4),
    entities: [Notice, EmailNotice, UrgentEmail, SmsNotice, Machine, Pump, FirePump, Fan, Paper, Contract, Note],
  })
  notices = db.getRepository(Notice)
  texts = db.getRepository(SmsNotice)
  emails = db.getRepository(EmailNotice)
})
afterAll(() => db.destroy())

const users = ['ada', 'bob']

/** Of each user two emails and three texts, the texts at the even moments. */
async function fill(): Promise<void> {
  await notices.clear()
  for (const userId of users) {
    await emails.insert([1, 3].map((at) => ({ userId, at, subject: `${at}` })))
    await texts.insert([2, 4, 6].map((at) => ({ userId, at, number: `${at}` })))
  }
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const row of rows) found.push(row)
  return found
}

describe('reads of a class in pieces', () => {
  beforeAll(fill)

  it('give pages of its rows', async () => {
    const options = { where: { userId: 'ada' }, pageSize: 2 }
    const first = await texts.findPage(options)
    expect(first.items.map(({ at }) => at)).toEqual([6, 4])
    const second = await texts.findPage({ ...options, page: first.nextPage })
    expect(second.items.map(({ at }) => at)).toEqual([2])
  })

  it('give streams and scans of its rows, and through the base of each as its class', async () => {
    const streamed = await all(texts.stream({ where: { userId: In(users) }, fetchSize: 2 }))
    expect(streamed.map(({ userId, at }) => `${userId} ${at}`)).toEqual(
      users.flatMap((userId) => [6, 4, 2].map((at) => `${userId} ${at}`)),
    )
    const scanned = await all(texts.scan({ fetchSize: 2 }))
    expect(scanned).toHaveLength(6)
    expect(scanned.every((one) => one instanceof SmsNotice)).toBe(true)
    expect(await all(emails.scan())).toHaveLength(4)
    const everything = await all(notices.scan())
    expect(everything.filter((one) => one instanceof EmailNotice)).toHaveLength(4)
    expect(everything).toHaveLength(10)
    const some = await all(texts.scan({ where: { number: '4' }, allowFiltering: true }))
    expect(some.map(({ at }) => at)).toEqual([4, 4])
  })

  it('read ranges of tokens, which find rows of every class', async () => {
    const where = { userId: Token(LessThanOrEqual(2n ** 63n - 1n)) }
    expect(await texts.find({ where })).toHaveLength(6)
    expect(await emails.count({ where })).toBe(4)
  })

  it('read partitions of an In one by one, in their order', async () => {
    const recording = recordStatements(db)
    const found = await texts.find({ where: { userId: In(['bob', 'ada']) }, limit: 4 })
    recording.stop()
    expect(found.map(({ userId }) => userId)).toEqual(['bob', 'bob', 'bob', 'ada'])
    expect(recording.statements).toHaveLength(2)
  })
})

describe('figures and results of a class', () => {
  beforeAll(fill)

  it('are of its rows', async () => {
    expect(await texts.sum('at', { userId: 'ada' })).toBe(12n)
    expect(await texts.average('at', { userId: 'ada' })).toBe(4)
    expect(await emails.minimum('at', { userId: 'ada' })).toBe(1)
    expect(await emails.maximum('at', { userId: 'ada' })).toBe(3)
    expect(await texts.sum('at', undefined, { scan: true })).toBe(24n)
    expect(await texts.findAndCount({ where: { userId: 'ada' }, limit: 1 })).toMatchObject([[{ at: 6 }], 3])
    expect(await texts.countBy({ userId: In(users) })).toBe(6)
  })

  it('are the first of its rows in each group', async () => {
    const first = await emails.find({ where: { userId: In(users) }, groupBy: ['userId'] })
    expect(first.map(({ userId, at }) => [userId, at])).toEqual([
      ['ada', 3],
      ['bob', 3],
    ])
  })

  it('are no partitions, which are of no class', async () => {
    const error = await errorOf(() => texts.find({ distinct: true, scan: true }))
    expect(error).toMatchObject({ code: 'E_DISTINCT', property: 'kind', outcome: 'not_sent' })
    expect((await notices.find({ distinct: true, scan: true })).map(({ userId }) => userId).sort()).toEqual(users)
  })

  it('may become another class, which through the base has what all classes have', async () => {
    class View {
      userId?: string
      at?: number
      kind?: string
      mood?: string | null
      seen?: boolean | null
    }
    const found = await notices.find({ where: { userId: 'ada' }, into: View, limit: 2 })
    expect(found.map((one) => [one.constructor, Object.keys(one).sort()])).toEqual(
      [1, 2].map(() => [View, ['at', 'kind', 'mood', 'seen', 'userId']]),
    )
  })

  it('may be made when they are taken', async () => {
    const found = await notices.find({ where: { userId: 'ada' }, lazy: true })
    expect(found[0]).toBeInstanceOf(SmsNotice)
    expect(found[2]).toBeInstanceOf(EmailNotice)
    expect(await texts.find({ where: { userId: 'ada' }, lazy: true })).toHaveLength(3)
  })
})

describe('a discriminator in the partition key', () => {
  it('names the partition by itself, or those of the classes', async () => {
    const [machines, pumps, fires, fans] = [Machine, Pump, FirePump, Fan].map((one) => db.getRepository<Machine>(one))
    for (const site of ['a', 'b']) {
      await pumps!.insert([1, 2].map((id) => ({ site, id, power: id }) as Machine))
      await fires!.insert({ site, id: 3, power: 3 } as Machine)
      await fans!.insert({ site, id: 4, power: 4 } as Machine)
    }
    const bySite = (site: unknown) => ({ where: { site } as never })
    expect(await fans!.find(bySite('a'))).toMatchObject([{ id: 4, sort: 'fan' }])
    const recording = recordStatements(db)
    expect((await fans!.find(bySite(In(['b', 'a'])))).map(({ site }) => site)).toEqual(['b', 'a'])
    expect((await pumps!.find(bySite(In(['a', 'b'])))).map(({ site, id }) => `${site}${id}`)).toEqual([
      'a1',
      'a2',
      'a3',
      'b1',
      'b2',
      'b3',
    ])
    recording.stop()
    expect(recording.statements).toHaveLength(2 + 4)
    expect(await all(pumps!.scan())).toHaveLength(6)
    expect(await all(fans!.scan())).toHaveLength(2)
    expect(await all(machines!.scan())).toHaveLength(8)
    expect((await fans!.find({ distinct: true, scan: true })).map((one) => one.sort)).toEqual(['fan', 'fan'])
    expect(await fans!.delete({ site: 'a', id: 4 } as never, { ifExists: true })).toEqual({ applied: true })
    expect(await machines!.count({ scan: true })).toBe(7)
  })
})

describe('writes of a class', () => {
  beforeEach(fill)
  const key = { userId: 'ada', at: 9 }

  it('find or create it, and take no row of another class for it', async () => {
    expect(await texts.findOrCreate(key, { number: '9' })).toMatchObject({ created: true, entity: { kind: 'sms' } })
    const again = await texts.findOrCreate(key, { number: '10' })
    expect(again).toMatchObject({ created: false, entity: { number: '9' } })
    expect(again.entity).toBeInstanceOf(SmsNotice)
    const error = await errorOf(() => emails.findOrCreate(key, { subject: 'nine' }))
    expect(error).toMatchObject({ code: 'E_DISCRIMINATOR', property: 'kind' })
    const other = await notices.findOrCreate({ userId: 'ada', at: 10 }, { kind: 'urgent', priority: 1 } as never)
    expect(other.created).toBe(true)
    expect(other.entity).toBeInstanceOf(UrgentEmail)
    expect(await emails.findOneBy({ userId: 'ada', at: 10 })).toMatchObject({ priority: 1 })
  })

  it('preload its rows only', async () => {
    expect(await texts.preload({ userId: 'ada', at: 2, number: '22' })).toMatchObject({ number: '22', kind: 'sms' })
    expect(await texts.preload({ userId: 'ada', at: 1, number: '22' })).toBeUndefined()
    expect(await notices.preload({ userId: 'ada', at: 1, seen: true })).toBeInstanceOf(EmailNotice)
  })

  it('are conditional, and give the row of whatever class that is in the way', async () => {
    await texts.upsert({ ...key, number: '9' })
    const answer = await emails.insert({ ...key, subject: 'nine' }, { ifNotExists: true })
    expect(answer).toMatchObject({ applied: false, current: { number: '9' } })
    expect(answer.applied || answer.current).toBeInstanceOf(SmsNotice)
    const updated = await texts.update(key, { number: '10' }, { if: { number: '9', kind: 'sms' } })
    expect(updated).toEqual({ applied: true })
    expect(await texts.update(key, { number: '11' }, { if: { number: '9' } })).toMatchObject({
      applied: false,
      current: { number: '10' },
    })
    expect(await texts.delete(key, { ifExists: true })).toEqual({ applied: true })
  })

  it('are many, each of its class', async () => {
    const made = [
      Object.assign(new UrgentEmail(), { userId: 'eve', at: 1, priority: 1 }),
      Object.assign(new SmsNotice(), { userId: 'eve', at: 2, number: '2' }),
    ]
    await notices.insertMany(made, { groupByPartition: true })
    expect((await notices.findBy({ userId: 'eve' })).map((one) => one.constructor)).toEqual([SmsNotice, UrgentEmail])
    const loaded = await notices.findBy({ userId: 'eve' })
    for (const one of loaded) one.seen = true
    await notices.saveMany(loaded)
    expect(await texts.findBy({ userId: 'eve' })).toMatchObject([{ seen: true, number: '2' }])
    await notices.removeMany(loaded)
    expect(await notices.count({ where: { userId: 'eve' } })).toBe(0)
  })

  it('go into batches, with conditions too', async () => {
    const sms = Object.assign(new SmsNotice(), { userId: 'eve', at: 2, number: '2' })
    await db
      .batch()
      .insert(Notice, Object.assign(new EmailNotice(), { userId: 'eve', at: 1, subject: 'one' }))
      .save(sms)
      .execute()
    expect((await notices.findBy({ userId: 'eve' })).map((one) => one.constructor)).toEqual([SmsNotice, EmailNotice])
    const outcome = await db
      .batch()
      .insert(EmailNotice, { userId: 'eve', at: 2, subject: 'two' }, { ifNotExists: true })
      .insert(SmsNotice, { userId: 'eve', at: 3, number: '3' }, { ifNotExists: true })
      .execute()
    expect(outcome).toMatchObject({ applied: false, rows: [{ entity: EmailNotice, current: { number: '2' } }] })
    expect(await notices.count({ where: { userId: 'eve' } })).toBe(2)
    await notices.delete({ userId: 'eve' }, { partition: true })
  })
})

describe('a class with versions among others', () => {
  it('compares them through the base as well, and alone is refused without', async () => {
    const [papers, notes] = [db.getRepository(Paper), db.getRepository(Note)]
    const saved = (await papers.save(Object.assign(new Contract(), { id: 1, title: 'one' }))) as Contract
    expect(saved.version).toBe(1)
    const [mine, other] = [(await papers.findOneBy({ id: 1 })) as Contract, await papers.findOneBy({ id: 1 })]
    mine.title = 'mine'
    await papers.save(mine)
    expect(mine.version).toBe(2)
    other!.title = 'other'
    expect(await errorOf(() => papers.save(other!))).toBeInstanceOf(VersionConflictError)
    expect(await errorOf(() => papers.remove(other!))).toBeInstanceOf(VersionConflictError)
    for (const write of [papers.saveMany([mine]), papers.removeMany([mine])]) {
      expect((await errorOf(() => write)).cause ?? (await errorOf(() => write))).toMatchObject({ code: 'E_VERSION' })
    }
    await papers.remove(mine)
    expect(await papers.findOneBy({ id: 1 })).toBeNull()
    await notes.save({ id: 2, title: 'free' })
    expect(await papers.findOneBy({ id: 2 })).toBeInstanceOf(Note)
  })
})
