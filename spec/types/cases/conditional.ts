import { expectTypeOf } from 'expect-type'
import {
  Add,
  Between,
  ClusteringColumn,
  Column,
  Contains,
  ContainsEntry,
  ContainsKey,
  ElementIs,
  FieldIs,
  In,
  IsNull,
  KEY,
  Like,
  MoreThan,
  NotEqual,
  PartitionKey,
  Put,
  Remove,
  RemoveAt,
  SetAt,
  SetField,
  Table,
  udt,
  UserType,
} from 'cassiform'
import type { Applied, Repository } from 'cassiform'
import { accounts, devices, partition, readings, rowKey } from './entities.js'
import type { Account, Reading } from './entities.js'

@UserType()
class Address {
  @Column('text') city?: string | null
  @Column('int') zip?: number
}

@Table()
class House {
  declare readonly [KEY]?: { partition: ['id']; clustering: ['floor']; sets: ['flags'] }

  @PartitionKey('uuid') id!: string
  @ClusteringColumn('int') floor!: number
  @Column(udt(() => Address, { frozen: false })) address?: Address
  @Column('set<text>', { as: 'array' }) flags?: string[]
  @Column('list<text>') notes?: string[]
  @Column('map<text, int>', { as: 'object' }) counts?: Record<string, number>
  @Column('timestamp') built?: Date
}

declare const houses: Repository<House>
declare const reading: Reading
declare const account: Account
declare const flag: boolean
declare const maybe: { value: number } | undefined
const house = { id: 'a', floor: 1 }

// ─── What writes resolve to ─────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.insert(reading, { ifNotExists: true })).resolves.toEqualTypeOf<Applied<Reading>>()
expectTypeOf(readings.insert(reading, { ifNotExists: false })).resolves.toEqualTypeOf<void>()
expectTypeOf(readings.insert(reading, { ttl: 1 })).resolves.toEqualTypeOf<void>()
expectTypeOf(readings.insert(reading, { ifNotExists: flag })).resolves.toEqualTypeOf<Applied<Reading> | void>()
expectTypeOf(readings.update(rowKey, { value: 1 }, { ifExists: true })).resolves.toEqualTypeOf<Applied>()
expectTypeOf(readings.update(rowKey, { value: 1 }, { ifExists: flag })).resolves.toEqualTypeOf<Applied | void>()
expectTypeOf(readings.update(rowKey, { value: 1 }, { ttl: 1 })).resolves.toEqualTypeOf<void>()
expectTypeOf(readings.update(rowKey, { value: 1 }, { if: { value: 2, note: 'x' } })).resolves.toEqualTypeOf<
  Applied<Pick<Reading, 'value' | 'note'>>
>()
expectTypeOf(readings.update(rowKey, { value: 1 }, { if: maybe })).resolves.toEqualTypeOf<Applied<
  Pick<Reading, 'value'>
> | void>()
expectTypeOf(readings.delete(rowKey, { if: maybe })).resolves.toEqualTypeOf<Applied<Pick<Reading, 'value'>> | void>()
expectTypeOf(readings.remove(reading, { if: maybe })).resolves.toEqualTypeOf<Applied<Pick<Reading, 'value'>> | void>()
expectTypeOf(readings.delete(rowKey, { if: { value: MoreThan(2) } })).resolves.toEqualTypeOf<
  Applied<Pick<Reading, 'value'>>
>()
expectTypeOf(readings.delete(rowKey, { ifExists: true })).resolves.toEqualTypeOf<Applied>()
expectTypeOf(readings.remove(reading, { if: { note: IsNull() } })).resolves.toEqualTypeOf<
  Applied<Pick<Reading, 'note'>>
>()
expectTypeOf(accounts.upsert(account)).resolves.toEqualTypeOf<void>()
expectTypeOf(accounts.findOrCreate({ id: 'a' }, { email: 'e', name: 'n' })).resolves.toEqualTypeOf<{
  readonly entity: Account
  readonly created: boolean
}>()
expectTypeOf(accounts.preload({ id: 'a', name: 'n' })).resolves.toEqualTypeOf<Account | undefined>()

async function narrowed(): Promise<void> {
  const lost = await readings.insert(reading, { ifNotExists: true })
  if (!lost.applied) expectTypeOf(lost.current).toEqualTypeOf<Reading | undefined>()
  // @ts-expect-error what is applied has no current
  if (lost.applied) lost.current.toString()
}
void narrowed

// ─── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────────

readings.update(rowKey, { value: 1 }, { if: { value: NotEqual(1), note: In(['a']), site: IsNull() } })
readings.update(rowKey, { value: 1 }, { if: { value: Between(1, 2), note: NotEqual(null) } })
readings.update(rowKey, { value: 1 }, { if: { tags: new Set(['a']), samples: [1], counts: new Map([['a', 1]]) } })
readings.update(rowKey, { value: 1 }, { if: { samples: NotEqual([1]) } })
readings.update(rowKey, { value: 1 }, { if: { samples: NotEqual([]), note: NotEqual('a') } })
readings.update(rowKey, { value: 1 }, { if: { counts: ElementIs('a', 1), samples: ElementIs(0, MoreThan(1)) } })
readings.update(rowKey, { value: 1 }, { if: { tags: Contains('a'), samples: Contains(1), counts: ContainsKey('a') } })
readings.update(rowKey, { value: 1 }, { if: { counts: ContainsEntry('a', 1) } })
readings.update(partition, { site: 'x' }, { if: { site: 'y' } })
houses.update(
  house,
  { notes: ['x'] },
  { if: { address: FieldIs('city', NotEqual('Bonn')), built: MoreThan(new Date()) } },
)
houses.update(house, { notes: ['x'] }, { if: { address: FieldIs('zip', 1), counts: ElementIs('a', In([1])) } })
devices.update({ id: 'a', slot: 1 }, { model: 'x' }, { if: { model: 'y' }, ttl: 5 })

