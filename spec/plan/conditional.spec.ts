import {
  And,
  Append,
  Between,
  Contains,
  ContainsEntry,
  ContainsKey,
  ElementIs,
  FieldIs,
  In,
  IsNull,
  LessThan,
  Like,
  MoreThan,
  MoreThanOrEqual,
  NotEqual,
  Put,
  Raw,
  skip,
} from '../../lib/index.js'
import { ClusteringColumn, Column, PartitionKey, StaticColumn, Table, udt, UserType } from '../../lib/index.js'
import { EntityPlans } from '../../lib/plan/entity-plans.js'
import { Uuid } from '../../lib/driver/value-classes.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, partition, Reading, rowKey, sensorId, UserAccount } from '../support/sample-entities.js'

@UserType('address')
class Address {
  @Column('text') street?: string
  @Column('int') zip?: number | null
}

@Table('places')
class Place {
  @PartitionKey('int') id!: number
  @Column(udt(() => Address, { frozen: false })) address?: Address
  @Column('map<text, frozen<list<int>>>') lists?: Map<string, number[]>
  @Column('int', { transformer: { to: (value: number) => value, from: (value: number) => value } }) doubled?: number
  @Column('list<int>', { transformer: { to: (value: number[]) => value, from: (value: number[]) => value } })
  turned?: number[]
}

@Table('shared')
class Shared {
  @PartitionKey('int') id!: number
  @ClusteringColumn('int') part!: number
  @StaticColumn(udt(() => Address, { frozen: false })) address?: Address
}

@Table('hiding')
class Hiding {
  @PartitionKey('int') id!: number
  @Column('text', { name: '[applied]' }) applied?: string
}

const readings = new EntityPlans(modelOf(Reading))
const users = new EntityPlans(modelOf(UserAccount))
const places = new EntityPlans(modelOf(Place))
const where = 'WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? AND "channel" = ?'

describe('insert with ifNotExists', () => {
  it('says IF NOT EXISTS before USING, and is never sent twice', () => {
    const plan = users.insert('insert', {}, { ifNotExists: true, ttl: 5 })
    expect(plan.cql).toBe(
      'INSERT INTO "ks"."user_account" ("id", "email", "age", "city", "name") VALUES (?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?',
    )
    expect(plan).toMatchObject({ isConditional: true, isIdempotent: false })
    expect(plan.bind({ id: sensorId, email: 'a', age: 1 }, { ifNotExists: true, ttl: 5 }).at(-1)).toBe(5)
  })

  it.each([{}, { ifNotExists: false }, { ifNotExists: undefined }])('%o is a plain insert', (options) => {
    const plan = users.insert('insert', {}, options)
    expect(plan.cql).not.toContain('IF')
    expect(plan).toMatchObject({ isConditional: false, isIdempotent: true })
  })

  it('reads the whole row that was there, as a loaded entity', () => {
    const plan = users.insert('insert', {}, { ifNotExists: true })
    const row = { '[applied]': false, id: Uuid.fromString(sensorId), email: 'a', age: 3, city: null, name: null }
    const current = plan.readCurrent(row)
    expect(current).toBeInstanceOf(UserAccount)
    expect(current).toMatchObject({ id: sensorId, email: 'a', age: 3, city: undefined })
    expect(users.origins.of(current!)).toBe(row)
  })

  it('writes a user-defined type by field in a conditional batch', () => {
    const plan = places.insert('insert', { id: 1, address: { street: 'x' } }, { ifNotExists: true })
    expect(plan.cql).toBe(
      'BEGIN UNLOGGED BATCH INSERT INTO "ks"."places" ("id", "lists", "doubled", "turned") VALUES (?, ?, ?, ?) IF NOT EXISTS ; ' +
        'UPDATE "ks"."places" SET "address"."street" = ?, "address"."zip" = ? WHERE "id" = ? ; APPLY BATCH',
    )
    expect(plan.isConditional).toBe(true)
  })

  it('names a static column even where another statement writes it: the server answers with static cells only then', () => {
    const shared = new EntityPlans(modelOf(Shared))
    const entity = { id: 1, part: 1, address: { street: 'x' } }
    const plan = shared.insert('insert', entity, { ifNotExists: true })
    expect(plan.cql).toBe(
      'BEGIN UNLOGGED BATCH INSERT INTO "ks"."shared" ("id", "part", "address") VALUES (?, ?, ?) IF NOT EXISTS ; ' +
        'UPDATE "ks"."shared" SET "address"."street" = ?, "address"."zip" = ? WHERE "id" = ? ; APPLY BATCH',
    )
    expect(plan.bind(entity, {})).toEqual([1, 1, undefined, 'x', undefined, 1])
  })
})

