import { In, MoreThan } from '../../../lib/index.js'
import type { DataSource, Repository } from '../../../lib/index.js'
import { createTestDataSource, recordStatements } from '../../../lib/testing/index.js'
import { errorOf } from '../../support/error-of.js'
import {
  Circle,
  DownSignal,
  EmailNotice,
  Notice,
  Shape,
  Signal,
  SmsNotice,
  Square,
  UpSignal,
  UrgentEmail,
} from '../../support/notices.js'

let db: DataSource
let notices: Repository<Notice>
let emails: Repository<EmailNotice>
let urgents: Repository<UrgentEmail>
let texts: Repository<SmsNotice>

beforeAll(async () => {
  db = await createTestDataSource({
    entities: [SmsNotice, Notice, EmailNotice, UrgentEmail, Shape, Circle, Square, Signal, UpSignal, DownSignal],
  })
  notices = db.getRepository(Notice)
  emails = db.getRepository(EmailNotice)
  urgents = db.getRepository(UrgentEmail)
  texts = db.getRepository(SmsNotice)
})
afterAll(() => db.destroy())

const ada = { userId: 'ada' }

/** Two emails, an urgent one and three texts, the texts at the even moments. */
async function fill(): Promise<void> {
  await notices.clear()
  await emails.insert({ ...ada, at: 1, subject: 'one', recipients: new Set(['a']), body: '<p>' })
  await texts.insert({ ...ada, at: 2, number: '2', body: 'two', tags: new Set(['x']) })
  await emails.insert({ ...ada, at: 3, subject: 'three' })
  await texts.insert({ ...ada, at: 4, number: '4' })
  await urgents.insert({ ...ada, at: 5, subject: 'five', priority: 1 })
  await texts.insert({ ...ada, at: 6, number: '6' })
}

describe('a table of several classes', () => {
  beforeEach(fill)

  it('is one table with the columns of all of them, as schema sync sees it', async () => {
    const { differences } = await db.schema.check()
    expect(differences).toEqual([])
  })

  it('gives each row as an instance of its class, with its columns only', async () => {
    const found = await notices.findBy(ada)
    expect(found.map((one) => one.constructor)).toEqual([
      SmsNotice,
      UrgentEmail,
      SmsNotice,
      EmailNotice,
      SmsNotice,
      EmailNotice,
    ])
    const [sms, urgent] = [found[4] as SmsNotice, found[1] as UrgentEmail]
    expect(Object.keys(sms)).not.toContain('subject')
    expect(sms).toMatchObject({ kind: 'sms', number: '2', body: 'two', tags: new Set(['x']) })
    expect(sms.changedAt).toBeInstanceOf(Date)
    expect(urgent).toMatchObject({ kind: 'urgent', subject: 'five', priority: 1, recipients: new Set() })
    expect(typeof urgent.writtenAt).toBe('bigint')
    expect(Object.keys(urgent)).not.toContain('number')
  })

  it('gives a class its rows and those of classes that extend it', async () => {
    expect((await texts.findBy(ada)).map(({ at }) => at)).toEqual([6, 4, 2])
    expect((await emails.findBy(ada)).map((one) => [one.constructor, one.at])).toEqual([
      [UrgentEmail, 5],
      [EmailNotice, 3],
      [EmailNotice, 1],
    ])
    expect((await urgents.findBy(ada)).map(({ at }) => at)).toEqual([5])
    expect((await emails.findBy({ ...ada, kind: 'email' } as never)).map(({ at }) => at)).toEqual([3, 1])
  })

  it('counts, limits, orders and asks for its rows only', async () => {
    expect((await texts.find({ where: ada, limit: 2, order: { at: 'asc' } })).map(({ at }) => at)).toEqual([2, 4])
    expect((await texts.find({ where: { ...ada, at: MoreThan(2) }, limit: 1, order: { at: 'asc' } }))[0]!.at).toBe(4)
    expect((await emails.findOneBy(ada))!.at).toBe(5)
    expect(await emails.findOneBy({ ...ada, at: 2 })).toBeNull()
    expect(await texts.count({ where: ada })).toBe(3)
    expect(await texts.count({ scan: true })).toBe(3)
    expect(await notices.count({ where: ada })).toBe(6)
    expect(await texts.exists({ where: { ...ada, at: 1 } })).toBe(false)
    expect(await emails.exists({ where: { ...ada, at: 1 } })).toBe(true)
    expect(await texts.find({ where: { userId: In(['ada', 'bob']) }, perPartitionLimit: 1 })).toHaveLength(1)
    expect((await texts.findByKeys([1, 2].map((at) => ({ ...ada, at })))).map((one) => one?.at)).toEqual([undefined, 2])
    expect(await texts.find({ where: ada, select: ['at', 'number'], limit: 1 })).toEqual([{ at: 6, number: '6' }])
  })

  it('saves what changed, whichever repository read it and saves it', async () => {
    const [first] = (await notices.findBy({ ...ada, at: 1 })) as EmailNotice[]
    first!.subject = 'other'
    const recording = recordStatements(db)
    expect(await notices.save(first!)).toBe(first)
    await emails.save(first!)
    recording.stop()
    expect(recording.statements).toHaveLength(1)
    expect(recording.statements[0]!.cql).toMatch(/SET "kind" = \?, "subject" = \? WHERE/)
    expect(await emails.findOneBy({ ...ada, at: 1 })).toMatchObject({ subject: 'other', body: '<p>' })
  })

  it('keeps the class of a row that an update makes, or that outlives its insert', async () => {
    await urgents.update({ ...ada, at: 9 }, { subject: 'nine' })
    expect((await notices.findOneBy({ ...ada, at: 9 }))!.constructor).toBe(UrgentEmail)
    await texts.insert({ ...ada, at: 10, number: '10' }, { ttl: 1 })
    await texts.update({ ...ada, at: 10 }, { number: '11' })
    await texts.update({ ...ada, at: 2 }, { number: '22' }, { ttl: 1 })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await notices.findOneBy({ ...ada, at: 10 })).toMatchObject({ kind: 'sms', number: '11' })
    expect(await notices.findOneBy({ ...ada, at: 2 })).toMatchObject({ kind: 'sms', number: undefined })
  })

  it('reads a partition that has statics only, which is of no class', async () => {
    await notices.update({ userId: 'bob' }, { mood: 'calm' })
    const [only] = await notices.findBy({ userId: 'bob' })
    expect(only).toBeInstanceOf(Notice)
    expect(only).toMatchObject({ mood: 'calm', kind: undefined })
    expect(await texts.findBy({ userId: 'bob' })).toEqual([])
  })

  it('refuses rows of no class, unless they are of the base class', async () => {
    await db.getRepository(Signal).insert({ day: 1, at: 1, kind: 'sideways', level: 3 })
    await db.getRepository(UpSignal).insert({ day: 1, at: 2, height: 4 } as UpSignal)
    const found = await db.getRepository(Signal).findBy({ day: 1 })
    expect(found.map((one) => one.constructor)).toEqual([Signal, UpSignal])
    expect(found[0]).toMatchObject({ kind: 'sideways', level: 3 })

    await notices.update({ ...ada, at: 20 }, { seen: true })
    const error = await errorOf(() => notices.findBy(ada))
    expect(error).toMatchObject({ code: 'E_DECODE', entity: 'Notice', property: 'kind', outcome: 'rejected' })
    expect(error.message).toContain('a row has no discriminator')
    expect(await texts.findBy(ada)).toHaveLength(3)
  })
})

