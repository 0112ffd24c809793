import { setImmediate as tick } from 'node:timers/promises'
import { In, MoreThan, Repository, ScanError, Token } from '../../lib/index.js'
import type { ScanOptions, ScanProgress } from '../../lib/index.js'
import { PageTokens } from '../../lib/execution/pages/page-tokens.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver } from '../support/fake-driver.js'
import type { Answer, SentRequest } from '../support/fake-driver.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, partition, Reading } from '../support/sample-entities.js'

const model = modelOf(Reading)
const select = ['channel'] as const
const murmur3 = 'org.apache.cassandra.dht.Murmur3Partitioner'

const isAboutPartitioner = ({ cql }: SentRequest) => cql.includes('"system"."local"')

/**
 * A table of a row at each of these tokens, the token as its channel, and pages of `fetchSize` rows; `fail` makes requests
 * fail.
 */
function ringOf(tokens: readonly number[], fail: (request: SentRequest) => boolean = () => false): Answer {
  return (request) => {
    if (isAboutPartitioner(request)) return { rows: [{ partitioner: murmur3 }] }
    if (fail(request)) throw new Error('socket hang up')
    const [after, upTo] = request.values as [bigint, bigint]
    const inRange = tokens.filter((token) => BigInt(token) > after && BigInt(token) <= upTo)
    const { pageState, fetchSize } = request.options
    const start = pageState === undefined ? 0 : Number.parseInt(pageState, 16)
    const rows = inRange.slice(start, start + fetchSize!).map((channel) => ({ channel }))
    const end = start + fetchSize!
    return { rows, pageState: end <= inRange.length ? end.toString(16).padStart(4, '0') : null }
  }
}

function repositoryOver(answer: Answer, secret?: string) {
  const driver = new FakeDriver(answer)
  const plans = new EntityPlans(model)
  const pageTokens = new PageTokens(secret)
  const repository = new Repository<Reading>({ door: driver, plans, defaults: {}, pageTokens })
  const reads = () => driver.sent.filter((request) => !isAboutPartitioner(request))
  return { driver, repository, reads }
}

async function channelsOf(rows: AsyncIterable<{ readonly channel: number }>): Promise<number[]> {
  const channels: number[] = []
  for await (const { channel } of rows) channels.push(channel)
  return channels
}

/** Two hundred tokens all around the ring, the first of them in its first range. */
const tokens = Array.from({ length: 200 }, (_, i) => (i - 100) * 1.25 * 2 ** 56)
const ascending = (a: number, b: number) => a - b

