/** The schema as `system_schema` holds it, for the keyspaces asked for. Names are unquoted, types are text. */
export interface LiveSchema {
  /** By name; keyspaces that do not exist are missing. */
  readonly keyspaces: ReadonlyMap<string, LiveKeyspace>
}

export interface LiveKeyspace {
  readonly name: string
  /** With the class by its full name: `org.apache.cassandra.locator.SimpleStrategy`. */
  readonly replication: ReadonlyMap<string, string>
  readonly durableWrites: boolean
  readonly tables: ReadonlyMap<string, LiveTable>
  /** The materialized views, which share a namespace with tables. */
  readonly views: ReadonlyMap<string, LiveView>
  /** The user-defined types. */
  readonly types: ReadonlyMap<string, LiveUserType>
}

export interface LiveUserType {
  readonly name: string
  /** Type texts by field name, in the order of the server. */
  readonly fields: ReadonlyMap<string, string>
}

export interface LiveTable {
  readonly name: string
  /** The uuid, in lower case. */
  readonly id: string
  readonly properties: LiveProperties
  readonly columns: ReadonlyMap<string, LiveColumn>
  readonly droppedColumns: ReadonlyMap<string, DroppedColumn>
  readonly indexes: readonly LiveIndex[]
}

/** A materialized view: a table that the server keeps, without time to live, capture of changes or indexes. */
export interface LiveView extends LiveTable {
  /** Name of the table it is a view of, in the same keyspace. */
  readonly baseTable: string
  /** As CQL: `assignee IS NOT NULL AND id IS NOT NULL`. */
  readonly whereClause: string
}

/**
 * Table properties, class names in full and values as text as the server stores them; undefined where the server has no such
 * property at all.
 */
export interface LiveProperties {
  readonly comment: string | undefined
  readonly compaction: ReadonlyMap<string, string> | undefined
  readonly compression: ReadonlyMap<string, string> | undefined
  readonly caching: ReadonlyMap<string, string> | undefined
  /** Seconds. */
  readonly gcGraceSeconds: number | undefined
  /** Seconds. */
  readonly defaultTimeToLive: number | undefined
  readonly cdc: boolean | undefined
  readonly speculativeRetry: string | undefined
  readonly additionalWritePolicy: string | undefined
  readonly bloomFilterFpChance: number | undefined
  readonly crcCheckChance: number | undefined
  /** Empty where the table states none: servers keep nothing of a `default`. */
  readonly memtable: string | undefined
  readonly memtableFlushPeriodInMs: number | undefined
  readonly minIndexInterval: number | undefined
  readonly maxIndexInterval: number | undefined
}

export type LiveColumnKind = 'partition_key' | 'clustering' | 'static' | 'regular'

export interface LiveColumn {
  readonly name: string
  /** As the server prints it, without a wrapper for descending columns. */
  readonly type: string
  readonly kind: LiveColumnKind
  /** Place in its part of the primary key; -1 outside of it. */
  readonly position: number
  readonly order: 'asc' | 'desc' | 'none'
}

/** A column that once was: its name may come back only with the same type and kind. */
export interface DroppedColumn {
  readonly name: string
  readonly type: string
  /** Undefined where the server does not say, as ScyllaDB. */
  readonly kind: LiveColumnKind | undefined
}

export interface LiveIndex {
  readonly name: string
  /** `COMPOSITES` or `KEYS` for the server's own indexes, `CUSTOM` for index classes. */
  readonly kind: string
  /** `target` and, of custom ones, `class_name`, as typed at creation. */
  readonly options: ReadonlyMap<string, string>
}