// @ts-expect-error a value of another type
readings.update(rowKey, { value: 1 }, { if: { value: 'x' } })
// @ts-expect-error an operand of another type
readings.update(rowKey, { value: 1 }, { if: { value: NotEqual('x') } })
// @ts-expect-error null is asked for by IsNull()
readings.update(rowKey, { value: 1 }, { if: { note: null } })
// @ts-expect-error a key column finds the row
readings.update(rowKey, { value: 1 }, { if: { channel: 1 } })
// @ts-expect-error a misspelt column
readings.update(rowKey, { value: 1 }, { if: { valeu: 1 } })
// @ts-expect-error a misspelt column beside another
readings.update(rowKey, { value: 1 }, { if: { value: 1, noet: 'x' } })
// @ts-expect-error a key of another type
readings.update(rowKey, { value: 1 }, { if: { counts: ElementIs(1, 1) } })
// @ts-expect-error an element of another type
readings.update(rowKey, { value: 1 }, { if: { counts: ElementIs('a', 'b') } })
// @ts-expect-error an element of another type
readings.update(rowKey, { value: 1 }, { if: { tags: Contains(1) } })
// @ts-expect-error CQL has no LIKE in IF
readings.update(rowKey, { value: 1 }, { if: { note: Like('a%') } })
// @ts-expect-error an element of a set
readings.update(rowKey, { value: 1 }, { if: { tags: ElementIs('a', 'b') } })
// @ts-expect-error a field that is not there
houses.update(house, { notes: ['x'] }, { if: { address: FieldIs('street', 'x') } })
// @ts-expect-error a field of another type
houses.update(house, { notes: ['x'] }, { if: { address: FieldIs('zip', 'x') } })
// @ts-expect-error an assignment compares nothing
readings.update(rowKey, { value: 1 }, { if: { tags: Add(['a']) } })
// @ts-expect-error a misspelt option beside a condition
readings.update(rowKey, { value: 1 }, { if: { value: 1 }, tll: 1 })
// @ts-expect-error an update has no ifNotExists
readings.update(rowKey, { value: 1 }, { ifNotExists: true })
// @ts-expect-error an insert has no if
readings.insert(reading, { if: { value: 1 } })
// @ts-expect-error an insert has no ifExists
readings.insert(reading, { ifExists: true })
// @ts-expect-error an operator of if in where
readings.find({ where: { ...partition, at: NotEqual(new Date()) } })
// @ts-expect-error conditions are said of a call, not of a view
readings.withOptions({ ifExists: true })
// @ts-expect-error the whole key
readings.findOrCreate(partition, reading)
// @ts-expect-error a required property is missing
accounts.findOrCreate({ id: 'a' }, { email: 'e' })
// @ts-expect-error a misspelt property
accounts.findOrCreate({ id: 'a' }, { email: 'e', name: 'n', agee: 1 })

// ─── Patches ────────────────────────────────────────────────────────────────────────────────────────────────────────

readings.update(rowKey, { samples: SetAt(0, 1) })
readings.update(rowKey, { samples: RemoveAt(0) })
houses.update(house, { address: SetField('city', 'Bonn'), flags: Add(['a']), counts: Put(new Map([['a', 1]])) })
houses.update(house, { address: SetField('city', null), flags: Remove(['a']), counts: Remove(['a']) })
houses.update(house, { address: { city: 'Bonn' }, notes: SetAt(1, 'x') })

// @ts-expect-error an element of another type
readings.update(rowKey, { samples: SetAt(0, 'x') })
// @ts-expect-error an element by the index of a map
readings.update(rowKey, { counts: SetAt(0, 1) })
// @ts-expect-error a set has no order
readings.update(rowKey, { tags: RemoveAt(0) })
// @ts-expect-error a field that is not there
houses.update(house, { address: SetField('street', 'x') })
// @ts-expect-error a field of another type
houses.update(house, { address: SetField('zip', 'x') })
// @ts-expect-error no user-defined type
readings.update(rowKey, { note: SetField('city', 'x') })
// @ts-expect-error a list is not among the sets of KEY
houses.update(house, { notes: Add(['a']) })
// @ts-expect-error a set as an array has no order
houses.update(house, { flags: SetAt(0, 'a') })
// @ts-expect-error values of another type
houses.update(house, { counts: Put(new Map([['a', 'b']])) })
// @ts-expect-error a date has no fields
houses.update(house, { built: SetField('getTime', 1) })

// ─── explain ────────────────────────────────────────────────────────────────────────────────────────────────────────

readings.explain('insert', reading, { ifNotExists: true })
readings.explain('update', rowKey, { value: 1 }, { if: { value: 2 } })
readings.explain('delete', rowKey, { ifExists: true })
accounts.explain('upsert', account)
accounts.explain('findOrCreate', { id: 'a' }, { email: 'e', name: 'n' })
accounts.explain('preload', { id: 'a' })
