import { printDataType } from '../cql/data-type.js'
import { renderSchemaStatement } from '../cql/render-schema-statement.js'
import type { ColumnNode, FieldNode, PropertyValue } from '../cql/schema-statement.js'
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
    partitionKey: model.partitionKey.map((column) => column.columnName),
    clusteringColumns: model.clusteringColumns.map(({ columnName, order }) => ({
      name: columnName,
      order: order === 'desc' ? 'DESC' : 'ASC',
    })),
    id: features.fixedTableIds ? tableId(model.keyspace, model.table, generation) : undefined,
    properties: propertyNodes(statedProperties(model)),
  })
}

/** `ALTER TABLE … ADD IF NOT EXISTS` for some columns of a model (taken by servers from 4.1 on). */
export function addColumnsCql(model: TableModel, columns: readonly ColumnModel[]): string {
  return renderSchemaStatement({ kind: 'add columns', table: nameOf(model), columns: columns.map(columnNode) })
}

/** `ALTER TABLE … WITH` for some properties. */
export function alterTableCql(
  model: TableModel,
  properties: readonly (readonly [StatedProperty, PropertyValue])[],
): string {
  return renderSchemaStatement({ kind: 'alter table', table: nameOf(model), properties: propertyNodes(properties) })
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

function columnNode({ columnName, type, role }: ColumnModel): ColumnNode {
  return { name: columnName, type: printDataType(type), isStatic: role === 'static' }
}

function fieldNode({ fieldName, type }: FieldModel): FieldNode {
  return { name: fieldName, type: printDataType(type) }
}

function nameOf({ keyspace, table }: TableModel) {
  return { keyspace, name: table }
}
