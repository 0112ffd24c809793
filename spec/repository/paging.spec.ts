import { setImmediate as tick } from 'node:timers/promises'
import { In, MoreThan, Repository } from '../../lib/index.js'
import type { DriverResult } from '../../lib/driver/driver.js'
import { Uuid } from '../../lib/driver/value-classes.js'
import { Dispatcher } from '../../lib/execution/dispatcher.js'
import { PageTokens } from '../../lib/execution/pages/page-tokens.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { connectedDoor } from '../support/connected-door.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, partition, Reading, rowKey, sensorId } from '../support/sample-entities.js'

const model = modelOf(Reading)
const where = partition
const select = ['channel'] as const

/** Rows with these channels. */
const rowsOf = (channels: readonly number[]) => channels.map((channel) => ({ channel }))

/** Answers each request with the next of these pages; page states are `01`, `02`, …, the last page has none. */
function pagesOf(...pages: readonly (readonly number[])[]): Answer {
  return ({ options: { pageState } }) => {
    const i = pageState === undefined ? 0 : Number.parseInt(pageState, 16)
    const next = i + 1 < pages.length ? (i + 1).toString(16).padStart(2, '0') : null
    return { rows: rowsOf(pages[i]!), pageState: next }
  }
}

function repositoryOver(answer?: Answer, secret?: string) {
  const driver = new FakeDriver(answer)
  const pageTokens = new PageTokens(secret)
  const plans = new EntityPlans(model)
  const repository = new Repository<Reading>({ door: driver, plans, defaults: { consistency: 'ONE' }, pageTokens })
  return { driver, repository }
}

const channelsOf = (items: readonly { readonly channel: number }[]) => items.map(({ channel }) => channel)

async function drain<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

