import { expectTypeOf } from 'expect-type'
import { Add, In, KEY, LessThan } from 'cassiform'
import type { Insertable, Repository } from 'cassiform'
import { accounts, devices, jobs, partition, readings, rowKey, State } from './entities.js'
import type { Account, Job, Reading } from './entities.js'

declare const reading: Reading
declare const account: Account
const job = { queue: 'mail', priority: 1n, state: State.Open, payload: Buffer.alloc(1), isUrgent: true } as const

// ─── insert ─────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(accounts.insert({ id: 'a', email: 'e', name: 'n' })).resolves.toEqualTypeOf<void>()
accounts.insert({ id: 'a', email: 'e', name: 'n', age: undefined })
accounts.insert({ id: 'a', email: 'e', name: 'n', age: null }, { ttl: 60, timestamp: new Date(), consistency: 'ALL' })
accounts.insert([account, { id: 'a', email: 'e', name: 'n' }])
accounts.insert(account)
accounts.insert(accounts.create({ id: 'a' }))
readings.insert(reading)
jobs.insert(job)
jobs.insert({ ...job, id: 'x', cost: null })
devices.insert({ id: 'a', slot: 1, model: 'x' })
expectTypeOf<Insertable<Job>['cost']>().toEqualTypeOf<bigint | null | undefined>()

// @ts-expect-error a required property is missing
accounts.insert({ id: 'a', email: 'e' })
// @ts-expect-error a key column is missing
accounts.insert({ email: 'e', name: 'n' })
// @ts-expect-error a required property is missing, without KEY
devices.insert({ id: 'a', slot: 1 })
// @ts-expect-error a required property is missing, in an array
accounts.insert([account, { id: 'a', email: 'e' }])
// @ts-expect-error null for a property that is never null
accounts.insert({ id: 'a', email: null, name: 'n' })
// @ts-expect-error a misspelt property
accounts.insert({ id: 'a', email: 'e', name: 'n', agee: 1 })
// @ts-expect-error a value of another type
accounts.insert({ id: 'a', email: 'e', name: 1 })
// @ts-expect-error changes of collections belong to update
readings.insert({ ...reading, tags: Add(['a']) })
// @ts-expect-error an entity of another table
accounts.insert(reading)

// ─── create, merge, save, remove ────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(accounts.create()).toEqualTypeOf<Account>()
expectTypeOf(accounts.create({ name: 'n' })).toEqualTypeOf<Account>()
expectTypeOf(accounts.create([{ name: 'n' }, {}])).toEqualTypeOf<Account[]>()
expectTypeOf(accounts.merge(account, { name: 'n' }, { age: 1 })).toEqualTypeOf<Account>()
expectTypeOf(accounts.save(account)).resolves.toEqualTypeOf<Account>()
expectTypeOf(accounts.save([account])).resolves.toEqualTypeOf<Account[]>()
expectTypeOf(accounts.save({ id: 'a', email: 'e', name: 'n' })).resolves.toEqualTypeOf<Account>()
expectTypeOf(accounts.remove(account)).resolves.toEqualTypeOf<void>()
accounts.remove([account])

// @ts-expect-error a misspelt property
accounts.create({ nmae: 'n' })
// @ts-expect-error a value of another type
accounts.create({ name: 1 })
// @ts-expect-error a value of another type
accounts.merge(account, { name: 1 })
// @ts-expect-error a required property is missing
accounts.save({ id: 'a' })
// @ts-expect-error an entity of another table
accounts.save(reading)
// @ts-expect-error a key is no entity
accounts.remove({ id: 'a' })

// ─── delete ─────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.delete(rowKey)).resolves.toEqualTypeOf<void>()
readings.delete({ ...rowKey, channel: In([1, 2]) })
readings.delete({ ...partition, at: LessThan(new Date()) }, { timestamp: 1n })
readings.delete(partition, { partition: true })
// @ts-expect-error the condition itself, not options
readings.delete({ where: partition })
// @ts-expect-error the condition itself, not options, without KEY
devices.delete({ where: { id: 'a' } })
// @ts-expect-error no condition
readings.delete()
// @ts-expect-error no condition
readings.delete({})
// @ts-expect-error a column outside the key
readings.delete({ ...rowKey, value: 1 })
// @ts-expect-error the partition key is incomplete
readings.delete({ sensorId: 'a' }, { partition: true })

// ─── Unknown options, options of other methods ──────────────────────────────────────────────────────────────────────

// @ts-expect-error a misspelt option
readings.find({ where: partition, limt: 1 })
// @ts-expect-error a misspelt option
readings.findOne({ where: partition, selct: ['value'] })
// @ts-expect-error one row needs no limit
readings.findOne({ where: partition, limit: 1 })
// @ts-expect-error a misspelt option
readings.count({ where: partition, consistensy: 'ONE' })
// @ts-expect-error a misspelt option
readings.insert(reading, { tll: 1 })
// @ts-expect-error a misspelt option
readings.update(rowKey, { value: 1 }, { tll: 1 })
// @ts-expect-error a misspelt option
readings.delete(rowKey, { partitions: true })
// @ts-expect-error a delete has no time to live
readings.delete(rowKey, { ttl: 1 })
// @ts-expect-error an unknown consistency
readings.find({ where: partition, consistency: 'MOST' })
// @ts-expect-error a number is no timestamp: milliseconds or microseconds?
readings.insert(reading, { timestamp: 1 })
// @ts-expect-error null is no time to live
readings.insert(reading, { ttl: null })
// @ts-expect-error a misspelt option
readings.withOptions({ consistensy: 'ONE' })
expectTypeOf(readings.withOptions({ consistency: 'ONE' })).toEqualTypeOf<Repository<Reading>>()

// KEY is for the compiler: no instance has to carry it.
const carried: Insertable<Account> = { id: 'a', email: 'e', name: 'n' }
expectTypeOf<keyof typeof carried>().toEqualTypeOf<'id' | 'email' | 'name' | 'age'>()
expectTypeOf<Account[typeof KEY]>().toEqualTypeOf<{ partition: ['id']; indexed: ['email', 'age'] } | undefined>()
