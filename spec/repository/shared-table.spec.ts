import {
  Column,
  Discriminator,
  DiscriminatorValue,
  In,
  Index,
  MoreThan,
  PartitionKey,
  Repository,
  Table,
  vector,
} from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { errorOf } from '../support/error-of.js'
import { FakeDriver, rows } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
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
} from '../support/notices.js'
import { plansOfClasses } from '../support/shared-plans.js'

const entities = [Notice, EmailNotice, UrgentEmail, SmsNotice, Shape, Circle, Square, Signal, UpSignal, DownSignal]

function over(answer?: Answer) {
  const driver = new FakeDriver(answer)
  const plansOf = plansOfClasses(...entities)
  return {
    driver,
    repositoryOf: <E extends object>(entity: EntityClass<E>) =>
      new Repository<E>({ door: driver, plans: plansOf(entity), defaults: {} }),
  }
}

const { repositoryOf } = over()
const [notices, emails, texts] = [repositoryOf(Notice), repositoryOf(EmailNotice), repositoryOf(SmsNotice)]
const ada = { userId: 'ada' }

/** What comes after the table, and the markers. */
function whereOf({ cql, markers }: { readonly cql: string; readonly markers: readonly string[] }): string {
  return `${cql.replace(/^.* FROM "ks"\."\w+" /, '')} | ${markers.join(', ')}`
}

describe('reads of a class', () => {
  it('discard other rows of the partition where the key does not know of classes', () => {
    const explained = texts.explain('find', { where: ada, limit: 3, order: { at: 'asc' } })
    expect(whereOf(explained)).toBe(
      'WHERE "user_id" = ? AND "kind" = ? ORDER BY "at" ASC LIMIT ? ALLOW FILTERING | userId, kind, limit',
    )
    expect(explained).toMatchObject({
      accessPath: 'partition',
      warnings: ['The server reads rows of other classes of the table as well, and discards them.'],
    })
    expect(whereOf(texts.explain('find', { where: { ...ada, at: MoreThan(1) } }))).toBe(
      'WHERE "user_id" = ? AND "at" > ? AND "kind" = ? ALLOW FILTERING | userId, at, kind',
    )
    expect(whereOf(emails.explain('count', { where: ada }))).toBe(
      'WHERE "user_id" = ? AND "kind" IN ? ALLOW FILTERING | userId, in(kind)',
    )
    expect(whereOf(texts.explain('count', { scan: true }))).toBe('WHERE "kind" = ? ALLOW FILTERING | kind')
    expect(whereOf(notices.explain('find', { where: ada }))).toBe('WHERE "user_id" = ? | userId')
  })

  it('narrow by the key where the discriminator is part of it', () => {
    const circles = repositoryOf(Circle)
    const byClass = 'WHERE "drawing" = ? AND "sort" = ?'
    expect(whereOf(circles.explain('findBy', { drawing: 1 }))).toBe(`${byClass} | drawing, sort`)
    expect(whereOf(circles.explain('findBy', { drawing: 1, id: 2 } as never))).toBe(
      `${byClass} AND "id" = ? | drawing, sort, id`,
    )
    expect(whereOf(circles.explain('find', { where: { drawing: 1 }, order: { id: 'desc' } }))).toBe(
      `${byClass} ORDER BY "id" DESC | drawing, sort`,
    )
    expect(circles.explain('findBy', { drawing: 1 }).warnings).toEqual([])
    const ups = repositoryOf(UpSignal)
    expect(whereOf(ups.explain('findBy', { day: 1 }))).toBe(
      'WHERE "day" = ? AND "kind" = ? ALLOW FILTERING | day, kind',
    )
    expect(whereOf(ups.explain('findBy', { day: 1, at: 2 }))).toBe(
      'WHERE "day" = ? AND "at" = ? AND "kind" = ? | day, at, kind',
    )
  })

  it('bind the value of the class, whatever is asked', async () => {
    const { driver, repositoryOf: repository } = over()
    await repository(SmsNotice).findBy(ada)
    await repository(EmailNotice).findBy(ada)
    await repository(Circle).findBy({ drawing: 1, sort: 1 })
    expect(driver.sent.map(({ values }) => values)).toEqual([
      ['ada', 'sms'],
      ['ada', ['email', 'urgent']],
      [1, 1],
    ])
  })

  it('refuse what would read the whole table, or rows of another class', async () => {
    expect((await errorOf(() => texts.findBy({} as never))).code).toBe('E_FULL_SCAN')
    expect((await errorOf(() => texts.findBy({ at: 1 } as never))).code).toBe('E_PARTITION_KEY')
    const other = await errorOf(() => texts.findBy({ ...ada, kind: 'email' } as never))
    expect(other).toMatchObject({ code: 'E_VALUE', property: 'kind', outcome: 'not_sent' })
    expect(other.message).toBe(
      '[SmsNotice.kind] text cannot hold this value exactly; expected the discriminator of SmsNotice, given another string.',
    )
    const several = await errorOf(() => texts.findBy({ ...ada, kind: In(['sms', 'email']) } as never))
    expect(several.code).toBe('E_VALUE')
    const range = await errorOf(() => texts.findBy({ ...ada, kind: MoreThan('a') } as never))
    expect(range).toMatchObject({ code: 'E_DISCRIMINATOR', property: 'kind' })
  })

  it('fetch the columns of the class; through the base those of all of them, under names that differ', () => {
    const columnsOf = (cql: string) => /^SELECT (.*) FROM/.exec(cql)![1]
    expect(columnsOf(texts.explain('findBy', ada).cql)).toBe(
      '"user_id", "at", "mood", "kind", "seen", "number", "body_text", "tags", "changed_at"',
    )
    expect(columnsOf(notices.explain('findBy', ada).cql)).toBe(
      '"user_id", "at", "mood", "kind", "seen", "subject", "recipients", "body_html", ' +
        'writetime("subject") AS "writetime of subject as writtenAt", "priority", "number", "body_text", "tags", "changed_at"',
    )
  })
})