describe('findPage', () => {
  it('sends the statement of find, with pages of the size asked for', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1, 2], [3]))
    const one = await repository.findPage({ where, select, order: { at: 'asc' }, pageSize: 2 })
    const two = await repository.findPage({ where, select, order: { at: 'asc' }, pageSize: 2, page: one.nextPage })
    expect([channelsOf(one.items), channelsOf(two.items)]).toEqual([[1, 2], [3]])
    expect(Object.keys(two)).toEqual(['items'])
    const { cql } = repository.explain('find', { where, select, order: { at: 'asc' } })
    expect(driver.sent.map((request) => request.cql)).toEqual([cql, cql])
    expect(driver.sent.map(({ options }) => [options.fetchSize, options.pageState])).toEqual([[2, undefined], [2, '01']]) // prettier-ignore
  })

  it('is whole, however short the pages of the server', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1], [], [2, 3], [4]))
    const page = await repository.findPage({ where, select, pageSize: 3 })
    expect(channelsOf(page.items)).toEqual([1, 2, 3])
    expect(driver.sent.map(({ options }) => options.fetchSize)).toEqual([3, 2, 2])
    const last = await repository.findPage({ where, select, pageSize: 3, page: page.nextPage })
    expect(channelsOf(last.items)).toEqual([4])
    expect(last.nextPage).toBeUndefined()
  })

  it('keeps the options it was called with', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1], [2], [3]))
    const options = { where, select, pageSize: 3, consistency: 'TWO' as const }
    const page = repository.findPage(options)
    Object.assign(options, { consistency: 'wrong', where: {}, pageSize: 1 })
    expect(channelsOf((await page).items)).toEqual([1, 2, 3])
    expect(driver.sent.map((request) => request.options.consistency)).toEqual([2, 2, 2])
  })

  it('has entities that can be saved, and typed rows of what was selected', async () => {
    const row = { sensor_id: Uuid.fromString(sensorId), day: null, at: rowKey.at, channel: 1, value: 1 }
    const { repository } = repositoryOver(() => ({ rows: [row] }))
    const { items } = await repository.findPage({ where, pageSize: 1 })
    expect(items[0]).toBeInstanceOf(Reading)
    expect((await repository.findPage({ where, pageSize: 1, select })).items[0]).toEqual({ channel: 1 })
  })

  it('takes another page size and a limit for all pages', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1, 2], [3]))
    const { nextPage } = await repository.findPage({ where, select, limit: 3, pageSize: 2 })
    await repository.findPage({ where, select, limit: 3, pageSize: 1, page: nextPage })
    expect(driver.sent.map(({ values }) => values.at(-1))).toEqual([3, 3])
    const other = errorOf(() => repository.findPage({ where, select, limit: 4, pageSize: 2, page: nextPage }))
    expect((await other).code).toBe('E_PAGE_TOKEN')
  })

  it.each([undefined, 'secret'])(
    'refuses a token of another query before it sends anything, secret: %s',
    async (secret) => {
      const { driver, repository } = repositoryOver(pagesOf([1], [2]), secret)
      const { nextPage: page } = await repository.findPage({ where, select, pageSize: 1 })
      driver.sent.length = 0
      const others: Parameters<typeof repository.findPage>[0][] = [
        { where: { ...where, day: '2026-01-03' }, select, pageSize: 1, page },
        { where: { ...where, at: MoreThan(new Date(0)) }, select, pageSize: 1, page },
        { where, select, order: { at: 'asc' }, pageSize: 1, page },
        { where, pageSize: 1, page },
        { where, select, pageSize: 1, page: `${page!.slice(0, -2)}AA` },
        { where, select, pageSize: 1, page: page!.slice(0, 20) },
        { where, select, pageSize: 1, page: '' },
        { where, select, pageSize: 1, page: null as never },
      ]
      const errors = await Promise.all(others.map((options) => errorOf(() => repository.findPage(options))))
      expect(errors.map(({ code, outcome }) => `${code} ${outcome}`)).toEqual(others.map(() => 'E_PAGE_TOKEN not_sent'))
      expect(errors[0]!.message).toBe(
        "[Reading] findPage(): option 'page' was altered, or belongs to another query, other values, another table or another pageTokenSecret. Begin with the first page: leave page out.",
      )
      expect(errors.at(-1)!.message).toBe(
        "[Reading] findPage(): option 'page' is no token of this library, or was cut short. Begin with the first page: leave page out.",
      )
      expect(driver.sent).toEqual([])
      await repository.findPage({ where: { ...where }, select, pageSize: 1, page })
      expect(driver.sent).toHaveLength(1)
    },
  )

  it('refuses a token of another keyspace', async () => {
    const { repository } = repositoryOver(pagesOf([1], [2]))
    const { nextPage: page } = await repository.findPage({ where, select, pageSize: 1 })
    const driver = new FakeDriver()
    const plans = new EntityPlans({ ...model, keyspace: 'ks2', qualifiedName: '"ks2"."readings"' })
    const elsewhere = new Repository<Reading>({ door: driver, plans, defaults: {} })
    expect((await errorOf(() => elsewhere.findPage({ where, select, pageSize: 1, page }))).code).toBe('E_PAGE_TOKEN')
    expect(driver.sent).toEqual([])
  })

  it('sends nothing where nothing can match', async () => {
    const { driver, repository } = repositoryOver()
    expect(await repository.findPage({ where: { sensorId, day: In([]) }, pageSize: 5 })).toEqual({ items: [] })
    expect(driver.sent).toEqual([])
  })

  it('sends one IN for several partitions, and cannot order them', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1], [2]))
    const days = { sensorId, day: In(['2026-01-02', '2026-01-03']) }
    await repository.findPage({ where: days, pageSize: 1, select })
    expect(driver.sent.map(({ cql }) => cql)).toEqual([
      'SELECT "channel" FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" IN ?',
    ])
    const error = await errorOf(() => repository.findPage({ where: days, order: { at: 'asc' }, pageSize: 1 }))
    expect(error.message).toContain('order needs exactly one partition: rows of several partitions come partition by')
    expect(repository.explain('findPage', { where: days, pageSize: 1 })).toMatchObject({
      requests: 1,
      accessPath: 'partitions',
    })
  })

  it.each<[string, object, string]>([
    ['no page size', { where }, "option 'pageSize' takes a number of rows, given undefined."],
    [
      'no rows a page',
      { where, pageSize: 0 },
      "option 'pageSize' takes an integer from 1 to 2147483647, given another number.",
    ],
    [
      'fewer than none',
      { where, pageSize: -1 },
      "option 'pageSize' takes an integer from 1 to 2147483647, given another number.",
    ],
    [
      'half a row',
      { where, pageSize: 1.5 },
      "option 'pageSize' takes an integer from 1 to 2147483647, given a number with a fraction.",
    ],
    ['a text', { where, pageSize: '7' }, "option 'pageSize' takes an integer from 1 to 2147483647, given a string."],
    [
      'more than the server counts',
      { where, pageSize: 2 ** 31 },
      "option 'pageSize' takes an integer from 1 to 2147483647, given another number.",
    ],
    ['the size of pages twice', { where, pageSize: 1, fetchSize: 1 }, "findPage(): unknown option 'fetchSize'."],
    ['a misspelled option', { where, pagesize: 1 }, "unknown option 'pagesize'. Did you mean 'pageSize'?"],
    ['no condition', { pageSize: 1 }, 'would read the whole table'],
    ['an empty condition', { where: {}, pageSize: 1 }, 'walk the table on purpose with scan().'],
    ['nothing', undefined as never, 'pageSize'],
    ['the whole table', { scan: true, pageSize: 1 }, 'would read the whole table'],
    ['the nearest rows, which are one page', { where, pageSize: 1, annOf: {} }, "unknown option 'annOf'"],
    ['lazy rows', { where, pageSize: 1, lazy: true }, "unknown option 'lazy'"],
  ])('refuses %s', async (_, options, message) => {
    const { driver, repository } = repositoryOver()
    expect((await errorOf(() => repository.findPage(options as never))).message).toContain(message)
    expect(driver.sent).toEqual([])
  })
})

