import { expectTypeOf } from 'expect-type'
import {
  ClusteringColumn,
  Column,
  Element,
  Field,
  Index,
  KEY,
  PartitionKey,
  Similarity,
  Ttl,
  udt,
  UserType,
  vector,
  Writetime,
} from 'cassiform'
import type { Repository } from 'cassiform'
import { devices, partition, readings, rowKey } from './entities.js'
import type { Device, Reading } from './entities.js'

@UserType()
class Place {
  @Column('text') city!: string
  @Column('int') zip?: number
}

class Page {
  declare readonly [KEY]?: { partition: ['site']; clustering: ['path'] }

  @PartitionKey('text') site!: string
  @ClusteringColumn('text') path!: string
  @Column(vector('float', 3)) @Index({ using: 'sai' }) embedding?: Float32Array
  @Column(udt(() => Place)) place?: Place
  @Column('map<text, int>', { as: 'object' }) hits!: Record<string, number>
  @Column('bigint') size!: bigint
  @Column('decimal') price!: string
}

declare const pages: Repository<Page>
declare const embedding: Float32Array

// ─── Maps ───────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(
  readings.find({
    where: partition,
    select: { at: true, note: true, writtenAt: Writetime('value'), noted: Writetime('note'), left: Ttl('value') },
  }),
).resolves.toEqualTypeOf<
  { at: Date; note: string | undefined; writtenAt: bigint; noted: bigint | undefined; left: number | undefined }[]
>()
expectTypeOf(
  pages.findOne({
    where: { site: 'a' },
    select: {
      city: Field('place', 'city'),
      zip: Field('place', 'zip'),
      hits: Element('hits', 'a'),
      near: Similarity('embedding', [1, 2, 3]),
    },
  }),
).resolves.toEqualTypeOf<{
  city: string | undefined
  zip: number | undefined
  hits: number | undefined
  near: number
} | null>()
expectTypeOf(readings.find({ where: partition, select: { a: Element('counts', 'a') } })).resolves.toEqualTypeOf<
  { a: number | undefined }[]
>()

// @ts-expect-error no column of this name
readings.find({ where: partition, select: { valeu: true } })
// @ts-expect-error no column of this name
readings.find({ where: partition, select: { at: Writetime('valeu') } })
// @ts-expect-error key columns have no write time
readings.find({ where: partition, select: { written: Writetime('at') } })
// @ts-expect-error false is no way to read something
readings.find({ where: partition, select: { at: true, value: false } })
// @ts-expect-error no field of this name
pages.find({ where: { site: 'a' }, select: { city: Field('place', 'town') } })
// @ts-expect-error no map
readings.find({ where: partition, select: { tag: Element('tags', 'a') } })
// @ts-expect-error keys of another type
readings.find({ where: partition, select: { count: Element('counts', 1) } })
// @ts-expect-error no vector
readings.find({ where: partition, select: { near: Similarity('value', [1]) } })
// @ts-expect-error looks like a selection, and is none
readings.find({ where: partition, select: { at: { kind: 'writetime', property: 'value', operand: undefined } } })

const lacking = async () => {
  const [row] = await readings.find({ where: partition, select: { at: true, writtenAt: Writetime('value') } })
  // @ts-expect-error not selected
  row?.value
  // @ts-expect-error a row that lacks its key cannot be saved
  await readings.save(row!)
}

// ─── Groups, partitions, neighbours ─────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.find({ where: partition, groupBy: ['at'] })).resolves.toEqualTypeOf<Reading[]>()
// @ts-expect-error no key column
readings.find({ where: partition, groupBy: ['value'] })

expectTypeOf(readings.find({ where: partition, distinct: true })).resolves.toEqualTypeOf<
  { sensorId: string; day: string; site?: string | null }[]
>()
declare const perhaps: boolean
declare const chosen: ('at' | 'value')[]
expectTypeOf(readings.find({ where: partition, distinct: perhaps })).resolves.toEqualTypeOf<
  (Pick<Reading, 'sensorId' | 'day' | 'site'> | Reading)[]
>()
expectTypeOf(readings.find({ where: partition, select: chosen })).resolves.toEqualTypeOf<
  Partial<Pick<Reading, 'at' | 'value'>>[]
