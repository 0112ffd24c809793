import { expectTypeOf } from 'expect-type'
import { In } from 'cassiform'
import type { FullKey, KeyColumns, PartitionOnlyKey, UpdateKey } from 'cassiform'
import { accounts, devices, jobs, partition, readings, rowKey } from './entities.js'
import type { Account, Device, Job, Reading } from './entities.js'

expectTypeOf<KeyColumns<Reading>>().toEqualTypeOf<'sensorId' | 'day' | 'at' | 'channel'>()
expectTypeOf<FullKey<Reading>>().toEqualTypeOf<{
  readonly sensorId: string
  readonly day: string
  readonly at: Date
  readonly channel: number
}>()
expectTypeOf<FullKey<Account>>().toEqualTypeOf<{ readonly id: string }>()
expectTypeOf<UpdateKey<Account>>().toEqualTypeOf<FullKey<Account>>()
expectTypeOf<UpdateKey<Reading>>().toEqualTypeOf<FullKey<Reading> | PartitionOnlyKey<Reading>>()

// ─── Keys of entities ───────────────────────────────────────────────────────────────────────────────────────────────

declare const reading: Reading
declare const job: Job
expectTypeOf(readings.getKey(reading)).toEqualTypeOf<FullKey<Reading>>()
expectTypeOf(readings.getKey(reading).at).toEqualTypeOf<Date>()
expectTypeOf(readings.hasKey(reading)).toEqualTypeOf<boolean>()
expectTypeOf(jobs.getKey(job).queue).toEqualTypeOf<'mail' | 'push'>()
// @ts-expect-error no part of the key
readings.getKey(reading).value
// @ts-expect-error another entity
readings.getKey(job)

// ─── findByKeys ─────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.findByKeys([rowKey, { ...rowKey, channel: 2 }])).resolves.toEqualTypeOf<(Reading | null)[]>()
readings.findByKeys([readings.getKey(reading)], { consistency: 'ONE' })
accounts.findByKeys([{ id: 'a' }])
// @ts-expect-error a partition key is no whole key
readings.findByKeys([partition])
// @ts-expect-error no operators in keys
readings.findByKeys([{ ...rowKey, channel: In([1]) }])
// @ts-expect-error a column outside the key
accounts.findByKeys([{ id: 'a', name: 'x' }])
// @ts-expect-error a key, not an array of keys
accounts.findByKeys({ id: 'a' })

// ─── Without KEY the values are checked ─────────────────────────────────────────────────────────────────────────────

devices.findByKeys([{ id: 'a', slot: 1 }])
const device: FullKey<Device> = { id: 'a', slot: 1 }
devices.update(device, { model: 'x' })
// @ts-expect-error a text for a number
devices.findByKeys([{ id: 'a', slot: 'x' }])
