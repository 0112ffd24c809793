import fc from 'fast-check'
import type { TableProperties } from '../../../../lib/metadata/entity-metadata.js'

/** Two or three values of every property that a table may state, each of them as likely to be left out as not. */
export const tableProperties: fc.Arbitrary<TableProperties> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 2 },
  fc.record(
    {
      compaction: fc.constantFrom(
        { class: 'LeveledCompactionStrategy', sstable_size_in_mb: 100 },
        { class: 'SizeTieredCompactionStrategy', min_threshold: 6 },
        { class: 'TimeWindowCompactionStrategy', compaction_window_unit: 'DAYS', compaction_window_size: 2 },
      ),
      compression: fc.constantFrom<TableProperties['compression'][]>(
        { class: 'LZ4Compressor', chunk_length_in_kb: 32 },
        { class: 'DeflateCompressor' },
        { enabled: false },
      ),
      caching: fc.constantFrom<TableProperties['caching'][]>({ keys: 'ALL', rows_per_partition: 10 }, { keys: 'NONE' }),
      gcGraceSeconds: fc.constantFrom(3600, 7200),
      defaultTimeToLive: fc.constantFrom(86_400, 172_800),
      cdc: fc.constant(false),
      speculativeRetry: fc.constantFrom('95PERCENTILE', 'NEVER', '50ms'),
      additionalWritePolicy: fc.constantFrom('90p', '20.5ms'),
      bloomFilterFpChance: fc.constantFrom(0.05, 0.2),
      crcCheckChance: fc.constantFrom(0.5, 1),
      memtable: fc.constant('default'),
      memtableFlushPeriodInMs: fc.constantFrom(0, 3_600_000),
      minIndexInterval: fc.constantFrom(64, 128),
      maxIndexInterval: fc.constantFrom(1024, 4096),
    },
    { requiredKeys: [] },
  ),
)
