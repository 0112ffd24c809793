import { canEvaluate } from '../../lib/codegen/evaluate.js'
import { Add, Append, Column, EntityNotFoundError, In, PartitionKey, Put, Repository, Table } from '../../lib/index.js'
import { LocalDate, Uuid } from '../../lib/driver/value-classes.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { FakeDriver, rows } from '../support/fake-driver.js'
import type { Answer } from '../support/fake-driver.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, partition, Reading, rowKey, sensorId, UserAccount } from '../support/sample-entities.js'

const plans = new EntityPlans(modelOf(Reading))
const model = plans.model

function repositoryOver(answer?: Answer) {
  const driver = new FakeDriver(answer)
  return {
    driver,
    repository: new Repository<Reading>({
      door: driver,
      plans: new EntityPlans(model),
      defaults: { consistency: 'ONE' },
    }),
  }
}

const row = {
  sensor_id: Uuid.fromString(sensorId),
  day: null,
  at: rowKey.at,
  channel: 1,
  site: 'roof',
  value: 1,
  tags: null,
  counts: null,
  samples: null,
  shape: null,
  note: null,
}

describe('entities without I/O', () => {
  const { driver, repository } = repositoryOver()

  it('are created as instances, one or many', () => {
    const one = repository.create({ channel: 1, note: undefined })
    expect(one).toBeInstanceOf(Reading)
    expect(Object.keys(one)).toEqual(['channel'])
    expect(repository.create([{ channel: 1 }, { channel: 2 }]).map(({ channel }) => channel)).toEqual([1, 2])
    expect(repository.create()).toEqual(new Reading())
  })

  it('are merged, skipping undefined', () => {
    const entity = repository.create({ channel: 1, note: 'a' })
    expect(repository.merge(entity, { note: undefined, value: 1 }, { value: 2 })).toBe(entity)
    expect(entity).toEqual({ channel: 1, note: 'a', value: 2 })
  })

  it('refuse what would not be stored', async () => {
    const error = await errorOf(() => repository.create({ chanel: 1 } as never))
    expect(error.message).toBe(
      "[Reading] create(): 'chanel' in the entity is not a column of Reading. Did you mean 'channel'? Columns: sensorId, day, at, channel, site, value, tags, counts, samples, shape, note.",
    )
  })

  it('have keys', async () => {
    const entity = repository.create({ ...rowKey, value: 1 })
    expect(repository.getKey(entity)).toEqual(rowKey)
    expect(repository.hasKey(entity)).toBe(true)
    const keyless = repository.create({ ...partition })
    expect(repository.hasKey(keyless)).toBe(false)
    expect((await errorOf(() => repository.getKey(keyless))).message).toBe(
      '[Reading.at] getKey(): is a primary key column and has no value. hasKey(entity) asks without failing.',
    )
  })

  it('send nothing', () => {
    expect(driver.sent).toEqual([])
  })
})