describe('writes of a class', () => {
  const sent = async (write: (repository: typeof repositoryOf) => Promise<unknown>) => {
    const { driver, repositoryOf: repository } = over()
    await write(repository)
    return driver.sent.map(({ cql, values }) => [cql, values] as const)
  }
  const valueOf = ([cql, values]: readonly [string, readonly unknown[]], column: string) =>
    values[/\((.*)\) VALUES/.exec(cql)![1]!.split(', ').indexOf(`"${column}"`)]

  it('set the discriminator, on the object given as well, through either repository', async () => {
    const plain = { ...ada, at: 1, number: '1' }
    const instance = Object.assign(new UrgentEmail(), { ...ada, at: 2, priority: 1 })
    const all = await sent(async (repository) => {
      await repository(SmsNotice).insert(plain)
      await repository(Notice).save(instance)
      await repository(EmailNotice).insert({ ...ada, at: 3, kind: 'urgent' } as never)
      await repository(Notice).insert({ ...ada, at: 3, kind: 'sms', number: '3' } as never)
    })
    expect(all.map((one) => valueOf(one, 'kind'))).toEqual(['sms', 'urgent', 'urgent', 'sms'])
    expect(all.map((one) => one[0].includes('"priority"'))).toEqual([false, true, true, false])
    expect([plain, instance]).toMatchObject([{ kind: 'sms' }, { kind: 'urgent' }])
  })

  it('are of the class that created the instance', () => {
    expect(texts.create({ at: 1 })).toMatchObject({ kind: 'sms', at: 1 })
    expect(notices.create({ kind: 'sms' })).toBeInstanceOf(SmsNotice)
    expect(notices.create({}).constructor).toBe(Notice)
    const circles = repositoryOf(Circle)
    expect(circles.getKey(Object.assign(new Circle(), { drawing: 1, id: 2 }))).toEqual({ drawing: 1, sort: 1, id: 2 })
    expect(circles.hasKey(Object.assign(new Circle(), { drawing: 1, id: 2 }))).toBe(true)
    expect(repositoryOf(Shape).hasKey(Object.assign(new Shape(), { drawing: 1, id: 2 }))).toBe(false)
  })

  it('say the class along with an update, but for one that expires or changes statics only', async () => {
    const key = { ...ada, at: 1 }
    const all = await sent(async (repository) => {
      await repository(UrgentEmail).update(key, { subject: 'a' })
      await repository(UrgentEmail).update(key, { subject: 'a' }, { ttl: 5 })
      await repository(UrgentEmail).update(ada, { mood: 'calm' })
      await repository(EmailNotice).update(key, { subject: 'a' })
      await repository(Notice).update(key, { seen: true })
      await repository(Circle).update({ drawing: 1, id: 2 } as never, { radius: 2 })
    })
    expect(all.map(([cql]) => / SET (.*) WHERE/.exec(cql)![1])).toEqual([
      '"kind" = ?, "subject" = ?',
      '"subject" = ?',
      '"mood" = ?',
      '"subject" = ?',
      '"seen" = ?',
      '"radius" = ?',
    ])
    expect(all.at(-1)![1]).toEqual([2, 1, 1, 2])
  })

  it('are refused where they contradict the class, or are of none', async () => {
    const refused = async (work: () => Promise<unknown>) => {
      const { code, message, outcome } = await errorOf(work)
      expect(outcome).toBe('not_sent')
      return `${code}: ${message}`
    }
    const row = { ...ada, at: 1 }
    expect(await refused(() => texts.insert({ ...row, kind: 'email' } as never))).toBe(
      'E_DISCRIMINATOR: [SmsNotice.kind] insert(): is that of EmailNotice; expected that of SmsNotice. Use the repository of EmailNotice, or that of Notice for rows of any class.',
    )
    expect(await refused(() => texts.insert({ ...row, kind: 'fax' } as never))).toBe(
      'E_DISCRIMINATOR: [SmsNotice.kind] insert(): is not the discriminator of any class here; expected that of SmsNotice. Leave it out of an instance: the class sets it.',
    )
    expect(await refused(() => notices.save(Object.assign(new SmsNotice(), { ...row, kind: 'email' })))).toBe(
      'E_DISCRIMINATOR: [Notice.kind] save(): is that of another class; expected that of SmsNotice, or none. A row keeps its class: insert an instance of the other one instead.',
    )
    expect(await refused(() => notices.insert(row))).toBe(
      'E_DISCRIMINATOR: [Notice.kind] insert(): does not say of which class it is; expected a value, or an instance. Use the repository of the class, which sets it.',
    )
    expect(await refused(() => notices.insert(Object.assign(new Notice(), row)))).toMatch(
      /^E_DISCRIMINATOR: \[Notice\.kind\] insert\(\): Notice has no value for it/,
    )
    const circles = repositoryOf(Circle)
    const square = Object.assign(new Square(), { drawing: 1, id: 1 })
    for (const method of ['save', 'insert', 'remove', 'preload', 'create']) {
      const call = async () => await (circles as unknown as Record<string, (given: object) => unknown>)[method]!(square)
      const sentence = `[Circle] ${method}(): expected an instance of Circle, given one of Square.`
      const hint = 'Use the repository of Square, or that of Shape for rows of any class.'
      expect(await refused(call)).toBe(`E_DISCRIMINATOR: ${sentence} ${hint}`)
      Object.assign(square, { sort: 2 })
      expect(await refused(call)).toContain(sentence)
    }
    expect(await refused(() => texts.update(row, { kind: 'email' } as never))).toMatch(/^E_VALUE: \[SmsNotice\.kind\]/)
    expect(await refused(() => notices.update(row, { kind: 'fax' }))).toMatch(/^E_VALUE: \[Notice\.kind\]/)
    expect(await refused(() => texts.update(row, { kind: null }))).toMatch(/^E_DISCRIMINATOR: .*cannot be del/)
    expect(await refused(() => repositoryOf(Circle).update({ drawing: 1, sort: 2, id: 1 }, { radius: 1 }))).toMatch(
      /^E_VALUE: \[Circle\.sort\]/,
    )
  })

  it('delete no rows of other classes', async () => {
    const [circles, squares] = [repositoryOf(Circle), repositoryOf(Square)]
    expect(whereOf(circles.explain('delete', { drawing: 1 }, { partition: true }))).toBe(
      'WHERE "drawing" = ? AND "sort" = ? | drawing, sort',
    )
    expect(whereOf(squares.explain('delete', { drawing: 1, id: MoreThan(3) } as never))).toBe(
      'WHERE "drawing" = ? AND "sort" = ? AND "id" > ? | drawing, sort, id',
    )
    expect(whereOf(texts.explain('delete', { ...ada, at: In([1, 2]) }))).toBe(
      'WHERE "user_id" = ? AND "at" IN ? | userId, in(at)',
    )
    for (const work of [
      () => texts.delete(ada, { partition: true }),
      () => texts.delete({ ...ada, at: MoreThan(1) }),
      () => texts.clear(),
    ]) {
      const error = await errorOf(work)
      expect(error.code).toBe('E_DISCRIMINATOR')
      expect(error.hint).toContain('repository of Notice')
    }
  })
})

