/**
 * Statements of the data definition language as plain nodes. Names are plain here and quoted by the renderer, because
 * the server takes no bind markers in these statements; rendering is in `render-schema-statement.ts`.
 */

/** A keyspace and something in it, both unquoted. */
export interface QualifiedName {
  readonly keyspace: string
  readonly name: string
}

/** A property value: text is quoted, a map becomes `{'key': 'value'}` with its values as text. */
export type PropertyValue = string | number | boolean | ReadonlyMap<string, string>

/** A table or keyspace property by its CQL name, `gc_grace_seconds`. */
export interface PropertyNode {
  readonly name: string
  readonly value: PropertyValue
}

export interface ColumnNode {
  readonly name: string
  /** Type text. */
  readonly type: string
  readonly isStatic: boolean
}

export interface ClusteringColumnNode {
  readonly name: string
  readonly order: 'ASC' | 'DESC'
}

/** `CREATE KEYSPACE IF NOT EXISTS` */
export interface CreateKeyspaceNode {
  readonly kind: 'create keyspace'
  readonly name: string
  readonly properties: readonly PropertyNode[]
}

/** A field of a user-defined type. */
export interface FieldNode {
  readonly name: string
  /** Type text. */
  readonly type: string
}

/** `CREATE TYPE IF NOT EXISTS` */
export interface CreateTypeNode {
  readonly kind: 'create type'
  readonly type: QualifiedName
  readonly fields: readonly FieldNode[]
}

/** `ALTER TYPE … ADD IF NOT EXISTS`: the grammar takes one field. */
export interface AddFieldNode {
  readonly kind: 'add field'
  readonly type: QualifiedName
  readonly field: FieldNode
}

/** `CREATE TABLE IF NOT EXISTS` */
export interface CreateTableNode {
  readonly kind: 'create table'
  readonly table: QualifiedName
  readonly columns: readonly ColumnNode[]
  readonly partitionKey: readonly string[]
  readonly clusteringColumns: readonly ClusteringColumnNode[]
  /** The id the table gets; the server makes one up if there is none. */
  readonly id: string | undefined
  readonly properties: readonly PropertyNode[]
}

/** `ALTER TABLE … ADD IF NOT EXISTS` */
export interface AddColumnsNode {
  readonly kind: 'add columns'
  readonly table: QualifiedName
  readonly columns: readonly ColumnNode[]
}

/** `CREATE MATERIALIZED VIEW IF NOT EXISTS`: every row of the table that has all columns of the key of the view. */
export interface CreateViewNode {
  readonly kind: 'create view'
  readonly view: QualifiedName
  readonly table: QualifiedName
  readonly columns: readonly string[]
  readonly partitionKey: readonly string[]
  readonly clusteringColumns: readonly ClusteringColumnNode[]
  /** The id the view gets; the server makes one up if there is none. */
  readonly id: string | undefined
  readonly properties: readonly PropertyNode[]
}

/** `ALTER TABLE … WITH`, `ALTER MATERIALIZED VIEW … WITH` */
export interface AlterTableNode {
  readonly kind: 'alter table' | 'alter view'
  readonly table: QualifiedName
  readonly properties: readonly PropertyNode[]
}

/** Which part of a collection an index covers; undefined for a column that is none. */
export type IndexTargetFunction = 'values' | 'keys' | 'entries' | 'full'

/** `CREATE INDEX IF NOT EXISTS` */
export interface CreateIndexNode {
  readonly kind: 'create index'
  readonly name: string
  readonly table: QualifiedName
  readonly column: string
  readonly target: IndexTargetFunction | undefined
  /** Index class, `sai`; the server's own index if there is none. */
  readonly using: string | undefined
  readonly options: ReadonlyMap<string, string>
}

export type SchemaStatementNode =
  | CreateKeyspaceNode
  | CreateTypeNode
  | AddFieldNode
  | CreateTableNode
  | AddColumnsNode
  | CreateViewNode
  | AlterTableNode
  | CreateIndexNode
