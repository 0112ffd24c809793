import { PartitionKey } from '../../../lib/decorators/partition-key.js'
import { Table } from '../../../lib/decorators/table.js'
import { compareProperties } from '../../../lib/schema/compare/compare-properties.js'
import { describeDifference } from '../../../lib/schema/compare/describe-difference.js'
import type { LiveProperties } from '../../../lib/schema/live/live-schema.js'
import type { TableProperties } from '../../../lib/metadata/entity-metadata.js'
import { alterableProperties, cqlPropertyNames } from '../../../lib/schema/table-properties.js'
import type { AlterableProperty } from '../../../lib/schema/table-properties.js'
import { defaultProperties } from '../support/live.js'
import { modelOf } from '../support/models.js'

function compare(
  stated: TableProperties & { comment?: string },
  live: Partial<LiveProperties>,
  alter?: readonly AlterableProperty[],
) {
  const { comment, ...properties } = stated
  @Table('events', { ...(comment !== undefined && { comment }), with: properties })
  class Event {
    @PartitionKey('int') id!: number
  }
  return compareProperties(modelOf(Event), { ...defaultProperties, ...live }, alter)
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
    [{ additionalWritePolicy: '99PERCENTILE', memtable: 'default', bloomFilterFpChance: 0.01, crcCheckChance: 1 }, {}],
    [{ minIndexInterval: 128, maxIndexInterval: 2048, memtableFlushPeriodInMs: 0 }, {}],
    [{ speculativeRetry: 'min(99percentile, 50MS)' }, { speculativeRetry: 'MIN(99p,50ms)' }],
  ])('takes %j for equal however the server spells it', (stated, live) => {
    expect(compare(stated, live)).toEqual([])
  })

  it('alters what has no effect on data, by one statement, and keeps what the entity leaves open', () => {
    const stated = {
      comment: "it's new",
      caching: { rows_per_partition: 10 },
      speculativeRetry: 'ALWAYS',
      additionalWritePolicy: 'NEVER',
    }
    const differences = compare(stated, { comment: 'old' })
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
    expect([...new Set(differences.map(({ cql }) => cql))]).toMatchSnapshot()
  })

  it('clears a comment if the entity states an empty one', () => {
    expect(compare({ comment: '' }, { comment: 'old' })[0]?.cql).toBe(`ALTER TABLE "shop"."events" WITH comment = ''`)
  })

  const costly: Required<Pick<TableProperties, AlterableProperty>> = {
    compaction: { class: 'LeveledCompactionStrategy' },
    compression: { class: 'ZstdCompressor' },
    gcGraceSeconds: 60,
    defaultTimeToLive: 3600,
    cdc: true,
    bloomFilterFpChance: 0.1,
    crcCheckChance: 0.5,
    memtable: 'trie',
    memtableFlushPeriodInMs: 1000,
    minIndexInterval: 64,
    maxIndexInterval: 1024,
  }

  it.each(alterableProperties)('alters %s where it is asked to, and nothing else', (name) => {
    const differences = compare(costly, {}, [name])
    const altered = differences.filter(({ action }) => action === 'alter')
    expect(altered).toHaveLength(1)
    expect(altered[0]?.cql).toMatch(new RegExp(`^ALTER TABLE "shop"."events" WITH ${cqlPropertyNames[name]} = \\S`))
    expect(differences).toHaveLength(alterableProperties.length)
  })

  it('keeps options of a map that the entity leaves open, but not those of another class, nor any of what is off', () => {
    const of = (stated: TableProperties) => compare(stated, {}, ['compaction', 'compression'])[0]?.cql
    expect(of({ compaction: { min_threshold: 8 } })).toContain(
      `{'class': 'org.apache.cassandra.db.compaction.SizeTieredCompactionStrategy', 'max_threshold': '32', 'min_threshold': '8'}`,
    )
    expect(of({ compaction: { class: 'LeveledCompactionStrategy' } })).toMatch(
      / = {'class': 'LeveledCompactionStrategy'}$/,
    )
    expect(of({ compression: { enabled: false } })).toMatch(/ = {'enabled': 'false'}$/)
  })

  it('reports what the server has no property for, and alters nothing of it', () => {
    const live = { caching: undefined, comment: undefined }
    const differences = compare({ comment: 'words', caching: { keys: 'NONE' } }, live)
    expect(differences.map(({ action, cql, hint }) => [action, cql, hint])).toEqual([
      ['report', undefined, 'This server has no such property.'],
      ['report', undefined, 'This server has no such property.'],
    ])
  })

  it('only reports what costs work or decides what becomes of data', () => {
    const differences = compare(costly, {})
    expect(differences.map((one) => `${one.action}: ${describeDifference(one)}`)).toMatchSnapshot()
    expect(differences.every(({ cql }) => cql === undefined)).toBe(true)
  })
})
