import { Add, Append, In, MoreThan, Prepend, Put, Remove, RemoveAt, SetAt } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, partition, Reading, rowKey, sensorId, UserAccount } from '../support/sample-entities.js'

const readings = new EntityPlans(modelOf(Reading))
const users = new EntityPlans(modelOf(UserAccount))
const where = 'WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ?'

describe('insert', () => {
  it('is one text for every entity', () => {
    expect(readings.insert('insert', {}, {}).cql).toBe(
      'INSERT INTO "ks"."readings" ("sensor_id", "day", "at", "channel", "site", "value", "tags", "counts", "samples", "shape", "note") ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
  })

  it('binds undefined as unset, null as null, an empty collection as an empty one', () => {
    const values = readings
      .insert('insert', {}, {})
      .bind({ ...rowKey, value: 1.5, note: null, tags: new Set(), shape: [] }, {})
    expect(values.slice(4)).toEqual([undefined, 1.5, Buffer.alloc(4), undefined, undefined, Buffer.alloc(4), null])
  })

  it.each([
    [{ ttl: 60 }, ' USING TTL ?', [60]],
    [{ timestamp: 5n }, ' USING TIMESTAMP ?', [5n]],
    [{ ttl: 0, timestamp: new Date(7) }, ' USING TTL ? AND TIMESTAMP ?', [0, 7000n]],
  ])('%o', (options, clause, bound) => {
    const plan = users.insert('insert', {}, options)
    expect(plan.cql).toContain(`VALUES (?, ?, ?, ?, ?)${clause}`)
    expect(plan.bind({ id: sensorId, email: 'a', age: 1 }, options).slice(5)).toEqual(bound)
  })

  it.each<[string, object, string]>([
    ['null ttl', { ttl: null }, "option 'ttl' takes an integer from 0 to 630720000, given null."],
    ['a ttl of more than twenty years', { ttl: 630_720_001 }, 'an integer from 0 to 630720000'],
    ['a negative ttl', { ttl: -1 }, 'an integer from 0 to 630720000'],
    ['a ttl that is an object', { ttl: {} }, 'an integer from 0 to 630720000, given a plain object.'],
    ['a number as timestamp', { timestamp: 5 }, 'a bigint of microseconds since 1970, or a valid Date'],
    [
      'an invalid date as timestamp',
      { timestamp: new Date(NaN) },
      'a bigint of microseconds since 1970, or a valid Date',
    ],
    ['a timestamp beyond 64 bits', { timestamp: 2n ** 63n }, 'a bigint of microseconds since 1970, or a valid Date'],
  ])('refuses %s', async (_, options, expected) => {
    const error = await errorOf(() =>
      users.insert('insert', {}, options).bind({ id: sensorId, email: 'a', age: 1 }, options),
    )
    expect(error.message).toContain(expected)
    expect(error).toMatchObject({ code: 'E_OPTION', outcome: 'not_sent' })
  })

  it('names the key column that has no value', async () => {
    const error = await errorOf(() => readings.insert('insert', {}, {}).bind({ ...rowKey, at: undefined }, {}))
    expect(error.message).toBe(
      '[Reading.at] is a primary key column and has no value; expected one, given undefined. Every column of the primary key must be set: Cassandra finds and writes rows by it.',
    )
    expect(error.code).toBe('E_KEY_INCOMPLETE')
  })

  it('names the property whose value does not fit, and never the value', async () => {
    const error = await errorOf(() => readings.insert('insert', {}, {}).bind({ ...rowKey, value: 'secret' }, {}))
    expect(error.message).toMatch(/^\[Reading\.value\] double cannot hold this value exactly; expected .*, given .*\.$/)
    expect(error.message).not.toContain('secret')
  })
})

describe('update', () => {
  it('sets what the patch has, by the whole primary key', () => {
    const plan = readings.update('update', rowKey, { value: 2, note: null, site: undefined }, {})
    expect(plan.cql).toBe(`UPDATE "ks"."readings" SET "value" = ?, "note" = ? ${where}`)
    expect(plan.bind(rowKey, { value: 2, note: null }, {}).slice(0, 2)).toEqual([2, null])
  })

  it.each<[string, object, string, boolean]>([
    ['Add', { tags: Add(['a']) }, 'SET "tags" = "tags" + ?', true],
    ['Remove from a set', { tags: Remove(['a']) }, 'SET "tags" = "tags" - ?', true],
    ['Remove from a map', { counts: Remove(['a']) }, 'SET "counts" = "counts" - ?', true],
    ['Remove from a list', { samples: Remove([1]) }, 'SET "samples" = "samples" - ?', true],
    ['Put', { counts: Put(new Map([['a', 1]])) }, 'SET "counts" = "counts" + ?', true],
    ['Append', { samples: Append([1]) }, 'SET "samples" = "samples" + ?', false],
    ['Prepend', { samples: Prepend([1]) }, 'SET "samples" = ? + "samples"', false],
    ['SetAt', { samples: SetAt(2, 1) }, 'SET "samples"[?] = ?', false],
    ['RemoveAt', { samples: RemoveAt(2) }, 'SET "samples"[?] = null', false],
  ])('%s', (_, patch, clause, isIdempotent) => {
    const plan = readings.update('update', rowKey, patch, {})
    expect(plan.cql).toBe(`UPDATE "ks"."readings" ${clause} ${where}`)
    expect(plan.isIdempotent).toBe(isIdempotent)
  })

  it('binds index and value of an element', async () => {
    const bind = (patch: object) => readings.update('update', rowKey, patch, {}).bind(rowKey, patch, {}).slice(0, -4)
    expect(bind({ samples: SetAt(2, 7) })).toEqual([2, 7])
    expect(bind({ samples: RemoveAt(2), value: 1 })).toEqual([1, 2])
    for (const value of [null, undefined, 'x']) {
      expect((await errorOf(() => bind({ samples: SetAt(0, value as never) }))).code).toBe('E_VALUE')
    }
  })

  it('writes static columns by the partition key, also when given the whole one', () => {
    expect(readings.update('update', rowKey, { site: 'x' }, {}).cql).toBe(
      'UPDATE "ks"."readings" SET "site" = ? WHERE "sensor_id" = ? AND "day" = ?',
    )
    expect(readings.update('update', partition, { site: 'x' }, { ttl: 1 }).cql).toBe(
      'UPDATE "ks"."readings" USING TTL ? SET "site" = ? WHERE "sensor_id" = ? AND "day" = ?',
    )
  })

  it.each<[string, object, unknown, string, string]>([
    [
      'an empty patch',
      rowKey,
      {},
      'E_EMPTY_PATCH',
      '[Reading] update(): the patch changes nothing: it has no property with a value. Set at least one of site, value, tags, counts, samples, shape and note; null deletes a cell.',
    ],
    [
      'a patch of undefined',
      rowKey,
      { value: undefined },
      'E_EMPTY_PATCH',
      '[Reading] update(): the patch changes nothing: it has no property with a value. Set at least one of site, value, tags, counts, samples, shape and note; null deletes a cell.',
    ],
    [
      'a patch that is no object',
      rowKey,
      null,
      'E_PATCH',
      '[Reading] update(): a patch is an object of property values.',
    ],
    [
      'a key column in the patch',
      rowKey,
      { channel: 2 },
      'E_KEY_IMMUTABLE',
      '[Reading.channel] update(): is part of the primary key and cannot be changed. Insert the new row and delete the old one.',
    ],
    [
      'an unknown property',
      rowKey,
      { valu: 2 },
      'E_UNKNOWN_PROPERTY',
      "[Reading] update(): 'valu' in the patch is not a column of Reading. Did you mean 'value'? Columns: sensorId, day, at, channel, site, value, tags, counts, samples, shape, note.",
    ],
    [
      'a regular column by partition key',
      partition,
      { value: 1 },
      'E_KEY_INCOMPLETE',
      "[Reading] update(): 'value' is not static, so the whole primary key is needed, and at and channel are not set. The primary key is (sensorId, day, at, channel); the partition key alone is enough for static columns only.",
    ],
    [
      'an incomplete key',
      { ...partition, at: rowKey.at },
      { value: 1 },
      'E_KEY_INCOMPLETE',
      '[Reading] update(): the key is incomplete: channel is not set. The primary key is (sensorId, day, at, channel); the partition key alone is enough for static columns only.',
    ],
    [
      'an incomplete key for statics',
      { ...partition, at: rowKey.at },
      { site: 'x' },
      'E_KEY_INCOMPLETE',
      '[Reading] update(): the key is incomplete: channel is not set. The primary key is (sensorId, day, at, channel); the partition key alone is enough for static columns only.',
    ],
    [
      'a condition on another column',
      { ...rowKey, value: 1 },
      { note: 'x' },
      'E_UPDATE_NEEDS_KEY',
      '[Reading.value] update(): is not part of the primary key; CQL updates rows by primary key only. Give sensorId, day, at and channel; getKey(entity) takes them from an entity.',
    ],
    [
      'an operator in the key',
      { ...rowKey, channel: In([1]) },
      { note: 'x' },
      'E_UPDATE_NEEDS_KEY',
      '[Reading.channel] update(): is restricted by an operator; an update takes the values of one key. Update each row by its key.',
    ],
    [
      'Add on a list',
      rowKey,
      { samples: Add([1]) },
      'E_ASSIGNMENT',
      '[Reading.samples] update(): Add is for set columns that are not frozen; this one is list<int>. Use Append, Prepend, SetAt, RemoveAt, Remove, or write the whole value.',
    ],
    [
      'Append on a frozen list',
      rowKey,
      { shape: Append([1]) },
      'E_ASSIGNMENT',
      '[Reading.shape] update(): Append is for list columns that are not frozen; this one is frozen<list<int>>. Write the whole value.',
    ],
    [
      'Put on a set',
      rowKey,
      { tags: Put(new Map()) },
      'E_ASSIGNMENT',
      '[Reading.tags] update(): Put is for map columns that are not frozen; this one is set<text>. Use Add, Remove, or write the whole value.',
    ],
  ])('refuses %s', async (_, key, patch, code, message) => {
    const error = await errorOf(() => readings.update('update', key, patch, {}))
    expect(error.message).toBe(message)
    expect(error).toMatchObject({ code, outcome: 'not_sent' })
  })

  it('refuses an operator, which compares', async () => {
    const error = await errorOf(() => readings.update('update', rowKey, { value: MoreThan(1) }, {}))
    expect(error).toMatchObject({ code: 'E_PATCH', property: 'value', outcome: 'not_sent' })
  })
})

describe('delete', () => {
  it.each<[string, object, object, string]>([
    [
      'a row',
      rowKey,
      {},
      'DELETE FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ?',
    ],
    [
      'rows',
      { ...rowKey, channel: In([1, 2]) },
      {},
      'DELETE FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" IN ?',
    ],
    [
      'a range',
      { ...partition, at: MoreThan(rowKey.at) },
      {},
      'DELETE FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" > ?',
    ],
    [
      'a prefix',
      { ...partition, at: rowKey.at },
      { partition: true },
      'DELETE FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" = ?',
    ],
    ['a partition', partition, { partition: true }, 'DELETE FROM "ks"."readings" WHERE "sensor_id" = ? AND "day" = ?'],
    ['as of a time', rowKey, { timestamp: 9n }, `DELETE FROM "ks"."readings" USING TIMESTAMP ? ${where}`],
  ])('%s', (_, condition, options, cql) => {
    expect(readings.delete('delete', condition, options, 'partition' in options).cql).toBe(cql)
  })

  it.each<[string, object, string, string]>([
    [
      'a partition by accident',
      partition,
      'E_KEY_INCOMPLETE',
      '[Reading] delete(): at and channel are not given, so every row below would be deleted; the primary key is (sensorId, day, at, channel). Give the whole key, end in a range, or say { partition: true } to delete all of them.',
    ],
    [
      'a prefix by accident',
      { ...partition, at: rowKey.at },
      'E_KEY_INCOMPLETE',
      '[Reading] delete(): channel is not given, so every row below would be deleted; the primary key is (sensorId, day, at, channel). Give the whole key, end in a range, or say { partition: true } to delete all of them.',
    ],
    [
      'part of the partition key',
      { sensorId },
      'E_KEY_INCOMPLETE',
      '[Reading] delete(): partition key column day is not given; the primary key is (sensorId, day, at, channel). Give the whole key.',
    ],
    [
      'nothing',
      {},
      'E_KEY_INCOMPLETE',
      '[Reading] delete(): partition key columns sensorId and day are not given; the primary key is (sensorId, day, at, channel). Give the whole key.',
    ],
    [
      'a range of partitions',
      { sensorId, day: MoreThan('2026-01-01') },
      'E_KEY_INCOMPLETE',
      '[Reading] delete(): a range of partitions cannot be deleted; the primary key is (sensorId, day, at, channel). Give the whole key.',
    ],
    [
      'by another column',
      { ...rowKey, value: 1 },
      'E_DELETE_NEEDS_KEY',
      '[Reading.value] delete(): is not part of the primary key; CQL deletes rows by primary key only. Find the rows first, then delete them by key.',
    ],
    [
      'an empty In',
      { ...rowKey, channel: In([]) },
      'E_EMPTY_IN',
      '[Reading] delete(): In([]) matches nothing, so nothing would be deleted. Test for an empty list before deleting.',
    ],
    [
      'a gap',
      { ...partition, channel: 1 },
      'E_CLUSTERING_GAP',
      "[Reading.channel] delete(): is restricted but 'at' before it is not; expected clustering columns in order (at and channel). Restrict 'at' as well.",
    ],
  ])('refuses %s', async (_, condition, code, message) => {
    const error = await errorOf(() => readings.delete('delete', condition, {}))
    expect(error.message).toContain(message.slice(0, -1))
    expect(error).toMatchObject({ code, outcome: 'not_sent' })
  })

  it('of everything is a truncation', () => {
    expect(readings.truncate('clear').cql).toBe('TRUNCATE TABLE "ks"."readings"')
  })
})