describe('scan', () => {
  it('reads ranges of tokens, each statement the same', async () => {
    const { driver, repository, reads } = repositoryOver(ringOf(tokens))
    expect((await channelsOf(repository.scan({ select }))).sort(ascending)).toEqual(tokens)
    expect(driver.sent[0]!.cql).toBe('SELECT "partitioner" FROM "system"."local"')
    const cql =
      'SELECT "channel" FROM "ks"."readings" WHERE token("sensor_id", "day") > ? AND token("sensor_id", "day") <= ?'
    expect(new Set(reads().map((request) => request.cql))).toEqual(new Set([cql]))
    expect(reads()).toHaveLength(64)
    expect(reads()[0]!.values[0]).toBe(-9223372036854775808n)
    expect(reads()[63]!.values[1]).toBe(9223372036854775807n)
    expect(reads()[0]!.options).toMatchObject({ fetchSize: 1000, isIdempotent: true })
    expect(repository.explain('scan', { select })).toMatchObject({
      cql,
      markers: ['after', 'upTo'],
      accessPath: 'scan',
      warnings: ['Reads the whole table.'],
    })
  })

  it.each([1, 2, 16, 64])('gives every row once with %i lanes and pages of any size', async (parallelism) => {
    for (const fetchSize of [1, 3, 1000]) {
      const { repository } = repositoryOver(ringOf(tokens))
      const channels = await channelsOf(repository.scan({ select, parallelism, fetchSize }))
      expect(channels.sort(ascending)).toEqual(tokens)
    }
  })

  it('has no more requests under way than lanes, and no more pages waiting', async () => {
    let [now, most] = [0, 0]
    const ring = ringOf(tokens)
    const { repository, reads } = repositoryOver(async (request) => {
      most = Math.max(most, ++now)
      await tick()
      now--
      return ring(request)
    })
    const rows = repository.scan({ select, parallelism: 3 })
    await rows.next()
    for (let i = 0; i < 20; i++) await tick()
    expect([most, reads().length]).toEqual([3, 4])
    await rows.return()
    expect([now, reads().length]).toEqual([0, 4])
  })

  it('keeps the options it was called with', async () => {
    const { repository, reads } = repositoryOver(ringOf(tokens))
    const options: { -readonly [Option in keyof ScanOptions<Reading, typeof select>]?: unknown } = {
      select,
      fetchSize: 7,
    }
    const channels: number[] = []
    for await (const { channel } of repository.scan(options as ScanOptions<Reading, typeof select>)) {
      channels.push(channel)
      Object.assign(options, { fetchSize: 'wrong', signal: 'wrong', select: ['value'], onProgress: 'wrong' })
    }
    expect(channels.sort(ascending)).toEqual(tokens)
    expect(new Set(reads().map((request) => request.options.fetchSize))).toEqual(new Set([7]))
  })

  it('filters on the server where that is asked for, and only then', async () => {
    const { repository, reads } = repositoryOver(ringOf([1]))
    await channelsOf(repository.scan({ where: { value: MoreThan(5) }, allowFiltering: true, perPartitionLimit: 2 }))
    expect(reads()[0]!.cql).toMatch(/"day"\) <= \? AND "value" > \? PER PARTITION LIMIT \? ALLOW FILTERING$/)
    expect(reads()[0]!.values.slice(2)).toEqual([5, 2])
    const nothing: ScanOptions<Reading, undefined> = { where: { channel: In([]) }, allowFiltering: true }
    const sent = reads().length
    expect(await channelsOf(repository.scan(nothing))).toEqual([])
    expect(reads()).toHaveLength(sent)
  })

  it('has one row of each partition, or rows of another class, where that is asked for', async () => {
    class Channel {
      channel = 0
    }
    const { repository, reads } = repositoryOver(ringOf([1]))
    await repository.scan({ distinct: true, select: ['sensorId', 'day'] }).next()
    expect(reads()[0]!.cql).toBe(
      'SELECT DISTINCT "sensor_id", "day" FROM "ks"."readings" WHERE token("sensor_id", "day") > ? AND token("sensor_id", "day") <= ?',
    )
    for await (const row of repository.scan({ select, into: Channel })) expect(row).toBeInstanceOf(Channel)
  })

  it.each<[string, object, string, string]>([
    [
      'a condition alone',
      { where: { value: 1 } },
      'E_FILTERING',
      'Say allowFiltering: true to have the server discard',
    ],
    ['filtering alone', { allowFiltering: true }, 'E_WHERE', 'the condition restricts nothing'],
    ['filtering by nothing', { allowFiltering: true, where: {} }, 'E_WHERE', 'the condition restricts nothing'],
    ['a filter of undefined', { allowFiltering: true, where: { value: undefined } }, 'E_WHERE_UNDEFINED', 'widen'],
    ['a partition', { allowFiltering: true, where: partition }, 'E_WHERE', 'Use stream() or find().'],
    [
      'a part of the ring',
      { allowFiltering: true, where: { sensorId: Token(MoreThan(0n)), value: 1 } },
      'E_WHERE',
      'Token(…) restricts the ring',
    ],
    ['an order', { order: { at: 'asc' } }, 'E_UNKNOWN_OPTION', "unknown option 'order'"],
    ['a limit', { limit: 1 }, 'E_UNKNOWN_OPTION', "unknown option 'limit'"],
    [
      'no lanes',
      { parallelism: 0 },
      'E_OPTION',
      "[Reading] option 'parallelism' takes an integer from 1 to 256, given another number.",
    ],
    ['many lanes', { parallelism: 257 }, 'E_OPTION', "option 'parallelism'"],
    [
      'progress to nobody',
      { onProgress: true },
      'E_OPTION',
      "[Reading] option 'onProgress' takes a function, given a boolean.",
    ],
    ['a position that is none', { resume: 'x' }, 'E_SCAN_RESUME', "option 'resume' is no token of this library"],
    ['a position that is an object', { resume: {} }, 'E_SCAN_RESUME', "option 'resume' is no token of this library"],
  ])('refuses %s at the first row, and sends nothing', async (_, options, code, message) => {
    const { driver, repository } = repositoryOver(ringOf([]))
    const rows = repository.scan(options)
    const error = await errorOf(() => rows.next())
    expect(error).toMatchObject({ code, outcome: 'not_sent' })
    expect(error.message).toContain(message)
    expect(driver.sent).toEqual([])
  })

  it('refuses a ring of another kind, whose tokens it would miss', async () => {
    const { repository, reads } = repositoryOver(() => ({ rows: [{ partitioner: 'org.apache.cassandra.dht.RandomPartitioner' }] })) // prettier-ignore
    expect((await errorOf(() => repository.scan().next())).message).toBe(
      '[Reading] scan(): the partitioner of the cluster is org.apache.cassandra.dht.RandomPartitioner; expected Murmur3Partitioner. Read partition by partition with stream() or find().',
    )
    expect(reads()).toEqual([])
  })
})