describe('reads', () => {
  it('hydrate entities', async () => {
    const { repository } = repositoryOver(rows(row))
    const [entity] = await repository.findBy(partition)
    expect(entity).toBeInstanceOf(Reading)
    expect(entity).toMatchObject({ sensorId, site: 'roof', tags: new Set(), shape: undefined })
  })

  it('find one with LIMIT 1, or null, or fail', async () => {
    const found = repositoryOver(rows(row))
    expect(await found.repository.findOneBy(rowKey)).toBeInstanceOf(Reading)
    expect(found.driver.sent[0]!.cql).toMatch(/ LIMIT \?$/)
    expect(found.driver.sent[0]!.values.at(-1)).toBe(1)
    const { repository } = repositoryOver()
    expect(await repository.findOneBy(rowKey)).toBeNull()
    expect(await repository.findOne({ where: rowKey, select: ['value'] })).toBeNull()
    const error = await errorOf(() => repository.findOneByOrFail(rowKey))
    expect(error).toBeInstanceOf(EntityNotFoundError)
    expect(error.message).toBe('[Reading] findOneByOrFail() found no row.')
    expect(error).toMatchObject({ code: 'E_NOT_FOUND', cql: expect.stringContaining('LIMIT ?') as string })
    expect((await errorOf(() => repository.findOneOrFail({ where: rowKey }))).code).toBe('E_NOT_FOUND')
  })

  it('find by keys in the order asked, missing ones null', async () => {
    const { repository, driver } = repositoryOver(({ values }) => ({
      rows: values[3] === 2 ? [] : [{ ...row, channel: values[3] }],
    }))
    const keys = [3, 2, 1].map((channel) => ({ ...rowKey, channel }))
    const found = await repository.findByKeys(keys)
    expect(found.map((entity) => entity?.channel)).toEqual([3, undefined, 1])
    expect(driver.sent).toHaveLength(3)
    expect(await repository.findByKeys([])).toEqual([])
  })

  it('refuse incomplete and overfull keys before anything is sent', async () => {
    const { repository, driver } = repositoryOver()
    const incomplete = await errorOf(() => repository.findByKeys([rowKey, { ...partition } as never]))
    expect(incomplete.code).toBe('E_KEY_INCOMPLETE')
    const overfull = await errorOf(() => repository.findByKeys([{ ...rowKey, value: 1 } as never]))
    expect(overfull.message).toBe(
      '[Reading.value] findByKeys(): is not part of the primary key; the key has its columns and nothing else. getKey(entity) makes one.',
    )
    const restricted = await errorOf(() => repository.findByKeys([{ ...rowKey, channel: In([1, 2]) } as never]))
    expect(restricted.message).toBe(
      '[Reading.channel] findByKeys(): is restricted by an operator; a key has one value for each column. Use find() or delete() for several rows.',
    )
    expect(driver.sent).toEqual([])
  })

  it('count and test for existence', async () => {
    const { repository } = repositoryOver(rows({ count: 12n }))
    expect(await repository.count({ where: partition })).toBe(12)
    expect(await repository.exists({ where: partition })).toBe(true)
    expect(await repositoryOver().repository.exists({ where: partition })).toBe(false)
  })

  it('of In([]) are empty and send nothing', async () => {
    const { repository, driver } = repositoryOver()
    const where = { ...partition, at: In<Date>([]) }
    expect(await repository.find({ where })).toEqual([])
    expect(await repository.count({ where })).toBe(0)
    expect(await repository.exists({ where })).toBe(false)
    expect(driver.sent).toEqual([])
  })

  it('of nothing would read everything', async () => {
    const { repository, driver } = repositoryOver()
    for (const call of ['find', 'findOne', 'findOneOrFail', 'findBy', 'findOneBy', 'count', 'exists'] as const) {
      const error = await errorOf(() => (repository[call] as () => Promise<unknown>)())
      expect(error.code).toBe('E_FULL_SCAN')
      expect(error.message).toContain(call === 'count' || call === 'exists' ? 'scan: true' : 'scan()')
    }
    expect((await errorOf(() => repository.findByKeys([null as never]))).message).toBe(
      '[Reading] findByKeys(): expected a key, given null.',
    )
    expect((await errorOf(() => repository.getKey(undefined as never))).message).toBe(
      '[Reading] getKey(): expected an entity, given undefined.',
    )
    expect((await errorOf(() => repository.find(5 as never))).message).toBe(
      '[Reading] find(): the options must be an object.',
    )
    expect(driver.sent).toEqual([])
  })

  it('refuse unknown options, and never throw but reject', async () => {
    const { repository } = repositoryOver()
    const rejected = repository.find({ where: partition, limt: 3 } as never)
    expect(rejected).toBeInstanceOf(Promise)
    expect((await errorOf(() => rejected)).message).toContain(
      "[Reading] find(): unknown option 'limt'. Did you mean 'limit'?",
    )
  })
})