>()
expectTypeOf(readings.find({ distinct: true, scan: true, select: ['sensorId', 'day'] })).resolves.toEqualTypeOf<
  { sensorId: string; day: string }[]
>()
expectTypeOf(devices.find({ where: { id: 'a' }, distinct: true })).resolves.toEqualTypeOf<Partial<Device>[]>()
// @ts-expect-error the whole table: scan() walks it
readings.find({ scan: true })

expectTypeOf(pages.find({ annOf: { embedding }, limit: 5 })).resolves.toEqualTypeOf<Page[]>()
expectTypeOf(
  pages.find({
    where: { site: 'a' },
    annOf: { embedding: [1, 2, 3] },
    limit: 5,
    select: { path: true, near: Similarity('embedding', embedding) },
  }),
).resolves.toEqualTypeOf<{ path: string; near: number }[]>()
expectTypeOf(pages.findOne({ annOf: { embedding } })).resolves.toEqualTypeOf<Page | null>()
// @ts-expect-error without a limit
pages.find({ annOf: { embedding } })
// @ts-expect-error no vector
pages.find({ annOf: { path: embedding }, limit: 5 })
// @ts-expect-error neither a condition nor a search
pages.find({ limit: 5 })

// ─── Other classes ──────────────────────────────────────────────────────────────────────────────────────────────────

class View {
  at!: Date
  value!: number
  get day(): string {
    return this.at.toISOString()
  }
}
class Numbered {
  at!: number
}
class Asking {
  constructor(readonly at: Date) {}
}

expectTypeOf(readings.find({ where: partition, into: View })).resolves.toEqualTypeOf<View[]>()
expectTypeOf(
  readings.findOne({ where: rowKey, into: View, select: ['at', 'value'] }),
).resolves.toEqualTypeOf<View | null>()
// @ts-expect-error another type than what is read
readings.find({ where: partition, into: Numbered })
// @ts-expect-error its constructor takes arguments
readings.find({ where: partition, into: Asking })
expectTypeOf(readings.find({ where: partition, lazy: true })).resolves.toEqualTypeOf<Reading[]>()

// ─── Figures ────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(pages.sum('size', { site: 'a' })).resolves.toEqualTypeOf<bigint>()
expectTypeOf(pages.average('size', { site: 'a' })).resolves.toEqualTypeOf<number | undefined>()
expectTypeOf(readings.sum('value', partition)).resolves.toEqualTypeOf<number | bigint>()
expectTypeOf(readings.average('value', partition)).resolves.toEqualTypeOf<number | undefined>()
expectTypeOf(pages.sum('price', { site: 'a' })).resolves.toEqualTypeOf<string | bigint>()
expectTypeOf(pages.average('price', { site: 'a' })).resolves.toEqualTypeOf<string | number | undefined>()
expectTypeOf(readings.minimum('at', partition)).resolves.toEqualTypeOf<Date | undefined>()
expectTypeOf(readings.maximum('note', partition)).resolves.toEqualTypeOf<string | undefined>()
expectTypeOf(readings.sum('value', undefined, { scan: true })).resolves.toEqualTypeOf<number | bigint>()
expectTypeOf(readings.sum('value', {}, { scan: true })).resolves.toEqualTypeOf<number | bigint>()
readings.sum('value', { value: 1 }, { allowFiltering: true, consistency: 'ONE' })
// @ts-expect-error the partition key is incomplete
readings.sum('value', { sensorId: 'a' })
// @ts-expect-error no numbers
readings.sum('at', partition)
// @ts-expect-error no column of this name
readings.minimum('valeu', partition)

expectTypeOf(readings.countBy(partition)).resolves.toEqualTypeOf<number>()
expectTypeOf(readings.existsBy(rowKey)).resolves.toEqualTypeOf<boolean>()
expectTypeOf(readings.findAndCount({ where: partition, limit: 1 })).resolves.toEqualTypeOf<[Reading[], number]>()
expectTypeOf(readings.findAndCount({ where: partition, select: ['at'] })).resolves.toEqualTypeOf<
  [{ at: Date }[], number]
>()
readings.explain('sum', 'value', partition)
readings.explain('find', { annOf: {}, distinct: true, select: { at: true } })

// @ts-expect-error a name is no way to read something
readings.find({ where: partition, select: { at: 'value' } })