describe('the progress of a scan', () => {
  it('is told for pages that were handed out, up to the end', async () => {
    const { repository } = repositoryOver(ringOf(tokens))
    const told: ScanProgress[] = []
    const rows = repository.scan({ select, parallelism: 1, fetchSize: 5, onProgress: (progress) => void told.push(progress) }) // prettier-ignore
    let handedOut = 0
    while ((await rows.next()).done !== true) {
      expect(told.at(-1)?.rows ?? 0).toBeLessThanOrEqual(handedOut)
      handedOut++
    }
    expect(told.at(-1)).toMatchObject({ rows: 200, fraction: 1 })
    const fractions = told.map(({ fraction }) => fraction)
    expect(fractions).toEqual(fractions.toSorted(ascending))
    expect(JSON.parse(JSON.stringify(told.at(-1)))).toEqual(told.at(-1))
  })

  it('is awaited, so that it can be stored', async () => {
    const { repository } = repositoryOver(ringOf(tokens))
    let stored = 0
    const onProgress = async ({ rows }: ScanProgress) => {
      await tick()
      stored = rows
    }
    let handedOut = 0
    const rows = repository.scan({ select, parallelism: 1, onProgress })
    while ((await rows.next()).done !== true) {
      if (stored > 0) expect(handedOut - stored).toBeLessThan(20)
      handedOut++
    }
    expect(stored).toBe(200)
  })

  it('ends the scan where telling it fails', async () => {
    const { repository } = repositoryOver(ringOf(tokens))
    const onProgress = () => Promise.reject(new TypeError('disk full'))
    await expect(channelsOf(repository.scan({ select, onProgress }))).rejects.toEqual(new TypeError('disk full'))
  })
})