describe('rows of several classes', () => {
  const row = { user_id: 'ada', at: 1, mood: null, seen: true, subject: 's', number: 'n', priority: 3 }

  it('become instances of the class each one says, and a wrong cell is named', async () => {
    const { repositoryOf: repository } = over(rows({ ...row, kind: 'sms' }, { ...row, kind: 'urgent' }))
    const [sms, urgent] = await repository(Notice).findBy(ada)
    expect([sms!.constructor, urgent!.constructor]).toEqual([SmsNotice, UrgentEmail])
    expect(sms).not.toHaveProperty('subject')
    expect(urgent).toMatchObject({ subject: 's', priority: 3, recipients: new Set() })

    const unknown = over(rows({ ...row, kind: 'sms' }, { ...row, kind: 'fax' })).repositoryOf(Notice)
    const error = await errorOf(() => unknown.findBy(ada))
    expect(error.code).toBe('E_DECODE')
    expect(error.message).toContain('a row has the discriminator of no class among the entities')
    const broken = over(rows({ ...row, kind: 'sms' }, { ...row, kind: 'urgent', recipients: 5 })).repositoryOf(Notice)
    expect(await errorOf(() => broken.findBy(ada))).toMatchObject({ entity: 'UrgentEmail', property: 'recipients' })
  })

  it('are known to be loaded to the repositories of their classes, and of no other table', async () => {
    const { driver, repositoryOf: repository } = over(rows({ ...row, kind: 'sms' }))
    const [sms] = (await repository(Notice).findBy(ada)) as SmsNotice[]
    await repository(SmsNotice).save(sms!)
    expect(driver.sent).toHaveLength(1)
    await repositoryOf(SmsNotice).save(sms!)
    sms!.number = 'other'
    await repository(Notice).save(sms!)
    expect(driver.sent[1]!.cql).toContain('SET "kind" = ?, "number" = ?, "changed_at" = ?')
  })
})