describe('writes', () => {
  it('insert entities, plain objects and arrays', async () => {
    const { repository, driver } = repositoryOver()
    await repository.insert({ ...rowKey, value: 1 })
    await repository.insert([repository.create({ ...rowKey, value: 2 }), { ...rowKey, value: 3 }], { ttl: 9 })
    expect(driver.sent.map(({ values }) => values[5])).toEqual([1, 2, 3])
    expect(driver.sent.map(({ options }) => options.isIdempotent)).toEqual([true, true, true])
    expect(driver.sent.map(({ cql }) => cql.endsWith('USING TTL ?'))).toEqual([false, true, true])
  })

  it.each<[string, unknown, string]>([
    [
      'another class',
      new UserAccount(),
      '[Reading] insert(): expected an instance of Reading or a plain object, given an instance of another class. The class may be loaded twice, or belong to another repository.',
    ],
    ['null', null, '[Reading] insert(): expected an entity, given null.'],
    ['undefined', undefined, '[Reading] insert(): expected an entity, given undefined.'],
    ['a number', 5, '[Reading] insert(): expected an entity, given a number.'],
    ['nested arrays', [[rowKey]], '[Reading] insert(): expected an entity, given an array in an array.'],
  ])('refuse %s', async (_, entity, message) => {
    const { repository, driver } = repositoryOver()
    expect((await errorOf(() => repository.insert(entity as never))).message).toBe(message)
    expect(driver.sent).toEqual([])
  })

  it('save a new entity as an INSERT and what changed later as an UPDATE', async () => {
    const { repository, driver } = repositoryOver()
    const entity = repository.create({ ...rowKey, value: 1, tags: new Set(['a']) })
    expect(await repository.save(entity)).toBe(entity)
    await repository.save(entity)
    entity.value = 2
    entity.tags!.add('b')
    await repository.save(entity)
    await repository.save(entity)
    expect(driver.sent.map(({ cql }) => cql.slice(0, 6))).toEqual(['INSERT', 'UPDATE'])
    expect(driver.sent[1]!.cql).toContain('SET "value" = ?, "tags" = "tags" + ? WHERE')
    expect(driver.sent[1]!.values.slice(0, 2)).toEqual([2, new Set(['b'])])
  })

  it('save a plain object as a new entity', async () => {
    const { repository, driver } = repositoryOver()
    const saved = await repository.save({ ...rowKey, value: 1 })
    expect(saved).toBeInstanceOf(Reading)
    await repository.save(saved)
    expect(driver.sent).toHaveLength(1)
    expect(await repository.save([{ ...rowKey, value: 1 }])).toHaveLength(1)
  })

  it('save only the statics by the partition key', async () => {
    const { repository, driver } = repositoryOver(rows({ ...row, day: null }))
    const [entity] = await repository.findBy(partition)
    Object.assign(entity!, { day: '2026-01-02' })
    expect((await errorOf(() => repository.save(entity!))).code).toBe('E_KEY_IMMUTABLE')
    entity!.day = undefined as never
    entity!.site = 'cellar'
    expect((await errorOf(() => repository.save(entity!))).code).toBe('E_KEY_INCOMPLETE')
    expect(driver.sent).toHaveLength(1)
  })

  it('do not take an entity of one data source for known to another', async () => {
    const [one, other] = [repositoryOver(rows(row)), repositoryOver()]
    const [entity] = await one.repository.findBy(partition)
    Object.assign(entity!, { day: '2026-01-02' })
    await other.repository.save(entity!)
    expect(other.driver.sent[0]!.cql).toMatch(/^INSERT/)
  })

  it('do not take for absent what was never sent', async () => {
    const { repository, driver } = repositoryOver()
    const entity = await repository.save({ ...rowKey, value: 1 })
    await repository.save(entity)
    entity.note = null
    entity.tags = new Set(['a'])
    await repository.save(entity)
    expect(driver.sent[1]!.cql).toContain('SET "tags" = ?, "note" = ? WHERE')
    entity.value = 2
    await repository.save(entity)
    entity.samples = []
    await repository.save(entity)
    expect(driver.sent.slice(2).map(({ cql }) => /SET (.*) WHERE/.exec(cql)![1])).toEqual([
      '"value" = ?',
      '"samples" = ?',
    ])
  })

  it('take for new an entity whose first save failed', async () => {
    let fails = true
    const { repository, driver } = repositoryOver(() => {
      if (fails) throw new Error('lost')
      return {}
    })
    const entity = repository.create({ ...rowKey, value: 1 })
    await expect(repository.save(entity)).rejects.toThrow('the connection failed')
    fails = false
    await repository.save(entity)
    expect(driver.sent.map(({ cql }) => cql.slice(0, 6))).toEqual(['INSERT', 'INSERT'])
  })

  it('compare with what is under way', async () => {
    const { repository, driver } = repositoryOver()
    const entity = await repository.save({ ...rowKey, value: 1 })
    entity.value = 2
    const first = repository.save(entity)
    entity.value = 1
    await Promise.all([first, repository.save(entity)])
    expect(driver.sent.slice(1).map(({ values }) => values[0])).toEqual([2, 1])
  })

  it('trust nothing of an entity after a save that failed below another', async () => {
    let failures = 1
    const { repository, driver } = repositoryOver(({ cql }) => {
      if (cql.startsWith('UPDATE') && failures-- > 0) throw new Error('lost')
      return {}
    })
    const entity = await repository.save({ ...rowKey, value: 1, note: 'a' })
    entity.value = 2
    const first = repository.save(entity)
    entity.note = 'b'
    const second = repository.save(entity)
    await expect(first).rejects.toThrow('the connection failed')
    await second
    await repository.save(entity)
    expect(driver.sent.at(-1)!.cql).toContain('SET "value" = ?, "note" = ? WHERE')
  })

  it('send of a plain object only what it says', async () => {
    @Table()
    class Initialised {
      @PartitionKey('int') id!: number
      @Column('set<text>') tags = new Set(['default'])
    }
    const driver = new FakeDriver()
    const initialised = new Repository<Initialised>({
      door: driver,
      plans: new EntityPlans(modelOf(Initialised)),
      defaults: {},
    })
    const saved = await initialised.save({ id: 1 } as Initialised)
    expect(driver.sent[0]!.values).toEqual([1, undefined])
    await initialised.save(saved)
    expect(driver.sent).toHaveLength(1)
  })

  it('keep the later of two saves that overlap, whichever is answered first', async () => {
    const answers: (() => void)[] = []
    let isSlow = false
    const { repository, driver } = repositoryOver(() =>
      isSlow ? new Promise((resolve) => answers.push(() => resolve({}))) : {},
    )
    const entity = await repository.save({ ...rowKey, value: 1 })
    isSlow = true
    entity.value = 2
    const first = repository.save(entity)
    entity.value = 3
    const second = repository.save(entity)
    await new Promise((resolve) => setImmediate(resolve))
    answers[1]!()
    await second
    answers[0]!()
    await first
    isSlow = false
    entity.value = 2
    await repository.save(entity)
    expect(driver.sent.map(({ values }) => values[0])).toEqual([Uuid.fromString(sensorId), 2, 3, 2])
  })

  it.each<[string, (repository: Repository<Reading>, items: never) => Promise<unknown>]>([
    ['insert', (repository, items) => repository.insert(items)],
    ['save', (repository, items) => repository.save(items)],
    ['remove', (repository, items) => repository.remove(items)],
  ])('%s nothing of an array with one bad element', async (_, call) => {
    const { repository, driver } = repositoryOver()
    const items = Array.from({ length: 100 }, (_, channel) => ({ ...rowKey, channel, value: 1 }))
    expect((await errorOf(() => call(repository, [...items, { ...rowKey, channel: 'x' }] as never))).code).toBe(
      'E_VALUE',
    )
    expect(driver.sent).toEqual([])
  })

  it('keep an entity as it was known when a save fails', async () => {
    let fails = false
    const { repository, driver } = repositoryOver(() => {
      if (fails) throw new Error('lost')
      return {}
    })
    const entity = await repository.save({ ...rowKey, value: 1 })
    entity.value = 2
    fails = true
    await expect(repository.save(entity)).rejects.toThrow('the connection failed')
    fails = false
    await repository.save(entity)
    expect(driver.sent.map(({ values }) => values[0])).toEqual([Uuid.fromString(sensorId), 2, 2])
  })

  it('do not take for saved what is changed while the request is under way', async () => {
    const { repository, driver } = repositoryOver()
    const entity = repository.create({ ...rowKey, value: 1 })
    const saving = repository.save(entity)
    entity.value = 2
    await saving
    await repository.save(entity)
    expect(driver.sent.map(({ cql }) => cql.slice(0, 6))).toEqual(['INSERT', 'UPDATE'])
  })

  it('refuse to save some columns of a row', async () => {
    const { repository, driver } = repositoryOver(rows(row))
    const [narrow] = await repository.find({ where: partition, select: ['sensorId', 'day', 'at', 'channel', 'value'] })
    expect((await errorOf(() => repository.save(narrow!))).message).toBe(
      '[Reading] save(): this object holds what was read of a row, not the entity. Read it without select, distinct and into to save it, or use update() with its key.',
    )
    expect(driver.sent).toHaveLength(1)
  })

  it.each<[string, () => unknown]>([
    ['a text in place of elements', () => Add('admin' as never)],
    ['nothing', () => Append(undefined as never)],
    ['an object in place of a Map', () => Put({ a: 1 } as never)],
  ])('refuse to change a collection by %s', async (_, make) => {
    expect((await errorOf(make)).code).toBe('E_OPERAND')
  })

  it('refuse a signal that is none before anything is sent', async () => {
    const { repository, driver } = repositoryOver()
    const error = await errorOf(() => repository.insert({ ...rowKey, value: 1 }, { signal: {} as never }))
    expect(error).toMatchObject({ code: 'E_OPTION', outcome: 'not_sent' })
    expect(driver.sent).toEqual([])
  })

  it('update, delete, remove and clear', async () => {
    const { repository, driver } = repositoryOver()
    await repository.update(rowKey, { tags: Add(['x']) }, { timestamp: 5n })
    await repository.update(partition, { site: 'x' })
    const said = await errorOf(() => repository.delete(partition, { partition: 'no' as never }))
    expect((await errorOf(() => repository.insert({} as never, { listeners: 0 as never }))).code).toBe('E_OPTION')
    expect(said.message).toContain("option 'partition' takes true or false, given a string")
    await repository.delete(partition, { partition: true })
    const entity = await repository.save({ ...rowKey, value: 1 })
    await repository.remove([entity])
    await repository.save(entity)
    await repository.clear()
    expect(driver.sent.map(({ cql }) => cql.slice(0, 6))).toEqual([
      'UPDATE',
      'UPDATE',
      'DELETE',
      'INSERT',
      'DELETE',
      'INSERT',
      'TRUNCA',
    ])
  })

  it('remove no row but the one that was loaded', async () => {
    const { repository, driver } = repositoryOver()
    const entity = await repository.save({ ...rowKey, value: 1 })
    entity.channel = 7
    expect((await errorOf(() => repository.remove(entity))).code).toBe('E_KEY_IMMUTABLE')
    expect((await errorOf(() => repository.remove({ ...rowKey, channel: In([1]) } as never))).code).toBe('E_KEY')
    expect(driver.sent).toHaveLength(1)
  })

  it('mark list appends as not to be repeated', async () => {
    const { repository, driver } = repositoryOver()
    await repository.update(rowKey, { samples: Append([1]) })
    await repository.clear()
    expect(driver.sent.map(({ options }) => options.isIdempotent)).toEqual([false, false])
    expect(driver.sent[1]!.options.readTimeout).toBe(60_000)
  })
})

