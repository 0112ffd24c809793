import type { DriverRow } from '../driver/driver.js'
import { listCell, mapCell, numberCell, textCell, uuidCell } from './live/live-cell.js'
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
} from './live/live-schema.js'

/** Rows of the tables of `system_schema`, by table. */
export type SchemaRows = Readonly<
  Record<'keyspaces' | 'tables' | 'columns' | 'dropped_columns' | 'indexes' | 'views' | 'types', readonly DriverRow[]>
>

type Groups = ReadonlyMap<string, readonly DriverRow[]>

/** Puts the rows of `system_schema` together: keyspaces, in them types and tables, in these columns and indexes. */
export function assembleSchema(rows: SchemaRows): LiveSchema {
  const tablesOf = groupBy(rows.tables, keyspaceOf)
  const parts = {
    columns: groupBy(rows.columns, tableKey),
    dropped: groupBy(rows.dropped_columns, tableKey),
    indexes: groupBy(rows.indexes, tableKey),
  }
  const viewsOf = groupBy(rows.views, keyspaceOf)
  const typesOf = groupBy(rows.types, keyspaceOf)
  const keyspaces = rows.keyspaces.map((row): LiveKeyspace => {
    const name = keyspaceOf(row)
    return {
      name,
      replication: mapCell(row.replication),
      durableWrites: row.durable_writes !== false,
      tables: byName((tablesOf.get(name) ?? []).map((table) => liveTable(table, parts))),
      views: byName((viewsOf.get(name) ?? []).map((view) => liveView(view, parts))),
      types: byName((typesOf.get(name) ?? []).map(liveUserType)),
    }
  })
  return { keyspaces: byName(keyspaces) }
}

type Parts = Readonly<Record<'columns' | 'dropped' | 'indexes', Groups>>

/** `system_schema.columns` has the columns of views under their names as well. */
function liveView({ view_name: name, ...row }: DriverRow, parts: Parts): LiveView {
  const table = liveTable({ ...row, table_name: name }, parts)
  return { ...table, baseTable: textCell(row.base_table_name), whereClause: textCell(row.where_clause) }
}

function liveTable(row: DriverRow, parts: Parts): LiveTable {
  const rowsOf = (groups: Groups) => groups.get(tableKey(row)) ?? []
  return {
    name: textCell(row.table_name),
    id: uuidCell(row.id),
    properties: liveProperties(row),
    columns: byName(rowsOf(parts.columns).map(liveColumn)),
    droppedColumns: byName(rowsOf(parts.dropped).map(droppedColumn)),
    indexes: rowsOf(parts.indexes).map(liveIndex),
  }
}

function liveProperties(row: DriverRow): LiveProperties {
  return {
    comment: textCell(row.comment),
    compaction: mapCell(row.compaction),
    compression: mapCell(row.compression),
    caching: mapCell(row.caching),
    gcGraceSeconds: numberCell(row.gc_grace_seconds),
    defaultTimeToLive: numberCell(row.default_time_to_live),
    cdc: row.cdc === true,
    speculativeRetry: textCell(row.speculative_retry),
    additionalWritePolicy: textCell(row.additional_write_policy),
    bloomFilterFpChance: numberCell(row.bloom_filter_fp_chance),
    crcCheckChance: numberCell(row.crc_check_chance),
    memtable: textCell(row.memtable),
    memtableFlushPeriodInMs: numberCell(row.memtable_flush_period_in_ms),
    minIndexInterval: numberCell(row.min_index_interval),
    maxIndexInterval: numberCell(row.max_index_interval),
  }
}

function liveColumn(row: DriverRow): LiveColumn {
  return {
    ...droppedColumn(row),
    position: numberCell(row.position),
    order: textCell(row.clustering_order) as LiveColumn['order'],
  }
}

function droppedColumn(row: DriverRow): DroppedColumn {
  return {
    name: textCell(row.column_name),
    type: textCell(row.type),
    kind: textCell(row.kind) as LiveColumn['kind'],
  }
}

function liveIndex(row: DriverRow): LiveIndex {
  return { name: textCell(row.index_name), kind: textCell(row.kind), options: mapCell(row.options) }
}

function liveUserType(row: DriverRow): LiveUserType {
  const types = listCell(row.field_types)
  return {
    name: textCell(row.type_name),
    fields: new Map(listCell(row.field_names).map((field, i) => [field, types[i] ?? ''])),
  }
}

function keyspaceOf(row: DriverRow): string {
  return textCell(row.keyspace_name)
}

/** Neither name can hold a dot. */
function tableKey(row: DriverRow): string {
  return `${keyspaceOf(row)}.${textCell(row.table_name)}`
}

function groupBy(rows: readonly DriverRow[], keyOf: (row: DriverRow) => string): Groups {
  const groups = new Map<string, DriverRow[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