describe('a scan that stopped', () => {
  /** Stops after so many rows, at the latest position told; then goes on to the end. */
  async function stopAndGoOn(stop: number, more: Partial<ScanOptions<Reading, undefined>>, secret?: string) {
    const { repository } = repositoryOver(ringOf(tokens), secret)
    let resume: string | undefined
    const before: number[] = []
    const options = { select, fetchSize: 3, onProgress: (progress: ScanProgress) => void (resume = progress.resume) }
    for await (const { channel } of repository.scan(options)) {
      before.push(channel)
      if (before.length === stop) break
    }
    const later = repositoryOver(ringOf(tokens), secret)
    const after = await channelsOf(later.repository.scan({ ...more, select, resume })) // prettier-ignore
    return { before, after, requests: later.reads().length }
  }

  it.each([0, 1, 2, 3, 10, 57, 123, 199, 200])('after %i rows goes on without missing one', async (stop) => {
    const { before, after } = await stopAndGoOn(stop, {})
    expect([...new Set([...before, ...after])].sort(ascending)).toEqual(tokens)
    expect(new Set(after).size).toBe(after.length)
    // Pages of three rows in four lanes, and the one that was being handed out.
    expect(before.length + after.length - tokens.length).toBeLessThanOrEqual(3)
  })

  it('goes on with other lanes, other pages, and in another process that has the secret', async () => {
    const { before, after, requests } = await stopAndGoOn(150, { parallelism: 9, fetchSize: 50 }, 'secret')
    expect([...new Set([...before, ...after])].sort(ascending)).toEqual(tokens)
    expect(requests).toBeLessThan(40)
  })

  it('goes on from a position of as many lanes as there may be', async () => {
    const { repository } = repositoryOver(ringOf(tokens))
    let resume = ''
    const onProgress = (progress: ScanProgress) => void (resume = progress.resume)
    const before: number[] = []
    for await (const { channel } of repository.scan({ select, parallelism: 256, onProgress })) {
      if (before.push(channel) === 3) break
    }
    const after = await channelsOf(repository.scan({ select, resume }))
    expect([...new Set([...before, ...after])].sort(ascending)).toEqual(tokens)
  })

  it('counts the rows of all its parts', async () => {
    const { repository } = repositoryOver(ringOf(tokens))
    const told: ScanProgress[] = []
    const onProgress = (progress: ScanProgress) => void told.push(progress)
    for await (const { channel } of repository.scan({ select, onProgress })) if (channel === 0) break
    await channelsOf(repository.scan({ select, onProgress, resume: told.at(-1)!.resume }))
    expect(told.at(-1)).toMatchObject({ rows: 200, fraction: 1 })
  })

  it('at its end has nothing left to do', async () => {
    const { repository, reads } = repositoryOver(ringOf(tokens))
    let resume = ''
    await channelsOf(repository.scan({ select, onProgress: (progress) => void (resume = progress.resume) }))
    const before = reads().length
    expect(await channelsOf(repository.scan({ select, resume }))).toEqual([])
    expect(reads()).toHaveLength(before)
  })

  it('is not gone on with by another scan, another table, a page, or with an altered position', async () => {
    for (const secret of [undefined, 'secret']) {
      const { driver, repository } = repositoryOver(ringOf(tokens), secret)
      let resume = ''
      const rows = repository.scan({ select, fetchSize: 1, onProgress: (told) => void (resume = told.resume) })
      while (resume === '') await rows.next()
      await rows.return()
      driver.sent.length = 0
      const others: ScanOptions<Reading, undefined>[] = [
        { resume },
        { resume: `${resume.slice(0, -3)}AAA` },
        { resume, perPartitionLimit: 1 },
        { resume, where: { value: 1 }, allowFiltering: true },
      ]
      for (const options of others) {
        expect((await errorOf(() => repository.scan(options).next())).code).toBe('E_SCAN_RESUME')
      }
      const page = errorOf(() => repository.findPage({ where: partition, pageSize: 1, page: resume }))
      expect((await page).code).toBe('E_PAGE_TOKEN')
      expect(driver.sent).toEqual([])
    }
  })

  it('by a failure says why and where to go on', async () => {
    const failing = (request: SentRequest) => (request.values[0] as bigint) > 2n ** 60n
    const { repository } = repositoryOver(ringOf(tokens, failing))
    const before: number[] = []
    const scanning = async () => {
      for await (const { channel } of repository.scan({ select })) before.push(channel)
    }
    const error = await errorOf(scanning)
    expect(error).toBeInstanceOf(ScanError)
    expect(error).toMatchObject({ code: 'E_CONNECTION', outcome: 'unknown', entity: 'Reading', rows: before.length })
    expect(error.cause).toMatchObject({ code: 'E_CONNECTION' })
    expect(error.message).toBe(
      `[Reading] scan() stopped after ${before.length} rows: the connection failed before an answer came. error.resume says where to go on.`,
    )
    expect(before.length).toBeGreaterThan(0)
    const later = repositoryOver(ringOf(tokens))
    const after = await channelsOf(later.repository.scan({ select, resume: (error as ScanError).resume }))
    expect([...before, ...after].sort(ascending)).toEqual(tokens)
  })

  it('by its signal says where to go on', async () => {
    const { repository } = repositoryOver(ringOf(tokens))
    const controller = new AbortController()
    const before: number[] = []
    const scanning = async () => {
      for await (const { channel } of repository.scan({ select, fetchSize: 2, signal: controller.signal })) {
        if (before.push(channel) === 50) controller.abort('deploy')
      }
    }
    const error = (await errorOf(scanning)) as ScanError
    expect(error).toMatchObject({ code: 'E_ABORTED', rows: expect.any(Number) as number })
    const later = repositoryOver(ringOf(tokens))
    const after = await channelsOf(later.repository.scan({ select, resume: error.resume }))
    expect([...new Set([...before, ...after])].sort(ascending)).toEqual(tokens)
    expect(before.length - error.rows).toBeLessThanOrEqual(2)
  })

  it('by break has stopped all its lanes', async () => {
    const { repository, reads } = repositoryOver(ringOf(tokens))
    for await (const { channel } of repository.scan({ select, parallelism: 8 })) if (Number.isInteger(channel)) break
    const sent = reads().length
    for (let i = 0; i < 20; i++) await tick()
    expect(reads()).toHaveLength(sent)
    expect(sent).toBeLessThanOrEqual(8 + 8)
  })

  it('holds no key in clear where there is a secret', async () => {
    for (const [secret, isClear] of [
      [undefined, true],
      ['secret', false],
    ] as const) {
      // prettier-ignore
      const { repository } = repositoryOver(ringOf(tokens), secret)
      let resume = ''
      const onProgress = (told: ScanProgress) => void (resume = told.resume)
      await channelsOf(repository.scan({ select, onProgress }))
      expect(Buffer.from(resume, 'base64url').includes('"ranges":64')).toBe(isClear)
    }
  })
})
