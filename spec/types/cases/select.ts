import { expectTypeOf } from 'expect-type'
import { devices, partition, readings, rowKey } from './entities.js'
import type { Reading } from './entities.js'

declare const isNarrow: boolean
const names: ('value' | 'note')[] = ['value']

// ─── The result is what was selected ────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.find({ where: partition })).resolves.toEqualTypeOf<Reading[]>()
expectTypeOf(readings.find({ where: partition, select: undefined })).resolves.toEqualTypeOf<Reading[]>()
expectTypeOf(readings.find({ where: partition, select: ['value', 'note'] })).resolves.toEqualTypeOf<
  { value: number; note?: string }[]
>()
expectTypeOf(readings.find({ where: partition, select: names })).resolves.toEqualTypeOf<
  { value?: number; note?: string }[]
>()
expectTypeOf(readings.findOne({ where: rowKey, select: ['site'] })).resolves.toEqualTypeOf<{
  site?: string | null
} | null>()
expectTypeOf(readings.findOneOrFail({ where: rowKey, select: ['at'] })).resolves.toEqualTypeOf<{ at: Date }>()
expectTypeOf(readings.find({ where: { value: 1 }, select: ['value'], allowFiltering: true })).resolves.toEqualTypeOf<
  { value: number }[]
>()

expectTypeOf(readings.findBy(partition)).resolves.toEqualTypeOf<Reading[]>()
expectTypeOf(readings.findOneBy(rowKey)).resolves.toEqualTypeOf<Reading | null>()
expectTypeOf(readings.findOneByOrFail(rowKey)).resolves.toEqualTypeOf<Reading>()
expectTypeOf(readings.count({ where: partition })).resolves.toEqualTypeOf<number>()
expectTypeOf(readings.exists({ where: partition })).resolves.toEqualTypeOf<boolean>()

// ─── What was not selected is not there ─────────────────────────────────────────────────────────────────────────────

const narrow = async () => {
  const [row] = await readings.find({ where: partition, select: ['value'] })
  // @ts-expect-error not selected
  row?.day
  // @ts-expect-error a method: the result is a plain object
  row?.label()
  // @ts-expect-error a row that lacks its key cannot be saved
  await readings.save(row!)
  const [either] = await readings.find({ where: partition, select: isNarrow ? ['value'] : undefined })
  // @ts-expect-error perhaps not selected
  either?.day
}

// @ts-expect-error no column of this name
readings.find({ where: partition, select: ['valeu'] })
// @ts-expect-error a method is no column
readings.find({ where: partition, select: ['label'] })
// @ts-expect-error order by a name that is no column
readings.find({ where: partition, order: { valeu: 'asc' } })
// @ts-expect-error an order that is neither way
readings.find({ where: partition, order: { at: 'down' } })
// @ts-expect-error no clustering column
readings.find({ where: partition, order: { value: 'asc' } })
// @ts-expect-error no clustering column, in a builder
readings.createQueryBuilder().orderBy('value')
devices.find({ where: { id: 'a' }, order: { slot: 'desc' } })
readings.createQueryBuilder().orderBy('at', 'desc').orderBy('channel')
readings.find({ where: partition, order: { at: 'asc', channel: 'DESC' }, limit: 10, perPartitionLimit: 1 })
