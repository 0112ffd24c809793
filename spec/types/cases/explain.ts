import { expectTypeOf } from 'expect-type'
import { In, MoreThan } from 'cassiform'
import type { Explanation, StatementExplanation } from 'cassiform'
import { accounts, partition, readings, rowKey } from './entities.js'
import type { Reading } from './entities.js'

declare const reading: Reading

expectTypeOf(readings.explain('find', { where: partition })).toEqualTypeOf<Explanation>()
readings.explain('find', { where: partition, select: ['value'], order: { at: 'asc' }, limit: 1 })
readings.explain('find', { where: { value: MoreThan(1) }, allowFiltering: true })
readings.explain('findBy', rowKey)
readings.explain('findOne', { where: rowKey })
readings.explain('findOneBy', { ...rowKey, channel: In([1]) })
readings.explain('count', { scan: true })
readings.explain('exists', { where: partition })
readings.explain('insert', reading, { ttl: 1 })
readings.explain('update', rowKey, { value: 1 }, { ttl: 1 })
readings.explain('update', partition, { site: 'x' })
readings.explain('delete', partition, { partition: true })
readings.explain('clear')
readings.explain('clear', { timeoutMs: 1 })
readings.explain('findBy', rowKey, { consistency: 'ONE' })
readings.explain('countBy', partition, { timeoutMs: 1 })
readings.explain('findByKeys', { ...rowKey, channel: 1 })
readings.explain('findByKeys', [{ ...rowKey, channel: 1 }], { timeoutMs: 1 })
readings.explain('insert', [reading])
readings.explain('save', [reading])
readings.explain('remove', [reading])
readings.explain('insertMany', [reading], { groupByPartition: true })
expectTypeOf(readings.explain('clear').further).toEqualTypeOf<readonly StatementExplanation[]>()

// @ts-expect-error no such method
readings.explain('finds')
// @ts-expect-error without its arguments
readings.explain('find')
// @ts-expect-error the partition key is incomplete
readings.explain('findBy', { sensorId: 'a' })
// @ts-expect-error a misspelt option
readings.explain('find', { where: partition, limt: 1 })
// @ts-expect-error a column that is not there
readings.explain('find', { where: partition, select: ['valeu'] })
// @ts-expect-error null for a key column
readings.explain('update', rowKey, { at: null })
// @ts-expect-error a required property is missing
accounts.explain('insert', { id: 'a' })
// @ts-expect-error options, not a condition
readings.explain('delete', { where: partition })
// @ts-expect-error an argument too many
readings.explain('clear', {}, {})
// @ts-expect-error a truncation has no consistency
readings.explain('clear', { consistency: 'ONE' })
// @ts-expect-error options of find
readings.explain('findBy', rowKey, { limit: 1 })
// @ts-expect-error every item is a statement of its own, and reads no pages
readings.explain('insertMany', reading, { fetchSize: 1 })