describe('a discriminator in the key', () => {
  const drawing = { drawing: 1 }

  it('narrows by itself, and need not be said', async () => {
    const [shapes, circles, squares] = [db.getRepository(Shape), db.getRepository(Circle), db.getRepository(Square)]
    await circles.save([1, 2, 3].map((id) => ({ ...drawing, id, radius: id }) as Circle))
    await shapes.save([1, 2].map((id) => Object.assign(new Square(), { ...drawing, id, side: id })))
    const recording = recordStatements(db)
    expect(await circles.count({ where: drawing })).toBe(3)
    expect((await circles.find({ where: drawing, order: { id: 'desc' }, limit: 1 }))[0]).toMatchObject({ id: 3 })
    recording.stop()
    expect(recording.statements.map(({ cql }) => cql.includes('ALLOW FILTERING'))).toEqual([false, false])
    await squares.update({ ...drawing, id: 1 } as never, { colour: 'red' })
    expect(await circles.findByKeys([{ ...drawing, id: 1 } as never])).toMatchObject([{ colour: undefined, radius: 1 }])
    await squares.delete(drawing, { partition: true })
    expect((await shapes.findBy(drawing)).map((one) => one.constructor)).toEqual([Circle, Circle, Circle])
    await circles.remove((await circles.findBy(drawing))[0]!)
    expect(await shapes.count({ where: drawing })).toBe(2)
  })

  it('is discarded by the server where columns before it are not restricted', async () => {
    const [signals, ups, downs] = [db.getRepository(Signal), db.getRepository(UpSignal), db.getRepository(DownSignal)]
    await ups.insert([1, 2, 3].map((at) => ({ day: 2, at, height: at }) as UpSignal))
    await downs.insert([1, 2].map((at) => ({ day: 2, at, depth: at }) as DownSignal))
    expect(await ups.count({ where: { day: 2 } })).toBe(3)
    expect((await downs.find({ where: { day: 2, at: MoreThan(1) } })).map(({ depth }) => depth)).toEqual([2])
    expect(await ups.find({ where: { day: 2, at: 3 } })).toHaveLength(1)
    expect(await signals.find({ where: { day: 2 } })).toHaveLength(5)
  })
})