describe('stream', () => {
  it('sends the statement of find, a page at a time', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1, 2], [], [3]))
    const rows = await drain(repository.stream({ where, select, limit: 9 }))
    expect(channelsOf(rows)).toEqual([1, 2, 3])
    expect(driver.sent[0]).toMatchObject({ cql: repository.explain('stream', { where, select, limit: 9 }).cql })
    expect(driver.sent.map(({ options }) => [options.pageState, options.fetchSize])).toEqual([
      [undefined, 1000],
      ['01', 1000],
      ['02', 1000],
    ])
  })

  it('has pages of the size the call or the repository says', async () => {
    const { driver, repository } = repositoryOver()
    await drain(repository.stream({ where, fetchSize: 7 }))
    await drain(repository.withOptions({ fetchSize: 9 }).stream({ where }))
    expect(driver.sent.map(({ options }) => options.fetchSize)).toEqual([7, 9])
  })

  it('does nothing before the first row is asked for, and then tells what is wrong', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1]))
    repository.stream({ where })
    await tick()
    expect(driver.sent).toEqual([])
    const bad: readonly [object, string][] = [
      [{ where: {} }, 'E_FULL_SCAN'],
      [{}, 'E_FULL_SCAN'],
      [{ where, limits: 1 }, 'E_UNKNOWN_OPTION'],
      [{ where: { ...where, channel: 'x' } }, 'E_CLUSTERING_GAP'],
      [{ where: { sensorId: 'x', day: '2026-01-02' } }, 'E_VALUE'],
      [{ where, fetchSize: 0 }, 'E_OPTION'],
      [{ where, signal: {} }, 'E_OPTION'],
    ]
    for (const [options, code] of bad) {
      const rows = repository.stream(options as never)
      expect((await errorOf(() => rows.next())).code).toBe(code)
      expect(await rows.next()).toEqual({ done: true, value: undefined })
    }
    expect(driver.sent).toEqual([])
  })

  it('keeps the options it was called with', async () => {
    const { repository } = repositoryOver(pagesOf([1, 2], [3], [4]))
    const options = { where, select }
    const channels: number[] = []
    for await (const { channel } of repository.stream(options)) {
      channels.push(channel)
      Object.assign(options, { signal: AbortSignal.abort(), fetchSize: 'wrong', where: {}, limit: 1 })
    }
    expect(channels).toEqual([1, 2, 3, 4])
  })

  it('reads one page ahead, and none behind it', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1, 2], [3, 4], [5, 6], [7, 8]))
    const rows = repository.stream({ where, select })
    await rows.next()
    await tick()
    expect(driver.sent).toHaveLength(2)
    await rows.next()
    await tick()
    expect(driver.sent).toHaveLength(2)
    await rows.next()
    await tick()
    expect(driver.sent).toHaveLength(3)
    await rows.return()
    expect(driver.sent).toHaveLength(3)
  })

  it('answers several requests for rows at once in their order', async () => {
    const { repository } = repositoryOver(pagesOf([1, 2], [3]))
    const rows = repository.stream({ where, select })
    const all = await Promise.all([rows.next(), rows.next(), rows.next(), rows.next(), rows.next()])
    expect(all.map(({ value }) => (value === undefined ? undefined : value.channel))).toEqual([1, 2, 3, undefined, undefined]) // prettier-ignore
  })

  it('ends where its loop is left, by break and by an error', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1, 2], [3], [4], [5]))
    const rows = repository.stream({ where, select })
    for await (const { channel } of rows) if (channel === 1) break
    expect(await rows.next()).toEqual({ done: true, value: undefined })
    const failing = async () => {
      for await (const { channel } of repository.stream({ where, select })) throw new Error(`at ${channel}`)
    }
    await expect(failing()).rejects.toThrow('at 1')
    await expect(repository.stream({ where, select }).throw(new Error('thrown in'))).rejects.toThrow('thrown in')
    expect(driver.sent).toHaveLength(4)
  })

  it('ends between two rows when its signal fires', async () => {
    const { repository } = repositoryOver(pagesOf([1, 2, 3], [4]))
    const controller = new AbortController()
    const rows = repository.stream({ where, select, signal: controller.signal })
    await rows.next()
    controller.abort('enough')
    const error = await errorOf(() => rows.next())
    expect(error).toMatchObject({ code: 'E_ABORTED', outcome: 'unknown', cause: 'enough', entity: 'Reading' })
    expect(error.message).toBe('[Reading] aborted before all of its rows were handed out.')
    expect(await rows.next()).toEqual({ done: true, value: undefined })
  })

  it('ends while it waits for a page when its signal fires', async () => {
    const door = await connectedDoor(new FakeDriver(() => new Promise(() => {})))
    const repository = new Repository<Reading>({ door, plans: new EntityPlans(model), defaults: {} })
    const controller = new AbortController()
    const rows = repository.stream({ where, select, signal: controller.signal })
    const next = errorOf(() => rows.next())
    await tick()
    controller.abort()
    expect(await next).toMatchObject({ code: 'E_ABORTED', outcome: 'unknown' })
  })

  it('tells where a page fails, after the rows before it', async () => {
    const pages = pagesOf([1], [2])
    const { repository } = repositoryOver((request) => {
      if (request.options.pageState !== undefined) throw new Error('socket hang up')
      return pages(request)
    })
    const rows = repository.stream({ where, select })
    expect((await rows.next()).value).toEqual({ channel: 1 })
    expect(await errorOf(() => rows.next())).toMatchObject({ entity: 'Reading', outcome: 'unknown' })
  })

  it('tells the row that cannot be decoded, after those before it', async () => {
    const at = { getTime: () => NaN }
    const { repository } = repositoryOver(() => ({ rows: [{ day: null }, { day: at }] }))
    const rows = repository.stream({ where, select: ['day'] })
    expect((await rows.next()).done).toBe(false)
    expect(await errorOf(() => rows.next())).toMatchObject({ code: 'E_DECODE', property: 'day' })
  })

  it('reads partitions one after the other, in the order of the values and up to the limit', async () => {
    const days = ['2026-01-03', '2026-01-02', '2026-01-04']
    const { driver, repository } = repositoryOver(pagesOf([1, 2], [3]))
    const several = { where: { sensorId, day: In(days) }, select, order: { at: 'asc' } } as const
    expect(channelsOf(await drain(repository.stream(several)))).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3])
    expect(driver.sent).toHaveLength(6)
    expect(new Set(driver.sent.map(({ cql }) => cql)).size).toBe(1)
    expect(driver.sent[0]!.cql).toContain('"day" = ? ORDER BY "at" ASC')
    expect(driver.sent.filter((_, i) => i % 2 === 0).map(({ values }) => String(values[1]))).toEqual(days)
    driver.sent.length = 0
    expect(channelsOf(await drain(repository.stream({ ...several, limit: 4 })))).toEqual([1, 2, 3, 1])
    expect(driver.sent.map(({ values }) => values.at(-1))).toEqual([4, 4, 4, 4])
    expect(repository.explain('stream', several)).toMatchObject({ requests: 3, accessPath: 'partition' })
  })

  it('sends one IN where that is asked for', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1], [2]))
    const days = In(['2026-01-03', '2026-01-02'])
    const rows = await drain(repository.stream({ where: { sensorId, day: days }, select, fanOut: false }))
    expect(channelsOf(rows)).toEqual([1, 2])
    expect(driver.sent[0]!.cql).toContain('"day" IN ?')
  })

  it('checks every value before it sends the first', async () => {
    const { driver, repository } = repositoryOver(pagesOf([1]))
    const rows = repository.stream({ where: { sensorId, day: In(['2026-01-03', 'yesterday']) } })
    expect((await errorOf(() => rows.next())).code).toBe('E_VALUE')
    expect(driver.sent).toEqual([])
  })

  it('of nothing that can match is empty', async () => {
    const { driver, repository } = repositoryOver()
    expect(await drain(repository.stream({ where: { sensorId, day: In([]) } }))).toEqual([])
    expect(driver.sent).toEqual([])
  })

  it('does not keep a data source from closing, and is told of it', async () => {
    const driver = new FakeDriver(pagesOf([1], [2], [3]))
    const door = new Dispatcher(() => driver, { maxInFlight: 8, maxQueued: 8 })
    await door.connect()
    const repository = new Repository<Reading>({ door, plans: new EntityPlans(model), defaults: {} })
    const rows = repository.stream({ where, select })
    expect((await rows.next()).value).toEqual({ channel: 1 })
    await door.shutdown()
    expect((await rows.next()).value).toEqual({ channel: 2 })
    expect((await errorOf(() => rows.next())).code).toBe('E_NOT_CONNECTED')
  })

  it('leaves no request under way when it is left', async () => {
    const answers: ((result: DriverResult) => void)[] = []
    const { repository } = repositoryOver(() => new Promise((resolve) => answers.push(resolve)))
    const rows = repository.stream({ where, select })
    const first = rows.next()
    await tick()
    answers[0]!({ rows: rowsOf([1]), pageState: '01' })
    await first
    let hasLeft = false
    const leaving = rows.return().then(() => (hasLeft = true))
    await tick()
    expect([answers.length, hasLeft]).toEqual([2, false])
    answers[1]!({ rows: rowsOf([2]), pageState: '02' })
    await leaving
    expect(answers).toHaveLength(2)
  })
})
