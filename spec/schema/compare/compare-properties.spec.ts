import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { Table } from '../../../lib/decorators/table.js'
import { compareProperties } from '../../../lib/schema/compare/compare-properties.js'
import { describeDifference } from '../../../lib/schema/compare/describe-difference.js'
import type { LiveProperties } from '../../../lib/schema/live/live-schema.js'
import type { TableProperties } from '../../../lib/metadata/entity-metadata.js'
import { defaultProperties } from '../support/live.js'
import { modelOf } from '../support/models.js'

function compare(stated: TableProperties & { comment?: string }, live: Partial<LiveProperties>) {
  const { comment, ...properties } = stated
  @Table('events', { ...(comment !== undefined && { comment }), with: properties })
  class Event {
    @PartitionKey('int') id!: number
  }
  return compareProperties(modelOf(Event), { ...defaultProperties, ...live })
}

const map = (entries: Record<string, string>) => new Map(Object.entries(entries))

describe('compareProperties', () => {
  it('compares only what the entity states', () => {
    const live = { comment: 'theirs', gcGraceSeconds: 1, speculativeRetry: 'ALWAYS', cdc: true }
    expect(compare({}, live)).toEqual([])
    expect(compare({ compaction: { class: 'SizeTieredCompactionStrategy' } }, {})).toEqual([])
  })

  it.each<[TableProperties, Partial<LiveProperties>]>([
    [
      { compaction: { class: 'LeveledCompactionStrategy', sstable_size_in_mb: 160 } },
      {
        compaction: map({
          class: 'org.apache.cassandra.db.compaction.LeveledCompactionStrategy',
          sstable_size_in_mb: '160',
          max_threshold: '32',
        }),
      },
    ],
    [{ compression: { class: 'LZ4Compressor', chunk_length_in_kb: 16 } }, {}],
    [{ compression: { enabled: false } }, { compression: map({ enabled: 'false' }) }],
    [{ caching: { keys: 'all', rows_per_partition: 10 } }, { caching: map({ keys: 'ALL', rows_per_partition: '10' }) }],
    [{ gcGraceSeconds: 864000, defaultTimeToLive: 0, cdc: false }, {}],
    [{ speculativeRetry: '99PERCENTILE' }, { speculativeRetry: '99p' }],
    [{ speculativeRetry: '99.0p' }, { speculativeRetry: '99p' }],
    [{ speculativeRetry: '50.7ms' }, { speculativeRetry: '50ms' }],
    [{ speculativeRetry: 'none' }, { speculativeRetry: 'NEVER' }],
    [{ speculativeRetry: 'min(99percentile, 50MS)' }, { speculativeRetry: 'MIN(99p,50ms)' }],
  ])('takes %j for equal however the server spells it', (stated, live) => {
    expect(compare(stated, live)).toEqual([])
  })

  it('alters what has no effect on data, by one statement, and keeps what the entity leaves open', () => {
    const stated = { comment: "it's new", caching: { rows_per_partition: 10 }, speculativeRetry: 'ALWAYS' }
    const differences = compare(stated, { comment: 'old' })
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
    expect([...new Set(differences.map(({ cql }) => cql))]).toMatchSnapshot()
  })

  it('clears a comment if the entity states an empty one', () => {
    expect(compare({ comment: '' }, { comment: 'old' })[0]?.cql).toBe(`ALTER TABLE "shop"."events" WITH comment = ''`)
  })

  it('only reports what costs work or decides what becomes of data', () => {
    const differences = compare(
      {
        compaction: { class: 'LeveledCompactionStrategy' },
        compression: { class: 'ZstdCompressor' },
        gcGraceSeconds: 60,
        defaultTimeToLive: 3600,
        cdc: true,
      },
      {},
    )
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
    expect(differences.every(({ cql }) => cql === undefined)).toBe(true)
  })
})
