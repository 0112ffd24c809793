import { printDataType } from '../cql/data-type.js'
import { renderSchemaStatement } from '../cql/render-schema-statement.js'
import type { ColumnNode, CreateViewNode, FieldNode, PropertyValue } from '../cql/schema-statement.js'
import type { IndexKind } from '../metadata/entity-metadata.js'
import { indexTargetOf } from '../model/index-target.js'
import type { ColumnModel, IndexModel, TableModel } from '../model/table-model.js'
import type { FieldModel, UserTypeModel } from '../model/user-type-model.js'
import type { ServerFeatures } from './live/server-features.js'
import { tableId } from './live/table-id.js'
import { propertyNodes, statedProperties } from './table-properties.js'
import type { StatedProperty } from './table-properties.js'

/** `CREATE TYPE IF NOT EXISTS` for a model. */
export function createTypeCql({ keyspace, name, fields }: UserTypeModel): string {
  return renderSchemaStatement({ kind: 'create type', type: { keyspace, name }, fields: fields.map(fieldNode) })
}

/** `ALTER TYPE … ADD IF NOT EXISTS` for one field of a model (taken by servers from 4.1 on). */
export function addFieldCql({ keyspace, name }: UserTypeModel, field: FieldModel): string {
  return renderSchemaStatement({ kind: 'add field', type: { keyspace, name }, field: fieldNode(field) })
}

/** `CREATE TABLE IF NOT EXISTS` for a model: every column, its order, its properties, its fixed id of a generation. */
export function createTableCql(model: TableModel, features: ServerFeatures, generation = 0): string {
  return renderSchemaStatement({
    kind: 'create table',
    table: nameOf(model),
    columns: model.columns.map(columnNode),
    ...keyOf(model),
    id: features.linearSchema ? undefined : tableId(model.keyspace, model.table, generation),
    properties: propertyNodes(statedProperties(model)),
  })
}

/**
 * `CREATE MATERIALIZED VIEW IF NOT EXISTS` for the model of a view. Its id is one of all that cannot be changed later: a
 * view that was dropped and is made otherwise has another.
 */
export function createViewCql(model: TableModel, base: TableModel, features: ServerFeatures): string {
  const { keyspace } = model
  const view: CreateViewNode = {
    kind: 'create view',
    view: nameOf(model),
    table: { keyspace, name: base.table },
    columns: model.columns.map((column) => column.columnName),
    ...keyOf(model),
    id: undefined,
    properties: [],
  }
  const id = features.linearSchema ? undefined : tableId(keyspace, renderSchemaStatement(view))
  return renderSchemaStatement({ ...view, id, properties: propertyNodes(statedProperties(model)) })
}

/** `ALTER TABLE … ADD IF NOT EXISTS` for some columns of a model (taken by servers from 4.1 on). */
export function addColumnsCql(model: TableModel, columns: readonly ColumnModel[]): string {
  return renderSchemaStatement({ kind: 'add columns', table: nameOf(model), columns: columns.map(columnNode) })
}

/** `ALTER TABLE … WITH`, `ALTER MATERIALIZED VIEW … WITH` for some properties. */
export function alterTableCql(
  model: TableModel,
  properties: readonly (readonly [StatedProperty, PropertyValue])[],
): string {
  const kind = model.viewOf === undefined ? 'alter table' : 'alter view'
  return renderSchemaStatement({ kind, table: nameOf(model), properties: propertyNodes(properties) })
}

/** The class of each kind of index; the server's own has none to name. */
const indexClasses: Readonly<Record<IndexKind, string | undefined>> = {
  secondary: undefined,
  sai: 'sai',
  sasi: 'org.apache.cassandra.index.sasi.SASIIndex',
}

/** `CREATE INDEX IF NOT EXISTS` for an index of a model; `CREATE CUSTOM INDEX` for SASI, as servers before 5.0 want it. */
export function createIndexCql(model: TableModel, index: IndexModel): string {
  return renderSchemaStatement({
    kind: 'create index',
    name: index.name,
    table: nameOf(model),
    column: index.column.columnName,
    target: indexTargetOf(index),
    using: indexClasses[index.using],
    options: new Map(Object.entries(index.options)),
  })
}

function keyOf({ partitionKey, clusteringColumns }: TableModel) {
  return {
    partitionKey: partitionKey.map((column) => column.columnName),
    clusteringColumns: clusteringColumns.map(({ columnName, order }) => ({
      name: columnName,
      order: order === 'desc' ? ('DESC' as const) : ('ASC' as const),
    })),
  }
}

function columnNode({ columnName, type, role }: ColumnModel): ColumnNode {
  return { name: columnName, type: printDataType(type), isStatic: role === 'static' }
}

function fieldNode({ fieldName, type }: FieldModel): FieldNode {
  return { name: fieldName, type: printDataType(type) }
}

function nameOf({ keyspace, table }: TableModel) {
  return { keyspace, name: table }
}
