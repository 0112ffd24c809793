import type { DriverRow } from '../driver/driver.js'
import { listCell, mapCell, numberCell, textCell, uuidCell } from './live/live-cell.js'
import type {
  DroppedColumn,
  LiveColumn,
  LiveColumnKind,
  LiveIndex,
  LiveKeyspace,
  LiveProperties,
  LiveSchema,
  LiveTable,
  LiveUserType,
  LiveView,
} from './live/live-schema.js'
import { cqlPropertyNames } from './table-properties.js'
import type { StatedProperty } from './table-properties.js'

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

/** A column that the server does not have leaves its property undefined; a cell that it leaves empty does not. */
function liveProperties(row: DriverRow): LiveProperties {
  const read = <T>(name: StatedProperty, cellOf: (cell: unknown) => T): T | undefined => {
    const cell = row[cqlPropertyNames[name]]
    return cell === undefined ? undefined : cellOf(cell)
  }
  return {
    comment: read('comment', textCell),
    compaction: read('compaction', mapCell),
    compression: read('compression', mapCell),
    caching: read('caching', mapCell),
    gcGraceSeconds: read('gcGraceSeconds', numberCell),
    defaultTimeToLive: read('defaultTimeToLive', numberCell),
    cdc: read('cdc', (cell) => cell === true),
    speculativeRetry: read('speculativeRetry', textCell),
    additionalWritePolicy: read('additionalWritePolicy', textCell),
    bloomFilterFpChance: read('bloomFilterFpChance', numberCell),
    crcCheckChance: read('crcCheckChance', numberCell),
    memtable: read('memtable', textCell),
    memtableFlushPeriodInMs: read('memtableFlushPeriodInMs', numberCell),
    minIndexInterval: read('minIndexInterval', numberCell),
    maxIndexInterval: read('maxIndexInterval', numberCell),
  }
}

function liveColumn(row: DriverRow): LiveColumn {
  return {
    name: textCell(row.column_name),
    type: textCell(row.type),
    kind: textCell(row.kind) as LiveColumnKind,
    position: numberCell(row.position),
    order: textCell(row.clustering_order) as LiveColumn['order'],
  }
}

function droppedColumn({ column_name: name, type, kind }: DriverRow): DroppedColumn {
  return {
    name: textCell(name),
    type: textCell(type),
    kind: kind === undefined ? undefined : (textCell(kind) as LiveColumnKind),
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
