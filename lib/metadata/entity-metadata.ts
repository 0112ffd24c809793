import type { CqlType } from '../cql/data-type.js'

/** A constructor of entities, abstract ones (mixins, base classes) included. */
export type EntityClass<E extends object = object> = abstract new (...args: never[]) => E

/** What part of the table a column plays. */
export type ColumnRole = 'partition' | 'clustering' | 'static' | 'regular'

export type ClusteringOrder = 'asc' | 'desc'

/** A column as declared: nothing resolved, nothing checked. */
export interface ColumnMetadata {
  readonly propertyName: string
  readonly role: ColumnRole
  /** Type text or type value as written; undefined when it was left to be inferred. */
  readonly type?: string | CqlType | undefined
  /** What the compiler said of the property's type (`design:type`), where it said anything. */
  readonly designType?: unknown
  /** Verbatim column name. */
  readonly columnName?: string | undefined
  /** Place within its part of the primary key. */
  readonly position?: number | undefined
  readonly order?: ClusteringOrder | undefined
  readonly absent?: 'undefined' | 'null' | undefined
  readonly nullable?: boolean | undefined
  readonly comment?: string | undefined
}

export type IndexKind = 'secondary' | 'sai'

/** Which part of a collection an index covers. */
export type IndexTarget = 'values' | 'keys' | 'entries' | 'full'

/** An index on one column, as declared. */
export interface IndexMetadata {
  readonly propertyName: string
  readonly name?: string | undefined
  readonly using: IndexKind
  readonly target?: IndexTarget | undefined
  /** Options of the index class, `{ case_sensitive: 'false' }`. */
  readonly options: Readonly<Record<string, string>>
}

/** Execution defaults an entity may declare for its statements. */
export interface EntityDefaults {
  readonly consistency?: string | undefined
  readonly serialConsistency?: string | undefined
  readonly timeoutMs?: number | undefined
  /** Seconds. */
  readonly ttl?: number | undefined
}

/** Table properties, in the spelling of this library; see `@Table`. */
export interface TableProperties {
  readonly compaction?: Readonly<Record<string, string | number | boolean>> | undefined
  readonly compression?: Readonly<Record<string, string | number | boolean>> | undefined
  readonly caching?: Readonly<Record<string, string | number>> | undefined
  /** Seconds. */
  readonly gcGraceSeconds?: number | undefined
  /** Seconds. */
  readonly defaultTimeToLive?: number | undefined
  readonly cdc?: boolean | undefined
  readonly speculativeRetry?: string | undefined
}

/** A table as declared by `@Table`. */
export interface TableMetadata {
  readonly name?: string | undefined
  readonly keyspace?: string | undefined
  readonly comment?: string | undefined
  /** False: schema sync leaves this table alone. */
  readonly synchronize?: boolean | undefined
  readonly with?: TableProperties | undefined
  readonly defaults?: EntityDefaults | undefined
}

/** Everything declared for one class, its base classes included, base first. */
export interface EntityMetadata {
  readonly entity: EntityClass
  /** Undefined for a class without `@Table`. */
  readonly table: TableMetadata | undefined
  readonly columns: readonly ColumnMetadata[]
  readonly indexes: readonly IndexMetadata[]
}
