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
  /** JavaScript representation other than the default of the type. */
  readonly as?: string | undefined
  /** What a new row gets where the entity says nothing: a value, or a function that makes one. */
  readonly default?: unknown
  readonly generated?: GeneratedId | undefined
  /** The moment of the insert, or of every write, where the entity says none. */
  readonly moment?: 'created' | 'updated' | undefined
  /** It counts the writes of its row: see `@VersionColumn`. */
  readonly isVersion?: boolean | undefined
  /** The first is nearest to the property. */
  readonly transformers?: readonly ValueTransformer[] | undefined
  /** The only values that may be written. */
  readonly allowed?: readonly unknown[] | undefined
  /** False: read only where `select` names it. */
  readonly select?: boolean | undefined
}

/** Ids made on the client: UUIDs of version 4, 1 and 7. */
export type GeneratedId = 'uuid' | 'timeuuid' | 'uuidv7'

/** Between a property and the value its column type takes: `to` on the way to the database, `from` on the way back. */
export interface ValueTransformer {
  readonly to: (value: never) => unknown
  readonly from: (value: never) => unknown
}

/** A property that is read and never written: the write time or remaining life of a column of its row. */
export interface ComputedMetadata {
  readonly propertyName: string
  readonly function: 'writetime' | 'ttl'
  /** Property of the column it is about. */
  readonly of: string
}

export type IndexKind = 'secondary' | 'sai' | 'sasi'

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
  /** When a read is sent to another replica as well: `99p`, `50ms`, `ALWAYS`, `NEVER`. */
  readonly speculativeRetry?: string | undefined
  /** The same of writes, where a transient replica may take them. */
  readonly additionalWritePolicy?: string | undefined
  /** From 0 to 1. */
  readonly bloomFilterFpChance?: number | undefined
  /** From 0 to 1. */
  readonly crcCheckChance?: number | undefined
  /** A memtable configuration of `cassandra.yaml` by its name, from 4.1 on. */
  readonly memtable?: string | undefined
  /** Milliseconds; 0 for never. */
  readonly memtableFlushPeriodInMs?: number | undefined
  readonly minIndexInterval?: number | undefined
  readonly maxIndexInterval?: number | undefined
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

/** A materialized view as declared by `@MaterializedView`; its keyspace is that of the entity it is a view of. */
export interface MaterializedViewMetadata extends Omit<TableMetadata, 'keyspace'> {
  /** The entity it is a view of, where it is known by then. */
  readonly base: () => unknown
}

/** A user-defined type as declared by `@UserType`. */
export interface UserTypeMetadata {
  readonly name?: string | undefined
}

/** The column that says of which class a row is, as declared by `@Discriminator`. */
export interface DiscriminatorMetadata {
  readonly propertyName: string
  /** What a row of no known class is read as: not at all, or an instance of the class with `@Table`. */
  readonly unknown: 'error' | 'base'
}

/** What the discriminator holds in rows of a class, as declared by `@DiscriminatorValue`. */
export type DiscriminatorValueType = string | number | bigint | boolean

/** What happens to entities, as those who listen are told. `Write` is an insert or an update. */
export const hookEvents = [
  'beforeInsert',
  'afterInsert',
  'beforeUpdate',
  'afterUpdate',
  'beforeRemove',
  'afterRemove',
  'beforeWrite',
  'afterLoad',
] as const

export type HookEvent = (typeof hookEvents)[number]

/** A method that is called when something happens to its entity. */
export interface HookMetadata {
  readonly event: HookEvent
  readonly method: string
}

/** Everything declared for one class, its base classes included, base first. */
export interface EntityMetadata {
  readonly entity: EntityClass
  /** Undefined for a class without `@Table`. */
  readonly table: TableMetadata | undefined
  /** Undefined for a class without `@MaterializedView`. */
  readonly view: MaterializedViewMetadata | undefined
  /** Undefined for a class without `@UserType`. */
  readonly userType: UserTypeMetadata | undefined
  readonly columns: readonly ColumnMetadata[]
  readonly computed: readonly ComputedMetadata[]
  readonly indexes: readonly IndexMetadata[]
  /** Base first, each method once an event. */
  readonly hooks: readonly HookMetadata[]
  /** The last one declared; undefined for a table with one class. */
  readonly discriminator: DiscriminatorMetadata | undefined
  /** Of the class itself, not of its bases; undefined where it has none. */
  readonly discriminatorValue: { readonly value: DiscriminatorValueType } | undefined
}
