import { isCollection, isMulticell, printDataType } from '../cql/data-type.js'
import { refuseColumnName, refuseTableLikeName } from '../cql/identifier.js'
import type { EntityMetadata } from '../metadata/entity-metadata.js'
import type { ModelOptions } from './build-table-model.js'
import type { Problems } from './problems.js'
import type { ColumnModel, IndexModel, TableModel } from './table-model.js'

/** Rules on what was declared, before anything is resolved. */
export function validateDeclaration(metadata: EntityMetadata, options: ModelOptions, problems: Problems): void {
  const { table, columns } = metadata
  if (table === undefined) {
    problems.add('E_NOT_AN_ENTITY', undefined, 'is not an entity.', 'Decorate the class with @Table().')
  }
  if (!columns.some((column) => column.role === 'partition')) {
    problems.add(
      'E_KEY_MISSING',
      undefined,
      'has no partition key; expected at least one @PartitionKey() property, given none.',
      'The partition key decides which nodes hold a row: choose what every query of this table will know.',
    )
  }
  if ((table?.keyspace ?? options.keyspace) === undefined) {
    problems.add('E_KEYSPACE', undefined, 'has no keyspace.', 'Give `keyspace` to the DataSource or to @Table().')
  }
  refuseStaticWithoutClustering(metadata, problems)
}

function refuseStaticWithoutClustering({ columns }: EntityMetadata, problems: Problems): void {
  if (columns.some((column) => column.role === 'clustering')) return
  for (const column of columns) {
    if (column.role !== 'static') continue
    problems.add(
      'E_STATIC',
      column.propertyName,
      'is static in a table without clustering columns; expected a @ClusteringColumn(), given none.',
      'Without clustering columns a partition is one row and every column is as good as static: use @Column().',
    )
  }
}

/** Rules on the resolved model, checkable without a cluster; one small function each. */
export function validateTableModel(model: TableModel, metadata: EntityMetadata, problems: Problems): void {
  if (metadata.table !== undefined) validateNames(model, problems)
  refuseClashingColumns(model, problems)
  for (const column of model.columns) {
    validateKeyType(column, problems)
    validateOptions(column, metadata, problems)
  }
  for (const index of model.indexes) validateIndex(index, model, problems)
}

function validateNames({ keyspace, table, columns }: TableModel, problems: Problems): void {
  const tableRefusal = refuseTableLikeName(table, 'table')
  if (tableRefusal !== undefined) {
    problems.add('E_NAME', undefined, `has an impossible table name: ${tableRefusal}.`)
  }
  const keyspaceRefusal = keyspace === '' ? undefined : refuseTableLikeName(keyspace, 'keyspace')
  if (keyspaceRefusal !== undefined) {
    problems.add('E_NAME', undefined, `has an impossible keyspace name: ${keyspaceRefusal}.`)
  }
  for (const column of columns) {
    const refusal = refuseColumnName(column.columnName)
    if (refusal !== undefined) problems.add('E_NAME', column.propertyName, `${refusal}.`)
    if (column.propertyName === '__proto__') {
      problems.add(
        'E_NAME',
        '__proto__',
        'a property of this name would be the prototype of the entity; choose another.',
      )
    }
  }
}

function refuseClashingColumns({ columns }: TableModel, problems: Problems): void {
  const owners = new Map<string, string>()
  for (const { columnName, propertyName } of columns) {
    const owner = owners.get(columnName)
    if (owner === undefined) {
      owners.set(columnName, propertyName)
    } else {
      problems.add(
        'E_NAME_CLASH',
        propertyName,
        `becomes the column ${columnName}, which '${owner}' is already; expected one property a column.`,
        'Give one of them another { name }.',
      )
    }
  }
}

function validateKeyType({ role, type, propertyName }: ColumnModel, problems: Problems): void {
  const isKey = role === 'partition' || role === 'clustering'
  const text = printDataType(type)
  if (type.kind === 'native' && type.name === 'counter') {
    problems.add(
      'E_COUNTER',
      propertyName,
      'is a counter, which this version does not support yet; expected another type.',
      'Use bigint for a number that is written whole.',
    )
  } else if (isKey && isMulticell(type)) {
    problems.add(
      'E_KEY_TYPE',
      propertyName,
      `is part of the primary key and cannot be a collection with cells of its own; expected a frozen type, given ${text}.`,
      `Write frozen<${text}>, or key the table by something simpler.`,
    )
  } else if (isKey && type.kind === 'native' && type.name === 'duration') {
    problems.add(
      'E_KEY_TYPE',
      propertyName,
      'is part of the primary key and cannot be a duration, which has no order (is 1mo more than 30d?).',
      'Store a bigint of milliseconds or nanoseconds.',
    )
  }
}

function validateOptions(column: ColumnModel, { columns }: EntityMetadata, problems: Problems): void {
  const declared = columns.find((other) => other.propertyName === column.propertyName)
  if (declared?.nullable === true && !isMulticell(column.type)) {
    problems.add(
      'E_COLUMN_OPTION',
      column.propertyName,
      `has { nullable: true }, which is for collections that are not frozen; given ${printDataType(column.type)}.`,
      'Every other column reads as absent when it is absent already.',
    )
  }
}

function validateIndex(index: IndexModel, model: TableModel, problems: Problems): void {
  const { column, target, name } = index
  const property = column.propertyName
  const refusal = refuseTableLikeName(name, 'index')
  if (refusal !== undefined) problems.add('E_NAME', property, `has an impossible index name: ${refusal}.`)
  if (column.role === 'partition' && model.partitionKey.length === 1) {
    problems.add(
      'E_INDEX',
      property,
      'is the only partition key column and cannot be indexed: every query by it finds its node at once.',
      'Remove the index.',
    )
  }
  if (column.type.kind === 'native' && column.type.name === 'duration') {
    problems.add('E_INDEX', property, 'is a duration, which has no order and cannot be indexed.', 'Remove the index.')
  }
  if (target !== undefined && !isCollection(column.type)) {
    problems.add('E_INDEX', property, `has an index target '${target}', which is for collections.`, 'Remove it.')
  } else if (isCollection(column.type) && !isMulticell(column.type) && target !== 'full') {
    problems.add(
      'E_INDEX',
      property,
      'is a frozen collection: only the whole of it can be indexed.',
      "Use target: 'full'.",
    )
  } else if (isMulticell(column.type) && target === 'full') {
    problems.add('E_INDEX', property, "is a collection with cells of its own: 'full' is for frozen ones.")
  } else if ((target === 'keys' || target === 'entries') && column.type.kind !== 'map') {
    problems.add('E_INDEX', property, `has an index target '${target}', which is for maps.`, "Use target: 'values'.")
  }
  const clash = model.indexes.find((other) => other !== index && other.name === name)
  if (clash !== undefined) {
    problems.add(
      'E_NAME_CLASH',
      property,
      `has an index of the same name as '${clash.column.propertyName}'.`,
      'Name one of them.',
    )
  }
}
