import { expectTypeOf } from 'expect-type'
import { In, MoreThan } from 'cassiform'
import type { Batch, BatchExplanation, BatchOutcome, BulkFailure, BulkResult, DataSource, Insertable } from 'cassiform'
import { Account, Device, partition, Reading, readings, rowKey } from './entities.js'

declare const db: DataSource
declare const reading: Reading
declare const flag: boolean

const row = {
  ...rowKey,
  value: 1,
  tags: new Set<string>(),
  counts: new Map<string, number>(),
  samples: [],
}

// ─── Members of several entities ────────────────────────────────────────────────────────────────────────────────────

const plain = db
  .batch({ kind: 'unlogged', timestamp: 5n })
  .insert(Reading, row, { ttl: 60 })
  .update(Reading, rowKey, { value: 2, note: null })
  .update(Reading, partition, { site: 'roof' })
  .delete(Account, { id: In(['a', 'b']) })
  .delete(Reading, { ...partition, at: MoreThan(new Date()) }, { timestamp: new Date() })
  .save(reading)
  .remove(reading)
  .insert(Device, { id: 'a', slot: 1, model: 'm' })
  .add('DELETE FROM ks.t WHERE k = ?', [1], { idempotent: true })
expectTypeOf(plain).toEqualTypeOf<Batch<false>>()
expectTypeOf(plain.execute({ consistency: 'QUORUM' })).resolves.toEqualTypeOf<void>()
expectTypeOf(plain.explain()).toEqualTypeOf<BatchExplanation>()

// @ts-expect-error no such kind
db.batch({ kind: 'loged' })
// @ts-expect-error a number is no timestamp
db.batch({ timestamp: 5 })
// @ts-expect-error a value is missing
db.batch().insert(Account, { id: 'a', email: 'e' })
// @ts-expect-error a column of another type
db.batch().insert(Account, { id: 'a', email: 'e', name: 5 })
// @ts-expect-error the key is incomplete
db.batch().update(Reading, { sensorId: 'a' }, { value: 1 })
// @ts-expect-error a partition key alone changes statics only
db.batch().update(Reading, partition, { value: 1 })
// @ts-expect-error a regular column
db.batch().delete(Reading, { ...rowKey, value: 1 })
// @ts-expect-error no counter
db.batch({ kind: 'counter' }).increment(Reading, rowKey, 'value')
// @ts-expect-error how it is sent, execute says
db.batch().insert(Account, { id: 'a', email: 'e', name: 'n' }, { consistency: 'QUORUM' })
// @ts-expect-error pages are of reads
plain.execute({ fetchSize: 5 })

// ─── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────────

expectTypeOf(db.batch().insert(Reading, row, { ifNotExists: true })).toEqualTypeOf<Batch<true>>()
expectTypeOf(db.batch().insert(Reading, row, { ifNotExists: false })).toEqualTypeOf<Batch<false>>()
expectTypeOf(db.batch().insert(Reading, row, { ifNotExists: flag })).toEqualTypeOf<Batch<boolean>>()
declare const maybe: { value: number } | undefined
expectTypeOf(db.batch().update(Reading, rowKey, { value: 1 }, { if: maybe })).toEqualTypeOf<Batch<boolean>>()
const conditional = db
  .batch()
  .update(Reading, rowKey, { value: 1 }, { if: { value: MoreThan(5), note: 'n' } })
  .update(Reading, rowKey, { note: 'x' })
expectTypeOf(conditional.execute()).resolves.toEqualTypeOf<BatchOutcome>()
expectTypeOf(db.batch().delete(Reading, rowKey, { ifExists: true }).save(reading)).toEqualTypeOf<Batch<true>>()
expectTypeOf(db.batch().add('…', [], { conditional: true }).execute()).resolves.toEqualTypeOf<BatchOutcome>()

// @ts-expect-error no column of the entity
db.batch().update(Reading, rowKey, { value: 1 }, { if: { valeu: 5 } })
// @ts-expect-error a condition on a key column
db.batch().update(Reading, rowKey, { value: 1 }, { if: { channel: 5 } })
// @ts-expect-error an insert knows ifNotExists only
db.batch().insert(Reading, row, { if: { value: 5 } })

const inLoop = async () => {
  let batch = db.batch<boolean>()
  for (const value of [1, 2]) batch = batch.update(Reading, rowKey, { value }, { if: { value: 0 } })
  const outcome = await batch.execute()
  if (outcome?.applied === false) for (const { key, current } of outcome.rows) expectTypeOf(current).toEqualTypeOf<object | undefined>() // prettier-ignore
}

// ─── Bulk ───────────────────────────────────────────────────────────────────────────────────────────────────────────

declare const source: AsyncIterable<Insertable<Reading>>

expectTypeOf(readings.insertMany([row])).resolves.toEqualTypeOf<BulkResult>()
readings.insertMany(source, { concurrency: 8, ttl: 5, groupByPartition: { maxItems: 10 }, consistency: 'ONE' })
readings.insertMany(source, {
  onProgress: ({ succeeded, failed }) => expectTypeOf([succeeded, failed]).toEqualTypeOf<number[]>(),
  onFailure: (failure) => expectTypeOf(failure).toEqualTypeOf<BulkFailure<Insertable<Reading>>>(),
})
readings.saveMany([reading, row])
readings.removeMany([reading], { timestamp: 5n })

// @ts-expect-error items of another kind
readings.insertMany([{ id: 'a' }])
// @ts-expect-error not a source
readings.insertMany(row)
// @ts-expect-error what is removed does not expire
readings.removeMany([reading], { ttl: 5 })
// @ts-expect-error no such option
readings.insertMany([row], { concurency: 5 })
