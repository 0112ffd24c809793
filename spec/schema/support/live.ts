import { printDataType } from '../../../lib/cql/data-type.js'
import type { TableModel } from '../../../lib/model/table-model.js'
import { liveKindOf } from '../../../lib/schema/compare/compare-columns.js'
import type {
  DroppedColumn,
  LiveColumn,
  LiveIndex,
  LiveKeyspace,
  LiveProperties,
  LiveSchema,
  LiveTable,
  LiveUserType,
  LiveView,
} from '../../../lib/schema/live/live-schema.js'

/** Properties as a 5.0 server fills them in when a table states none. */
export const defaultProperties: LiveProperties = {
  comment: '',
  compaction: new Map([
    ['class', 'org.apache.cassandra.db.compaction.SizeTieredCompactionStrategy'],
    ['max_threshold', '32'],
    ['min_threshold', '4'],
  ]),
  compression: new Map([
    ['chunk_length_in_kb', '16'],
    ['class', 'org.apache.cassandra.io.compress.LZ4Compressor'],
  ]),
  caching: new Map([
    ['keys', 'ALL'],
    ['rows_per_partition', 'NONE'],
  ]),
  gcGraceSeconds: 864000,
  defaultTimeToLive: 0,
  cdc: false,
  speculativeRetry: '99p',
  additionalWritePolicy: '99p',
  bloomFilterFpChance: 0.01,
  crcCheckChance: 1,
  memtable: '',
  memtableFlushPeriodInMs: 0,
  minIndexInterval: 128,
  maxIndexInterval: 2048,
}

/** The live table a model would get, columns by name as the server returns them; then with what a test changes. */
export function liveTable(model: TableModel, changes: Partial<LiveTable> = {}): LiveTable {
  const columns = model.columns.map((column): LiveColumn => {
    const key = column.role === 'clustering' ? model.clusteringColumns : model.partitionKey
    return {
      name: column.columnName,
      type: printDataType(column.type),
      kind: liveKindOf(column),
      position: key.indexOf(column),
      order: column.order ?? 'none',
    }
  })
  return {
    name: model.table,
    id: '00000000-0000-5000-8000-000000000000',
    properties: defaultProperties,
    columns: byName(columns.sort((a, b) => (a.name < b.name ? -1 : 1))),
    droppedColumns: new Map(),
    indexes: [],
    ...changes,
  }
}

/** The live view that the model of one would get; then with what a test changes. */
export function liveView(model: TableModel, changes: Partial<LiveView> = {}): LiveView {
  const key = model.primaryKey.map(({ columnName }) => `"${columnName.replaceAll('"', '""')}" IS NOT NULL`)
  return { ...liveTable(model), baseTable: model.viewOf!.table, whereClause: key.join(' AND '), ...changes }
}

/** A keyspace of tables. */
export function liveKeyspace(tables: readonly LiveTable[], changes: Partial<LiveKeyspace> = {}): LiveKeyspace {
  return {
    name: 'shop',
    replication: new Map([
      ['class', 'org.apache.cassandra.locator.SimpleStrategy'],
      ['replication_factor', '1'],
    ]),
    durableWrites: true,
    tables: byName(tables),
    views: new Map(),
    types: new Map(),
    ...changes,
  }
}

/** A schema of keyspaces. */
export function liveSchema(...keyspaces: readonly LiveKeyspace[]): LiveSchema {
  return { keyspaces: byName(keyspaces) }
}

/** Columns of a live table with one replaced, added, or removed (`undefined`). */
export function withColumn(table: LiveTable, name: string, change: Partial<LiveColumn> | undefined): LiveTable {
  const columns = new Map(table.columns)
  const found = columns.get(name) ?? { name, type: 'text', kind: 'regular', position: -1, order: 'none' }
  if (change === undefined) columns.delete(name)
  else columns.set(name, { ...found, ...change })
  return { ...table, columns }
}

/** User-defined types of a keyspace, each by its fields and their type texts. */
export function liveTypes(types: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return byName(
    Object.entries(types).map(([name, fields]): LiveUserType => ({ name, fields: new Map(Object.entries(fields)) })),
  )
}

export function dropped(name: string, type: string, kind: DroppedColumn['kind'] = 'regular') {
  return new Map([[name, { name, type, kind }]])
}

export function liveIndex(name: string, target: string, options: Record<string, string> = {}): LiveIndex {
  const kind = 'class_name' in options ? 'CUSTOM' : 'COMPOSITES'
  return { name, kind, options: new Map(Object.entries({ target, ...options })) }
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
