import { quoteIdentifier, quoteText } from './identifier.js'
import type {
  AddColumnsNode,
  AddFieldNode,
  AlterTableNode,
  ColumnNode,
  CreateIndexNode,
  CreateKeyspaceNode,
  CreateTableNode,
  CreateTypeNode,
  CreateViewNode,
  FieldNode,
  PropertyNode,
  PropertyValue,
  QualifiedName,
  SchemaStatementNode,
} from './schema-statement.js'

/** The text of a schema statement: one function per kind, clauses in the order of the grammar. */
export function renderSchemaStatement(node: SchemaStatementNode): string {
  switch (node.kind) {
    case 'create keyspace':
      return renderCreateKeyspace(node)
    case 'create type':
      return renderCreateType(node)
    case 'add field':
      return renderAddField(node)
    case 'create table':
      return renderCreateTable(node)
    case 'add columns':
      return renderAddColumns(node)
    case 'create view':
      return renderCreateView(node)
    case 'alter table':
    case 'alter view':
      return renderAlterTable(node)
    case 'create index':
      return renderCreateIndex(node)
  }
}

function renderCreateKeyspace({ name, properties }: CreateKeyspaceNode): string {
  return `CREATE KEYSPACE IF NOT EXISTS ${quoteIdentifier(name)} WITH ${properties.map(renderProperty).join(' AND ')}`
}

function renderCreateType({ type, fields }: CreateTypeNode): string {
  return `CREATE TYPE IF NOT EXISTS ${qualified(type)} (${fields.map(renderField).join(', ')})`
}

function renderAddField({ type, field }: AddFieldNode): string {
  return `ALTER TYPE ${qualified(type)} ADD IF NOT EXISTS ${renderField(field)}`
}

function renderCreateTable({ table, columns, partitionKey, clusteringColumns, ...rest }: CreateTableNode): string {
  const key = renderPrimaryKey({ partitionKey, clusteringColumns })
  const definitions = [...columns.map(renderColumn), key].join(', ')
  const create = `CREATE TABLE IF NOT EXISTS ${qualified(table)} (${definitions})`
  return `${create}${renderCreationClauses({ clusteringColumns, ...rest })}`
}

function renderCreateView({ view, table, columns, ...rest }: CreateViewNode): string {
  const key = [...rest.partitionKey, ...rest.clusteringColumns.map(({ name }) => name)]
  return [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${qualified(view)} AS SELECT ${names(columns)} FROM ${qualified(table)}`,
    `WHERE ${key.map((name) => `${quoteIdentifier(name)} IS NOT NULL`).join(' AND ')}`,
    `${renderPrimaryKey(rest)}${renderCreationClauses(rest)}`,
  ].join(' ')
}

type Keyed = Pick<CreateTableNode, 'partitionKey' | 'clusteringColumns'>

function renderPrimaryKey({ partitionKey, clusteringColumns }: Keyed): string {
  const key = [`(${names(partitionKey)})`, ...clusteringColumns.map(({ name }) => quoteIdentifier(name))].join(', ')
  return `PRIMARY KEY (${key})`
}

type Created = Pick<CreateTableNode, 'id' | 'clusteringColumns' | 'properties'>

/** ` WITH …`, or nothing. */
function renderCreationClauses({ id, clusteringColumns, properties }: Created): string {
  const order = clusteringColumns.map((column) => `${quoteIdentifier(column.name)} ${column.order}`).join(', ')
  const clauses = [
    ...(id === undefined ? [] : [`ID = ${id}`]),
    ...(order === '' ? [] : [`CLUSTERING ORDER BY (${order})`]),
    ...properties.map(renderProperty),
  ]
  return clauses.length === 0 ? '' : ` WITH ${clauses.join(' AND ')}`
}

function renderAddColumns({ table, columns }: AddColumnsNode): string {
  return `ALTER TABLE ${qualified(table)} ADD IF NOT EXISTS (${columns.map(renderColumn).join(', ')})`
}

function renderAlterTable({ kind, table, properties }: AlterTableNode): string {
  const what = kind === 'alter view' ? 'MATERIALIZED VIEW' : 'TABLE'
  return `ALTER ${what} ${qualified(table)} WITH ${properties.map(renderProperty).join(' AND ')}`
}

function renderCreateIndex({ name, table, column, target, using, options }: CreateIndexNode): string {
  const quoted = quoteIdentifier(column)
  // Servers before 5.0 want the word for every class but their own; 5.0 knows its index `sai` without.
  const isCustom = using !== undefined && using !== 'sai'
  const on = `${qualified(table)} (${target === undefined ? quoted : `${target}(${quoted})`})`
  return [
    `CREATE ${isCustom ? 'CUSTOM ' : ''}INDEX IF NOT EXISTS ${quoteIdentifier(name)} ON ${on}`,
    ...(using === undefined ? [] : [`USING ${quoteText(using)}`]),
    ...(options.size === 0 ? [] : [`WITH OPTIONS = ${renderValue(options)}`]),
  ].join(' ')
}

function renderColumn(column: ColumnNode): string {
  return `${renderField(column)}${column.isStatic ? ' STATIC' : ''}`
}

function renderField({ name, type }: FieldNode): string {
  return `${quoteIdentifier(name)} ${type}`
}

function renderProperty({ name, value }: PropertyNode): string {
  return `${name} = ${renderValue(value)}`
}

function renderValue(value: PropertyValue): string {
  if (typeof value === 'string') return quoteText(value)
  if (typeof value !== 'object') return String(value)
  return `{${[...value].map(([key, text]) => `${quoteText(key)}: ${quoteText(text)}`).join(', ')}}`
}

function qualified({ keyspace, name }: QualifiedName): string {
  return `${quoteIdentifier(keyspace)}.${quoteIdentifier(name)}`
}

function names(columns: readonly string[]): string {
  return columns.map(quoteIdentifier).join(', ')
}
