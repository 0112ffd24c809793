import {
  And,
  Between,
  Contains,
  ContainsEntry,
  ContainsKey,
  defineEntity,
  In,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  MoreThanOrEqual,
} from '../../../lib/index.js'
import { EntityPlans } from '../../../lib/plan/entity-plans.js'
import type { SelectInput } from '../../../lib/plan/entity-plans.js'
import { modelOf, partition, Reading, rowKey, sensorId, UserAccount } from '../../support/sample-entities.js'
import { errorOf } from '../../support/error-of.js'

const readings = new EntityPlans(modelOf(Reading))
const users = new EntityPlans(modelOf(UserAccount))

/** CQL of a read, without the list of columns. */
function cqlOf(input: SelectInput, plans = readings): string {
  return plans.select('find', input).plan.cql.replace(/^SELECT .* FROM "ks"\."\w+" ?/, '')
}

const message = async (input: SelectInput, plans = readings) =>
  (await errorOf(() => plans.select('find', input))).message
const code = async (input: SelectInput, plans = readings) => (await errorOf(() => plans.select('find', input))).code

const at = rowKey.at
const day = new Date('2026-01-02T00:00:00Z')

describe('reads', () => {
  it('list their columns, qualified and quoted', () => {
    expect(readings.select('find', { where: partition }).plan.cql).toBe(
      'SELECT "sensor_id", "day", "at", "channel", "site", "value", "tags", "counts", "samples", "shape", "note" ' +
        'FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ?',
    )
    expect(readings.select('find', { where: partition, select: ['value', 'at', 'value'] }).plan.cql).toBe(
      'SELECT "value", "at" FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ?',
    )
    expect(readings.aggregate('count', { where: partition }).plan.cql).toBe(
      'SELECT count(*) AS "count" FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ?',
    )
    expect(readings.aggregate('exists', { where: partition, limit: 1 }).plan.cql).toBe(
      'SELECT "sensor_id", "day" FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ? LIMIT ?',
    )
  })

  it.each<[string, SelectInput, string, string]>([
    ['a row', { where: rowKey }, 'WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ?', 'partition'],
    ['In', { where: { ...partition, at: In([at]) } }, 'WHERE "sensor_id" = ? AND "day" = ? AND "at" IN ?', 'partition'],
    [
      '<',
      { where: { ...partition, at: LessThan(at) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" < ?',
      'partition',
    ],
    [
      '<=',
      { where: { ...partition, at: LessThanOrEqual(at) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" <= ?',
      'partition',
    ],
    [
      '>',
      { where: { ...partition, at: MoreThan(at) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" > ?',
      'partition',
    ],
    [
      '>=',
      { where: { ...partition, at: MoreThanOrEqual(at) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" >= ?',
      'partition',
    ],
    [
      'Between',
      { where: { ...partition, at: Between(day, at) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" >= ? AND "at" <= ?',
      'partition',
    ],
    [
      'And',
      { where: { ...partition, at: And(MoreThan(day), LessThan(at)) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" > ? AND "at" < ?',
      'partition',
    ],
    [
      'In, then a range',
      { where: { ...partition, at: In([at]), channel: MoreThan(1) } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" IN ? AND "channel" > ?',
      'partition',
    ],
    [
      'several partitions',
      { where: { sensorId, day: In(['2026-01-02']) } },
      'WHERE "sensor_id" = ? AND "day" IN ?',
      'partitions',
    ],
    [
      'limits',
      { where: partition, limit: 5, perPartitionLimit: 2 },
      'WHERE "sensor_id" = ? AND "day" = ? PER PARTITION LIMIT ? LIMIT ?',
      'partition',
    ],
    [
      'order as stored',
      { where: partition, order: { at: 'desc', channel: 'ASC' } },
      'WHERE "sensor_id" = ? AND "day" = ? ORDER BY "at" DESC, "channel" ASC',
      'partition',
    ],
    [
      'order reversed',
      { where: partition, order: { at: 'ASC', channel: 'desc' } },
      'WHERE "sensor_id" = ? AND "day" = ? ORDER BY "at" ASC, "channel" DESC',
      'partition',
    ],
    [
      'order of a prefix',
      { where: partition, order: { at: 'asc' } },
      'WHERE "sensor_id" = ? AND "day" = ? ORDER BY "at" ASC',
      'partition',
    ],
    [
      'order past an equal column',
      { where: { ...partition, at }, order: { channel: 'desc' } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? ORDER BY "channel" DESC',
      'partition',
    ],
    [
      'filtering in a partition',
      { where: { ...partition, value: 1 }, allowFiltering: true },
      'WHERE "sensor_id" = ? AND "day" = ? AND "value" = ? ALLOW FILTERING',
      'partition',
    ],
    [
      'filtering everywhere',
      { where: { value: MoreThan(1) }, allowFiltering: true },
      'WHERE "value" > ? ALLOW FILTERING',
      'filtering',
    ],
    [
      'order past an equal column that it names, which has none',
      { where: { ...partition, at }, order: { at: 'asc', channel: 'asc' } },
      'WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? ORDER BY "channel" ASC',
      'partition',
    ],
    [
      'a gap with filtering',
      { where: { ...partition, channel: 1 }, allowFiltering: true },
      'WHERE "sensor_id" = ? AND "day" = ? AND "channel" = ? ALLOW FILTERING',
      'partition',
    ],
    ['the whole table on purpose', { scan: true }, '', 'scan'],
  ])('%s', (_, input, expected, accessPath) => {
    expect(cqlOf(input)).toBe(expected)
    expect(readings.select('find', input).plan.accessPath).toBe(accessPath)
  })

  it.each<[string, SelectInput, string]>([
    ['a secondary index', { where: { email: 'a@b.c' } }, 'WHERE "email" = ?'],
    ['a SAI index', { where: { age: Between(1, 9) } }, 'WHERE "age" >= ? AND "age" <= ?'],
    ['two SAI indexes', { where: { age: 3, city: 'x' } }, 'WHERE "age" = ? AND "city" = ?'],
    ['an index inside a partition', { where: { id: sensorId, age: 3 } }, 'WHERE "id" = ? AND "age" = ?'],
  ])('through %s', (_, input, expected) => {
    expect(cqlOf(input, users)).toBe(expected)
    expect(users.select('find', input).plan.accessPath).toBe('index')
  })

  it('are ordered past an equal column with a name that every object seems to have', () => {
    const Odd = defineEntity({
      name: 'odd',
      columns: { id: 'text', constructor: 'text', at: 'int' },
      partitionKey: ['id'],
      clusteringColumns: ['constructor', 'at'],
    })
    const odd = new EntityPlans(modelOf(Odd))
    const where = JSON.parse('{ "id": "a", "constructor": "b" }') as object
    expect(odd.select('find', { where, order: { at: 'desc' } }).plan.cql).toMatch(/ORDER BY "at" DESC$/)
  })

  it('bind by position, in the order of the text, whatever the order of properties', () => {
    const { plan } = readings.select('find', { where: { at: Between(day, at), ...partition }, limit: 7 })
    const values = plan.bind({ at: Between(day, at), day: '2026-01-02', sensorId }, { limit: 7 })
    expect(values.map(String)).toEqual([sensorId, '2026-01-02', String(day), String(at), '7'])
    expect(plan.markers).toEqual(['sensorId', 'day', 'at', 'at', 'limit'])
  })

  it('say that In([]) matches nothing', () => {
    expect(readings.select('find', { where: { ...partition, at: In([]) } }).isEmpty).toBe(true)
    expect(readings.select('find', { where: { ...partition, at: In([at]) } }).isEmpty).toBe(false)
  })
})

/** An object whose property cannot be read. */
function unreadable(property: string): Record<string, string> {
  const get = () => {
    throw new Error('mine')
  }
  return Object.defineProperty({}, property, { enumerable: true, get })
}

describe('refusals', () => {
  it.each<[string, SelectInput, string, string]>([
    [
      'no condition',
      {},
      'E_FULL_SCAN',
      '[Reading] find(): would read the whole table; expected a restricted partition key (sensorId and day), given no condition. Give the partition key, or walk the table on purpose with scan().',
    ],
    [
      'a null condition of the whole table',
      { where: null, scan: true },
      'E_WHERE',
      '[Reading] find(): the condition is null; expected one, or none at all.',
    ],
    [
      'a null order',
      { where: partition, order: null as never },
      'E_ORDER',
      "[Reading] find(): order is an object of directions by property. Write order: { at: 'desc' }.",
    ],
    [
      'an order that is a list',
      { where: partition, order: ['at'] as never },
      'E_ORDER',
      "[Reading] find(): order is an object of directions by property. Write order: { at: 'desc' }.",
    ],
    [
      'an order that cannot be read',
      { where: partition, order: unreadable('at') },
      'E_UNREADABLE',
      '[Reading.at] find(): could not be read: its getter threw.',
    ],
    [
      'what is no name in select',
      { where: partition, select: [Object.create(null)] },
      'E_UNKNOWN_PROPERTY',
      "[Reading] find(): 'an object' in select is not a column of Reading. Columns: sensorId, day, at, channel, site, value, tags, counts, samples, shape, note.",
    ],
    [
      'what is no name in groupBy',
      { where: partition, groupBy: [Object.create(null)] },
      'E_UNKNOWN_PROPERTY',
      "[Reading] find(): 'an object' in groupBy is not a column of Reading. Columns: sensorId, day, at, channel, site, value, tags, counts, samples, shape, note.",
    ],
    [
      'an empty condition',
      { where: {} },
      'E_FULL_SCAN',
      '[Reading] find(): would read the whole table; expected a restricted partition key (sensorId and day), given no condition. Give the partition key, or walk the table on purpose with scan().',
    ],
    [
      'part of the partition key',
      { where: { sensorId } },
      'E_PARTITION_KEY',
      '[Reading] find(): the partition key is (sensorId, day) but day is not restricted. Cassandra would have to ask every node. Give day, add @Index() to a column you restrict, or key a table by what you have.',
    ],
    [
      'clustering columns alone',
      { where: { at } },
      'E_PARTITION_KEY',
      '[Reading] find(): the partition key is (sensorId, day) but sensorId and day are not restricted. Cassandra would have to ask every node. Give sensorId and day, add @Index() to a column you restrict, or key a table by what you have.',
    ],
    [
      'a range on the partition key',
      { where: { sensorId, day: MoreThan('2026-01-01') } },
      'E_PARTITION_KEY',
      '[Reading.day] find(): is a partition key column and has no order to compare by; expected a value or In([…]). Partitions are placed by the hash of their key: make the column a clustering column to query ranges of it.',
    ],
    [
      'a gap',
      { where: { ...partition, channel: 1 } },
      'E_CLUSTERING_GAP',
      "[Reading.channel] find(): is restricted but 'at' before it is not; expected clustering columns in order (at and channel). Restrict 'at' as well, or filter in code; allowFiltering: true reads and discards the rows between.",
    ],
    [
      'something after a range',
      { where: { ...partition, at: MoreThan(at), channel: 1 } },
      'E_RANGE_NOT_LAST',
      "[Reading.channel] find(): is restricted after a range on 'at'; expected the range to be the last restriction. Rows are ordered by 'at' first: filter 'channel' in code, or key a table the other way round.",
    ],
    [
      'a column without index',
      { where: { ...partition, value: 1 } },
      'E_FILTERING',
      "[Reading.value] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows. Key a table by 'value', add @Index(), or filter in code; allowFiltering: true is only safe inside one partition.",
    ],
    [
      'a range of a column without index',
      { where: { ...partition, value: MoreThan(1) } },
      'E_FILTERING',
      "[Reading.value] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows. Key a table by 'value', add @Index({ using: 'sai' }), or filter in code; allowFiltering: true is only safe inside one partition.",
    ],
    [
      'a range of a text, which no index answers',
      { where: { ...partition, note: MoreThan('a') } },
      'E_FILTERING',
      "[Reading.note] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows. Key a table by 'note', or filter in code; allowFiltering: true is only safe inside one partition.",
    ],
    [
      'an element of a column without index',
      { where: { ...partition, tags: Contains('a') } },
      'E_FILTERING',
      "[Reading.tags] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows. Key a table by 'tags', add @Index(), or filter in code; allowFiltering: true is only safe inside one partition.",
    ],
    [
      'a key of a map without index',
      { where: { ...partition, counts: ContainsKey('a') } },
      'E_FILTERING',
      "[Reading.counts] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows. Key a table by 'counts', add @Index({ target: 'keys' }), or filter in code; allowFiltering: true is only safe inside one partition.",
    ],
    [
      'an entry of a map without index',
      { where: { ...partition, counts: ContainsEntry('a', 1) } },
      'E_FILTERING',
      "[Reading.counts] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows. Key a table by 'counts', add @Index({ target: 'entries' }), or filter in code; allowFiltering: true is only safe inside one partition.",
    ],
    [
      'a range of a text without partition key',
      { where: { note: MoreThan('a') } },
      'E_PARTITION_KEY',
      '[Reading] find(): the partition key is (sensorId, day) but sensorId and day are not restricted. Cassandra would have to ask every node. Give sensorId and day, or key a table by what you have.',
    ],
    [
      'a pattern without SASI index',
      { where: { note: Like('a%') } },
      'E_NO_LIKE',
      "[Reading.note] find(): has no SASI index, without which Cassandra has no Like, filtering or not. Add @Index({ using: 'sasi' }), where servers enable it: neither SAI nor secondary indexes answer Like. Or key a table by what is looked for and use a range.",
    ],
    [
      'an unknown property',
      { where: { ...partition, chanel: 1 } },
      'E_WHERE_UNKNOWN',
      "[Reading] find(): 'chanel' in where is not a column of Reading. Did you mean 'channel'? Columns: sensorId, day, at, channel, site, value, tags, counts, samples, shape, note.",
    ],
    [
      'a condition inside a condition',
      { where: { where: partition } },
      'E_WHERE_UNKNOWN',
      "[Reading] find(): 'where' in where is not a column of Reading. find() takes the condition itself, not { where }.",
    ],
    [
      'undefined',
      { where: { ...partition, at: undefined } },
      'E_WHERE_UNDEFINED',
      '[Reading.at] find(): a condition is undefined; expected a value. It would silently widen the query. Leave the property out, or give it the value skip, if that is what is meant.',
    ],
    [
      'null',
      { where: { ...partition, note: null } },
      'E_WHERE_NULL',
      '[Reading.note] find(): a condition cannot be null; expected a value. CQL cannot look for absent values: read the rows and filter in code, or write a marker value instead.',
    ],
    [
      'an array of conditions',
      { where: [partition] },
      'E_WHERE',
      '[Reading] find(): a condition is an object of property values, not an array. CQL has no OR: run one query for each alternative, or use In([…]).',
    ],
    [
      'an operator of undefined',
      { where: { ...partition, at: MoreThan(undefined) } },
      'E_WHERE_UNDEFINED',
      '[Reading.at] find(): a condition is undefined; expected a value. It would silently widen the query. Leave the property out, or give it the value skip, if that is what is meant.',
    ],
    [
      'a whole collection',
      { where: { ...partition, tags: new Set(['a']) }, allowFiltering: true },
      'E_UNSUPPORTED_OPERATOR',
      '[Reading.tags] find(): is a collection that is not frozen and cannot be compared as a whole. Use Contains, ContainsKey or ContainsEntry with an index, or declare it frozen.',
    ],
    [
      'an empty select',
      { where: partition, select: [] },
      'E_SELECT',
      "[Reading] find(): select takes property names, or a map of what to read, with at least one in it. Write select: ['at', 'value'] or select: { at: true }, or leave it out for whole entities.",
    ],
    [
      'an order that is not the clustering order',
      { where: partition, order: { channel: 'asc' } },
      'E_ORDER',
      '[Reading.channel] find(): ordering by it is impossible; expected (at desc, channel asc) from the first column on, or exactly the reverse. Rows are stored in clustering order: sort in code, or key a table in the order you need.',
    ],
    [
      'mixed directions',
      { where: partition, order: { at: 'desc', channel: 'desc' } },
      'E_ORDER',
      '[Reading.at] find(): ordering by it is impossible; expected (at desc, channel asc) from the first column on, or exactly the reverse. Rows are stored in clustering order: sort in code, or key a table in the order you need.',
    ],
    [
      'an order over several partitions',
      { where: { sensorId, day: In(['2026-01-02']) }, order: { at: 'asc' } },
      'E_ORDER',
      '[Reading] find(): order needs exactly one partition: rows of several partitions come partition by partition. Restrict the partition key by equality, or sort in code.',
    ],
    [
      'an unknown direction',
      { where: partition, order: { at: 'up' } },
      'E_ORDER',
      "[Reading.at] find(): has an unknown direction; expected 'asc' or 'desc'.",
    ],
  ])('%s', async (_, input, expectedCode, expected) => {
    expect(await code(input)).toBe(expectedCode)
    expect(await message(input)).toBe(expected)
  })

  it.each<[string, SelectInput, string]>([
    [
      'a range on a secondary index',
      { where: { email: MoreThan('a') } },
      '[UserAccount.email] find(): has an index that cannot answer a range; expected equality, or a SAI index on a type with an order.',
    ],
    [
      'In on an index',
      { where: { age: In([1]) } },
      '[UserAccount.age] find(): has an index that cannot answer In; expected equality, or a SAI index on a type with an order.',
    ],
    [
      'a range of text on a SAI index',
      { where: { city: LessThan('x') } },
      '[UserAccount.city] find(): has an index that cannot answer a range; expected equality, or a SAI index on a type with an order.',
    ],
    [
      'a secondary and a SAI index together',
      { where: { email: 'a', age: 1 } },
      '[UserAccount] find(): email and age are restricted together, and a secondary index answers for one column only.',
    ],
    [
      'an index in several partitions',
      { where: { id: In([sensorId]), age: 1 } },
      '[UserAccount] find(): In on the partition key cannot be combined with an index in one statement; expected one partition. Leave out fanOut: false, so that each partition is read by itself.',
    ],
    [
      'an index and a column without',
      { where: { age: 1, name: 'x' } },
      '[UserAccount.name] find(): is neither part of a restricted key prefix nor indexed, so Cassandra would read and discard rows.',
    ],
  ])('%s', async (_, input, expected) => {
    expect(await message(input, users)).toContain(expected)
    expect(await message(input, users)).not.toContain('undefined')
  })

  it('order through an index', async () => {
    expect(await code({ where: { age: 1 }, order: { id: 'asc' } }, users)).toBe('E_ORDER')
  })
})

describe('the shape', () => {
  it('is the same for other values, other limits and another order of properties', () => {
    const plans = new EntityPlans(modelOf(Reading))
    const inputs: SelectInput[] = [
      { where: { ...partition, at: MoreThan(at) }, limit: 1 },
      { where: { at: MoreThan(day), day: '2027-01-01', sensorId }, limit: 99 },
      { where: { sensorId, at: MoreThan(at), day: '2020-01-01' }, limit: 5 },
    ]
    const found = inputs.map((input) => plans.select('find', input).plan)
    expect(new Set(found).size).toBe(1)
    expect(plans.counts).toEqual({ hits: 2, misses: 1, evictions: 0 })
  })

  it('is another for everything that changes the text', () => {
    const plans = new EntityPlans(modelOf(Reading))
    const inputs: SelectInput[] = [
      { where: partition },
      { where: { ...partition, at } },
      { where: { ...partition, at: MoreThan(at) } },
      { where: { ...partition, at: MoreThanOrEqual(at) } },
      { where: { ...partition, at: In([at]) } },
      { where: { ...partition, at: Between(at, at) } },
      { where: { ...partition, at: And(MoreThan(at), LessThan(at)) } },
      { where: { ...partition, at: And(MoreThan(at), LessThanOrEqual(at)) } },
      { where: partition, limit: 1 },
      { where: partition, perPartitionLimit: 1 },
      { where: partition, select: ['at'] },
      { where: partition, select: ['value'] },
      { where: partition, order: { at: 'asc' } },
      { where: partition, order: { at: 'desc' } },
      { where: partition, allowFiltering: true },
      { scan: true },
    ]
    const texts = inputs.map((input) => plans.select('find', input).plan.cql)
    expect(new Set(texts).size).toBe(inputs.length)
    expect(plans.counts.misses).toBe(inputs.length)
  })

  it('is kept for a bounded number of shapes, with one warning', () => {
    const warned: string[] = []
    const plans = new EntityPlans(modelOf(Reading), (entity, capacity) => warned.push(`${entity} ${capacity}`))
    const columns = ['site', 'value', 'tags', 'counts', 'samples', 'shape', 'note', 'at', 'channel']
    for (let mask = 1; mask < 400; mask++) {
      plans.select('find', { where: partition, select: columns.filter((_, bit) => mask & (1 << bit)) })
    }
    expect(plans.counts).toEqual({ hits: 0, misses: 399, evictions: 399 - 256 })
    expect(warned).toEqual(['Reading 256'])
  })

  it('of a read by exactly a key is the same as by the long way', async () => {
    const plans = new EntityPlans(modelOf(Reading))
    const byKey = plans.select('find', { where: rowKey, limit: 1 }).plan
    expect(plans.select('find', { where: { channel: 2, at, ...partition }, limit: 9 }).plan).toBe(byKey)
    expect(plans.select('find', { where: rowKey }).plan).not.toBe(byKey)
    expect(plans.select('find', { where: partition }).plan.cql).toMatch(/WHERE "sensor_id" = \? AND "day" = \?$/)
    expect(plans.select('find', { where: { ...rowKey, at: In([at]) } }).plan.cql).toMatch(
      /"at" IN \? AND "channel" = \?$/,
    )
    for (const value of [undefined, null]) {
      const error = await errorOf(() => plans.select('find', { where: { ...rowKey, at: value }, limit: 1 }))
      expect(error.property).toBe('at')
    }
    const inherited = Object.assign(Object.create({ day: '2026-01-02' }) as object, { sensorId })
    expect((await errorOf(() => plans.select('find', { where: inherited }))).code).toBe('E_WHERE')
  })

  it('of a call that cannot be planned is not kept', async () => {
    const plans = new EntityPlans(modelOf(Reading))
    await errorOf(() => plans.select('find', { where: { value: 1 } }))
    expect(plans.counts).toEqual({ hits: 0, misses: 0, evictions: 0 })
  })
})
