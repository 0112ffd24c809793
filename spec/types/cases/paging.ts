import { expectTypeOf } from 'expect-type'
import { In, MoreThan } from 'cassiform'
import type { Explanation, Page, ScanProgress } from 'cassiform'
import { partition, readings } from './entities.js'
import type { Reading } from './entities.js'

declare const query: { readonly page?: string }
type Narrow = { value: number; note?: string }

// ─── Pages ──────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.findPage({ where: partition, pageSize: 20 })).resolves.toEqualTypeOf<Page<Reading>>()
expectTypeOf(readings.findPage({ where: partition, pageSize: 20, page: undefined })).resolves.toEqualTypeOf<Page<Reading>>() // prettier-ignore
expectTypeOf(
  readings.findPage({ where: partition, select: ['value', 'note'], pageSize: 20, page: query.page }),
).resolves.toEqualTypeOf<Page<Narrow>>()
expectTypeOf<Page<Reading>['nextPage']>().toEqualTypeOf<string | undefined>()

const walk = async () => {
  const { items, nextPage } = await readings.findPage({
    where: partition,
    order: { at: 'asc' },
    limit: 100,
    pageSize: 20,
  })
  expectTypeOf(items).toEqualTypeOf<Reading[]>()
  await readings.findPage({ where: partition, pageSize: 5, page: nextPage, consistency: 'ONE' })
  await readings.findPage({ where: { value: 1 }, allowFiltering: true, pageSize: 5 })
}

// @ts-expect-error no page size
readings.findPage({ where: partition })
// @ts-expect-error no condition
readings.findPage({ pageSize: 20 })
// @ts-expect-error the partition key is incomplete
readings.findPage({ where: { sensorId: 'a' }, pageSize: 20 })
// @ts-expect-error a page is a token, not a number
readings.findPage({ where: partition, pageSize: 20, page: 2 })
// @ts-expect-error the size of a page is pageSize
readings.findPage({ where: partition, pageSize: 20, fetchSize: 20 })
// @ts-expect-error no column of this name
readings.findPage({ where: partition, pageSize: 20, select: ['valeu'] })

// ─── Streams ────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.stream({ where: partition })).toEqualTypeOf<AsyncGenerator<Reading, void, undefined>>()
const consume = async () => {
  for await (const row of readings.stream({ where: partition, select: ['value', 'note'], order: { at: 'asc' } })) {
    expectTypeOf(row).toEqualTypeOf<Narrow>()
  }
  for await (const row of readings.stream({ where: { note: 'x' }, allowFiltering: true, limit: 5 })) row.label()
}

// @ts-expect-error no condition: that is scan()
readings.stream({})
// @ts-expect-error a misspelt option
readings.stream({ where: partition, fetchsize: 20 })
// @ts-expect-error a range before another column
readings.stream({ where: { ...partition, at: MoreThan(new Date()), channel: 1 } })

// ─── Scans ──────────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.scan()).toEqualTypeOf<AsyncGenerator<Reading, void, undefined>>()
expectTypeOf(readings.scan({ select: ['value', 'note'] })).toEqualTypeOf<AsyncGenerator<Narrow, void, undefined>>()
readings.scan({ parallelism: 8, fetchSize: 500, resume: query.page, perPartitionLimit: 1 })
readings.scan({ where: { value: MoreThan(1), channel: In([1]) }, allowFiltering: true })
readings.scan({
  onProgress: (progress) => {
    expectTypeOf(progress).toEqualTypeOf<ScanProgress>()
  },
})
readings.scan({ onProgress: async ({ resume }) => void (await Promise.resolve(resume)) })

// @ts-expect-error a condition without saying that rows are discarded
readings.scan({ where: { value: 1 } })
// @ts-expect-error filtering by nothing
readings.scan({ allowFiltering: true })
// @ts-expect-error rows come in no order
readings.scan({ order: { at: 'asc' } })
// @ts-expect-error a position is a text
readings.scan({ resume: { ranges: 4 } })
// @ts-expect-error a value of another type
readings.scan({ where: { value: 'x' }, allowFiltering: true })

// ─── Explained ──────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(readings.explain('findPage', { where: partition, pageSize: 20 })).toEqualTypeOf<Explanation>()
readings.explain('stream', { where: partition, select: ['value'] })
readings.explain('scan')
readings.explain('scan', { where: { value: 1 }, allowFiltering: true })
// @ts-expect-error no page size
readings.explain('findPage', { where: partition })
