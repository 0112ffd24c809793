import { expectTypeOf } from 'expect-type'
import { Add, Append, In, Prepend, Put, Remove } from 'cassiform'
import type { Patch, StaticPatch } from 'cassiform'
import { accounts, devices, jobs, partition, readings, rowKey, State } from './entities.js'
import type { Reading } from './entities.js'

declare const maybe: number | undefined
declare const reading: Reading
declare const keyPart: { sensorId: string; day: string; at: Date }

expectTypeOf(readings.update(rowKey, { value: 1 })).resolves.toEqualTypeOf<void>()

// ─── Values, changes of collections, null to delete any cell ────────────────────────────────────────────────────────

readings.update(rowKey, { value: 1, note: 'x', tags: new Set(['a']), samples: [1], counts: new Map([['a', 1]]) })
readings.update(rowKey, { value: maybe, note: undefined })
readings.update(rowKey, { note: null, site: null })
readings.update(rowKey, { value: null, tags: null, counts: null, samples: null })
readings.update(partition, { site: null })
devices.update({ id: 'a', slot: 1 }, { model: null, tags: null, site: null })
jobs.update({ queue: 'mail', priority: 1n, id: 'x' }, { state: null, payload: null, isUrgent: null, kind: null })
readings.update(rowKey, { tags: Add(['a']) })
readings.update(rowKey, { tags: Add(new Set(['a'])) })
readings.update(rowKey, { tags: Remove(['a']) })
readings.update(rowKey, { samples: Append([1, 2]) })
readings.update(rowKey, { samples: Prepend([1]) })
readings.update(rowKey, { samples: Remove([1]) })
readings.update(rowKey, { counts: Put(new Map([['a', 1]])) })
readings.update(rowKey, { counts: Remove(['a']) })
readings.update(rowKey, { value: 1 }, { ttl: 60, timestamp: 1n, consistency: 'QUORUM' })
readings.update(readings.getKey(reading), { value: 1 })
accounts.update({ id: 'a' }, { name: 'x', age: null })
jobs.update({ queue: 'mail', priority: 1n, id: 'x' }, { state: State.Done, cost: null, kind: 'once' })

// @ts-expect-error null for a key column
readings.update(rowKey, { at: null })
// @ts-expect-error a text for a number
readings.update(rowKey, { value: 'x' })
// @ts-expect-error a key column
readings.update(rowKey, { at: new Date() })
// @ts-expect-error key columns, not written as a literal
readings.update(rowKey, reading)
// @ts-expect-error a misspelt column
readings.update(rowKey, { valeu: 1 })
// @ts-expect-error Append on a set
readings.update(rowKey, { tags: Append(['a']) })
// @ts-expect-error Add on a list
readings.update(rowKey, { samples: Add([1]) })
// @ts-expect-error Add on a map
readings.update(rowKey, { counts: Add(['a']) })
// @ts-expect-error Put on a set
readings.update(rowKey, { tags: Put(new Map([['a', 'b']])) })
// @ts-expect-error Append on a text
readings.update(rowKey, { note: Append(['a']) })
// @ts-expect-error elements of another type
readings.update(rowKey, { tags: Add([1]) })
// @ts-expect-error elements of another type
readings.update(rowKey, { samples: Append(['a']) })
// @ts-expect-error elements of another type
readings.update(rowKey, { tags: Remove([1]) })
// @ts-expect-error keys of another type
readings.update(rowKey, { counts: Put(new Map([[1, 1]])) })
// @ts-expect-error values of another type
readings.update(rowKey, { counts: Put(new Map([['a', 'b']])) })
// @ts-expect-error keys of another type
readings.update(rowKey, { counts: Remove([1]) })
// @ts-expect-error a restriction is no value
readings.update(rowKey, { value: In([1]) })

// ─── The whole key, or the partition key for static columns ─────────────────────────────────────────────────────────

readings.update(partition, { site: 'x' })
readings.update(partition, { site: null })
readings.update(rowKey, { site: 'x', value: 1 })
// @ts-expect-error a regular column by partition key
readings.update(partition, { value: 1 })
// @ts-expect-error a regular column beside a static one, by partition key
readings.update(partition, { site: 'x', note: 'y' })
// @ts-expect-error a key column by partition key
readings.update(partition, { at: new Date() })
// @ts-expect-error half of the clustering columns
readings.update(keyPart, { value: 1 })
// @ts-expect-error half of the clustering columns, for a static column
readings.update(keyPart, { site: 'x' })
// @ts-expect-error half of the partition key
readings.update({ sensorId: 'a' }, { site: 'x' })
// @ts-expect-error no operators in keys
readings.update({ ...rowKey, channel: In([1]) }, { value: 1 })
// @ts-expect-error no static columns: the whole key
jobs.update({ queue: 'mail' }, { state: State.Done })
// @ts-expect-error the key of another type
accounts.update({ id: 1 }, { name: 'x' })
// @ts-expect-error no patch
readings.update(rowKey)

const patch: Patch<Reading> = { value: 1, samples: Append([1]) }
const shared: StaticPatch<Reading> = { site: 'x' }
readings.update(rowKey, patch)
readings.update(partition, shared)
// @ts-expect-error a patch of regular columns by partition key
readings.update(partition, patch)