describe('update and delete with a condition', () => {
  it.each<[string, object, string, unknown[]]>([
    ['a value', { value: 1 }, '"value" = ?', [1]],
    ['NotEqual', { value: NotEqual(1) }, '"value" != ?', [1]],
    ['NotEqual(null)', { value: NotEqual(null) }, '"value" != null', []],
    ['IsNull', { value: IsNull() }, '"value" = null', []],
    ['MoreThan', { value: MoreThan(1) }, '"value" > ?', [1]],
    ['In', { value: In([1, 2]) }, '"value" IN ?', [[1, 2]]],
    ['Between', { value: Between(1, 2) }, '"value" >= ? AND "value" <= ?', [1, 2]],
    ['And', { value: And(MoreThanOrEqual(1), LessThan(2)) }, '"value" >= ? AND "value" < ?', [1, 2]],
    ['a whole list', { samples: [1] }, '"samples" = ?', [[1]]],
    ['a frozen list', { shape: [1] }, '"shape" = ?', [[1]]],
    ['an element of a map', { counts: ElementIs('a', 1) }, '"counts"[?] = ?', ['a', 1]],
    ['an element of a map, compared', { counts: ElementIs('a', MoreThan(1)) }, '"counts"[?] > ?', ['a', 1]],
    ['an element of a map, among some', { counts: ElementIs('a', In([1])) }, '"counts"[?] IN ?', ['a', [1]]],
    ['a missing element', { counts: ElementIs('a', IsNull()) }, '"counts"[?] = null', ['a']],
    [
      'an element of a list',
      { samples: ElementIs(0, Between(1, 2)) },
      '"samples"[?] >= ? AND "samples"[?] <= ?',
      [0, 1, 0, 2],
    ],
    ['Contains', { tags: Contains('a') }, '"tags" CONTAINS ?', ['a']],
    ['Contains of a map', { counts: Contains(1) }, '"counts" CONTAINS ?', [1]],
    ['ContainsKey', { counts: ContainsKey('a') }, '"counts" CONTAINS KEY ?', ['a']],
    ['ContainsEntry', { counts: ContainsEntry('a', 1) }, '"counts"[?] = ?', ['a', 1]],
    ['skip beside another', { value: 1, site: skip }, '"value" = ?', [1]],
    ['a static column and another', { value: 1, site: 'x' }, '"site" = ? AND "value" = ?', ['x', 1]],
  ])('%s', (_, condition, text, bound) => {
    const options = { if: condition }
    const update = readings.update('update', rowKey, { note: 'n' }, options)
    expect(update.cql).toBe(`UPDATE "ks"."readings" SET "note" = ? ${where} IF ${text}`)
    expect(update).toMatchObject({ isConditional: true, isIdempotent: false })
    expect(update.bind(rowKey, { note: 'n' }, options).slice(5)).toEqual(bound)
    const remove = readings.delete('delete', rowKey, options)
    expect(remove.cql).toBe(`DELETE FROM "ks"."readings" ${where} IF ${text}`)
    expect(remove.bind(rowKey, options).slice(4)).toEqual(bound)
  })

  it('compares fields', () => {
    const options = { if: { address: FieldIs('zip', MoreThan(3)) } }
    const plan = places.update('update', { id: 1 }, { doubled: 1 }, options)
    expect(plan.cql).toBe('UPDATE "ks"."places" SET "doubled" = ? WHERE "id" = ? IF "address"."zip" > ?')
    expect(plan.bind({ id: 1 }, { doubled: 1 }, options)).toEqual([1, 1, 3])
  })

  it('says IF EXISTS', () => {
    expect(readings.update('update', rowKey, { note: 'n' }, { ifExists: true }).cql).toBe(
      `UPDATE "ks"."readings" SET "note" = ? ${where} IF EXISTS`,
    )
    expect(readings.delete('delete', rowKey, { ifExists: true }).cql).toBe(
      `DELETE FROM "ks"."readings" ${where} IF EXISTS`,
    )
    expect(readings.update('update', rowKey, { note: 'n' }, { ifExists: false }).isConditional).toBe(false)
  })

  it('is one plan for all values, another for another operator, whatever the order of properties', () => {
    const plan = (condition: object) => readings.update('update', rowKey, { note: 'n' }, { if: condition })
    expect(plan({ value: 1, site: 'x' })).toBe(plan({ site: 'y', value: 2 }))
    expect(plan({ counts: ElementIs('a', 1) })).toBe(plan({ counts: ElementIs('b', 2) }))
    expect(plan({ value: MoreThan(1) })).not.toBe(plan({ value: 1 }))
    expect(plan({ value: NotEqual(null) })).not.toBe(plan({ value: NotEqual(1) }))
  })

  it('takes the partition key for static columns only if the condition is on static columns as well', () => {
    const cql = (key: object, condition: object) => readings.update('update', key, { site: 'x' }, { if: condition }).cql
    expect(cql(rowKey, { site: 'y' })).toBe(
      'UPDATE "ks"."readings" SET "site" = ? WHERE "sensor_id" = ? AND "day" = ? IF "site" = ?',
    )
    expect(cql(rowKey, { value: 1 })).toBe(`UPDATE "ks"."readings" SET "site" = ? ${where} IF "value" = ?`)
    expect(readings.update('update', partition, { site: 'x' }, { ifExists: true }).cql).toBe(
      'UPDATE "ks"."readings" SET "site" = ? WHERE "sensor_id" = ? AND "day" = ? IF EXISTS',
    )
  })

  it('reads the columns of the condition, whole; nothing of a row that is missing', () => {
    const plan = readings.update('update', rowKey, { note: 'n' }, { if: { counts: ElementIs('a', 1), site: 'x' } })
    expect(plan.readCurrent({ '[applied]': false, counts: new Map([['a', 2]]), site: null })).toEqual({
      counts: new Map([['a', 2]]),
      site: undefined,
    })
    expect(plan.readCurrent({ '[applied]': false, counts: null, site: null })).toEqual({
      counts: new Map(),
      site: undefined,
    })
    expect(plan.readCurrent({ '[applied]': false })).toBeUndefined()
  })

  it('leaves plain writes as they were', () => {
    const plain = readings.update('update', rowKey, { note: 'n' }, {})
    expect(plain).toMatchObject({ isConditional: false, isIdempotent: true })
    expect(plain.readCurrent({ note: 'x' })).toBeUndefined()
    expect(readings.update('update', rowKey, { samples: Append([1]) }, {}).isIdempotent).toBe(false)
  })

  it.each<[string, () => unknown, string, string]>([
    ['no condition', () => update({}), 'E_IF_EMPTY', 'if says nothing'],
    ['null', () => update({ value: null }), 'E_IF_NULL', 'IsNull()'],
    ['undefined', () => update({ value: undefined }), 'E_IF_UNDEFINED', 'silently drop the condition'],
    ['a comparison with null', () => update({ value: MoreThan(null) }), 'E_IF_NULL', 'null in if'],
    ['a comparison with undefined', () => update({ value: NotEqual(undefined) }), 'E_IF_UNDEFINED', 'undefined in if'],
    [
      'an element under no key',
      () => update({ counts: ElementIs(undefined as never, 1) }),
      'E_IF_UNDEFINED',
      'undefined',
    ],
    ['an element compared with null', () => update({ counts: ElementIs('a', null) }), 'E_IF_NULL', 'IsNull()'],
    ['an empty In', () => update({ value: In([]) }), 'E_EMPTY_IN', 'In([]) matches nothing'],
    ['a key column', () => update({ channel: 1 }), 'E_IF_KEY', 'which finds the row'],
    ['an unknown property', () => update({ valu: 1 }), 'E_UNKNOWN_PROPERTY', "Did you mean 'value'?"],
    ['an array', () => update([]), 'E_IF', 'plain object'],
    ['a text', () => update('value = 1'), 'E_IF', 'plain object'],
    ['an instance', () => update(new Reading()), 'E_IF', 'plain object'],
    ['an assignment', () => update({ counts: Put(new Map([['a', 1]])) }), 'E_IF', 'is an assignment'],
    ['Contains of a number', () => update({ value: Contains(1) }), 'E_UNSUPPORTED_OPERATOR', 'lists, sets and maps'],
    ['ContainsKey of a set', () => update({ tags: ContainsKey('a') }), 'E_UNSUPPORTED_OPERATOR', 'for maps'],
    ['Like', () => update({ note: Like('a%') }), 'E_UNSUPPORTED_OPERATOR', 'CQL does not have in IF'],
    ['Raw', () => update({ value: Raw`= ${1}` }), 'E_UNSUPPORTED_OPERATOR', 'CQL does not have in IF'],
    ['skip alone', () => update({ value: skip }), 'E_IF_EMPTY', 'if says nothing'],
    [
      'what an element contains',
      () => update({ counts: ElementIs('a', Contains(1) as never) }),
      'E_UNSUPPORTED_OPERATOR',
      'CQL does not have in IF',
    ],
    ['a range by NaN', () => update({ value: MoreThan(NaN) }), 'E_OPERAND', 'an operator on NaN'],
    ['a comparison with skip', () => update({ value: LessThan(skip as never) }), 'E_OPERAND', 'an operator on skip'],
    [
      'more values than a statement takes',
      () => update({ value: In(new Array<number>(65_536).fill(1)) }),
      'E_IN_TOO_LARGE',
      'is restricted to 65536 values',
    ],
    ['an element of a set', () => update({ tags: ElementIs('a', 1) }), 'E_UNSUPPORTED_OPERATOR', 'for maps and lists'],
    ['a field of a number', () => update({ value: FieldIs('a', 1) }), 'E_UNSUPPORTED_OPERATOR', 'user-defined types'],
    [
      'what looks like an operator',
      () => update({ value: { kind: 'gt', operands: [1] } }),
      'E_VALUE',
      'double cannot hold',
    ],
    ['a condition with ifExists', () => bind({ if: { value: 1 }, ifExists: true }), 'E_OPTION', 'exclude each other'],
    ['a timestamp', () => bind({ if: { value: 1 }, timestamp: 1n }), 'E_TIMESTAMP', 'takes no timestamp'],
    ['a flag that is no boolean', () => bind({ ifExists: 1 }), 'E_OPTION', 'takes true or false'],
    [
      'ifExists of a partition by the key of a row',
      () => readings.update('update', rowKey, { site: 'x' }, { ifExists: true }),
      'E_IF',
      'the key is that of a row',
    ],
    [
      'a row compared by the key of a partition',
      () => readings.update('update', partition, { site: 'x' }, { if: { value: 1 } }),
      'E_KEY_INCOMPLETE',
      "'value' is not static",
    ],
    ['a delete of a partition', () => remove(partition, true), 'E_KEY_INCOMPLETE', 'one row by its whole primary key'],
    ['a delete of a range', () => remove({ ...partition, at: MoreThan(new Date(1)) }), 'E_KEY_INCOMPLETE', 'one row'],
    [
      'a delete of several rows',
      () => remove({ ...rowKey, channel: In([1, 2]) }),
      'E_KEY_INCOMPLETE',
      'channel has no value',
    ],
    ['an unknown field', () => field('city'), 'E_UNKNOWN_PROPERTY', 'Fields: street and zip.'],
    ['an element of what is transformed', () => turned(), 'E_UNSUPPORTED_OPERATOR', 'with a transformer'],
    ['a column that hides the answer', () => hiding(), 'E_IF', 'hides the answer'],
  ])('refuses %s', async (_, call, code, text) => {
    const error = await errorOf(call)
    expect(error).toMatchObject({ code, outcome: 'not_sent' })
    expect(error.message).toContain(text)
  })

  it.each([
    ['NotEqual', NotEqual(1)],
    ['IsNull', IsNull()],
    ['ElementIs', ElementIs('a', 1)],
  ])('%s is refused in where', async (_, operator) => {
    const error = await errorOf(() => readings.select('find', { where: { ...partition, value: operator } }))
    expect(error).toMatchObject({ code: 'E_UNSUPPORTED_OPERATOR', property: 'value' })
  })

  function update(condition: unknown): unknown {
    return bind({ if: condition })
  }
  function bind(options: object): unknown {
    return readings.update('update', rowKey, { note: 'n' }, options).bind(rowKey, { note: 'n' }, options)
  }
  function remove(key: object, isPartition?: boolean): unknown {
    return readings.delete('delete', key, { ifExists: true }, isPartition)
  }
  function field(name: string): unknown {
    return places.update('update', { id: 1 }, { doubled: 1 }, { if: { address: FieldIs(name, 1) } })
  }
  function turned(): unknown {
    return places.update('update', { id: 1 }, { doubled: 1 }, { if: { turned: ElementIs(0, 1) } })
  }
  function hiding(): unknown {
    return new EntityPlans(modelOf(Hiding)).update('update', { id: 1 }, { applied: 'x' }, { ifExists: true })
  }
})