describe('views and explanations', () => {
  it('carry defaults', async () => {
    const { repository, driver } = repositoryOver()
    const view = repository.withOptions({ consistency: 'QUORUM', ttl: 60 })
    await view.insert({ ...rowKey, value: 1 })
    await view.insert({ ...rowKey, value: 1 }, { ttl: undefined, consistency: 'ALL' })
    await repository.insert({ ...rowKey, value: 1 })
    expect(driver.sent.map(({ options }) => options.consistency)).toEqual([4, 5, 1])
    expect(driver.sent.map(({ cql }) => cql.endsWith('USING TTL ?'))).toEqual([true, false, false])
    expect((await errorOf(() => repository.withOptions({ ifNotExists: true } as never))).code).toBe('E_UNKNOWN_OPTION')
    expect(repository.withOptions(undefined)).toBeInstanceOf(Repository)
  })

  it('explain every call without sending it', () => {
    const { repository, driver } = repositoryOver()
    const entity = { ...rowKey, value: 1 }
    const explained = [
      repository.explain('find', { where: partition, limit: 3 }),
      repository.explain('findBy', partition),
      repository.explain('findOne', { where: partition }),
      repository.explain('findOneBy', partition),
      repository.explain('count', { scan: true }),
      repository.explain('exists', { where: { sensorId, day: In(['2026-01-01']) }, fanOut: false }),
      repository.explain('insert', entity, { ttl: 5 }),
      repository.explain('update', rowKey, { value: 2 }),
      repository.explain('delete', partition, { partition: true }),
      repository.explain('clear'),
    ]
    expect(explained.map(({ cql }) => cql.replace(/".*/, ''))).toEqual([
      'SELECT ',
      'SELECT ',
      'SELECT ',
      'SELECT ',
      'SELECT count(*) AS ',
      'SELECT ',
      'INSERT INTO ',
      'UPDATE ',
      'DELETE FROM ',
      'TRUNCATE TABLE ',
    ])
    expect(explained[0]).toMatchObject({
      markers: ['sensorId', 'day', 'limit'],
      accessPath: 'partition',
      warnings: [],
    })
    expect(explained[4]!.warnings).toEqual(['Reads the whole table.'])
    expect(explained[5]!.warnings).toEqual(['IN on the partition key makes one node gather several partitions.'])
    expect(explained[6]!.markers.at(-1)).toBe('ttl')
    // Where code generation is forbidden there is no source.
    const { hydrate } = explained[0]!.source
    expect(hydrate ?? '').toContain(canEvaluate() ? 'function hydrate_Reading(row)' : '')
    expect(hydrate === undefined).toBe(!canEvaluate())
    expect(driver.sent).toEqual([])
  })

  it('explain what a save would send, and change nothing by it', async () => {
    const { repository, driver } = repositoryOver(rows({ ...row, day: LocalDate.fromString(rowKey.day) }))
    expect(repository.explain('save', { ...rowKey, value: 1 }).cql).toMatch(/^INSERT INTO/)
    const loaded = (await repository.findOneBy(rowKey))!
    expect(repository.explain('save', loaded)).toMatchObject({ cql: '', requests: 0 })
    loaded.value = 2
    for (const method of ['save', 'saveMany'] as const) {
      expect(repository.explain(method, loaded)).toMatchObject({
        cql: expect.stringMatching(/^UPDATE .* SET "value" = \? WHERE/) as unknown,
        requests: 1,
      })
    }
    await repository.save(loaded)
    expect(driver.sent.at(-1)!.cql).toBe(repository.explain('update', rowKey, { value: 2 }).cql)
  })

  it('explain the other calls of one row', () => {
    const { repository, driver } = repositoryOver()
    const reads = [
      repository.explain('findOneOrFail', { where: rowKey }),
      repository.explain('findOneByOrFail', rowKey),
      repository.explain('findByKeys', rowKey),
    ]
    const point = repository.explain('findOneBy', rowKey).cql
    expect(reads.map(({ cql }) => cql)).toEqual([point, point, point])
    expect(repository.explain('remove', Object.assign(new Reading(), rowKey)).cql).toBe(
      repository.explain('delete', rowKey).cql,
    )
    expect(driver.sent).toEqual([])
  })

  it('plan each shape once', async () => {
    const counted = new EntityPlans(model)
    const repository = new Repository<Reading>({ door: new FakeDriver(), plans: counted, defaults: {} })
    for (let i = 0; i < 10; i++) {
      await repository.insert({ ...rowKey, value: i })
      await repository.findOneBy({ ...rowKey, channel: i })
      await repository.update({ ...rowKey, channel: i }, { value: i })
    }
    expect(counted.counts).toEqual({ hits: 27, misses: 3, evictions: 0 })
  })
})