describe('a vector search of a class', () => {
  @Table()
  class Work {
    @PartitionKey('int') id!: number
    @Discriminator() @Column('text', { index: { using: 'sai' } }) kind?: string
    @Column(vector('float', 2))
    @Index({ using: 'sai', similarity: 'cosine' })
    likeness?: Float32Array
  }

  @DiscriminatorValue('book')
  class Book extends Work {}

  @DiscriminatorValue('novel')
  class Novel extends Book {}

  const plansOf = plansOfClasses(Work, Book, Novel)
  const of = (entity: EntityClass<Work>) =>
    new Repository<Work>({ door: new FakeDriver(), plans: plansOf(entity), defaults: {} })
  const search = { annOf: { likeness: new Float32Array([1, 0]) }, limit: 3 }

  it('goes by the index on the discriminator', () => {
    expect(whereOf(of(Novel).explain('find', search))).toBe(
      'WHERE "kind" = ? ORDER BY "likeness" ANN OF ? LIMIT ? | kind, annOf(likeness), limit',
    )
  })

  it('is refused where rows are of several classes', async () => {
    const error = await errorOf(() => of(Book).find(search))
    expect(error).toMatchObject({ code: 'E_ANN', property: 'kind', outcome: 'not_sent' })
    expect(error.message).toContain('a vector search takes one value, and rows of Book are of several classes.')
  })
})
