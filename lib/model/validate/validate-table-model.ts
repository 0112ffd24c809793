import { isMulticell, isMulticellCollection, printDataType } from '../../cql/data-type.js'
import { refuseColumnName, refuseTableLikeName } from '../../cql/identifier.js'
import type { EntityMetadata } from '../../metadata/entity-metadata.js'
import type { ModelOptions } from '../model-options.js'
import type { Problems } from '../problems.js'
import type { ColumnModel, ComputedModel, TableModel } from '../table-model.js'
import { holdsDuration } from '../holds-duration.js'
import { validateCounters } from './validate-counters.js'
import { validateVersion } from './validate-version.js'
import { validateIndex } from './validate-index-model.js'

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
    validateKeyColumn(column, model, problems)
    validateOptions(column, metadata, problems)
  }
  validateCounters(model, metadata, problems)
  validateVersion(model, metadata, problems)
  for (const computed of model.computed) validateComputed(computed, problems)
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
  }
}

function refuseClashingColumns({ columns, computed }: TableModel, problems: Problems): void {
  refuseClashes(
    columns.map(({ propertyName, columnName }) => [propertyName, columnName]),
    problems,
  )
  const results = [...columns, ...computed].map(({ propertyName, resultName }) => [propertyName, resultName] as const)
  if (problems.list.every(({ code }) => code !== 'E_NAME_CLASH')) refuseClashes(results, problems)
}

function refuseClashes(names: readonly (readonly [property: string, name: string])[], problems: Problems): void {
  const owners = new Map<string, string>()
  for (const [propertyName, name] of names) {
    const owner = owners.get(name)
    if (owner === undefined) {
      owners.set(name, propertyName)
    } else {
      problems.add(
        'E_NAME_CLASH',
        propertyName,
        `becomes the column ${name}, which '${owner}' is already; expected one property a column.`,
        'Give one of them another { name }.',
      )
    }
  }
}

function validateKeyColumn(column: ColumnModel, model: TableModel, problems: Problems): void {
  const { isKey, type, propertyName, isSelected } = column
  if (!isKey) return
  const text = printDataType(type)
  if (!isSelected) {
    problems.add(
      'E_COLUMN_OPTION',
      propertyName,
      'is part of the primary key and cannot be left out by { select: false }.',
    )
  }
  if (isMulticell(type)) {
    problems.add(
      'E_KEY_TYPE',
      propertyName,
      `is part of the primary key and cannot have cells of its own for each element; expected a frozen type, given ${text}.`,
      type.kind === 'udt'
        ? 'Leave { frozen: false } out.'
        : `Write frozen<${text}>, or key the table by something simpler.`,
    )
  } else if (holdsDuration(type, model)) {
    problems.add(
      'E_KEY_TYPE',
      propertyName,
      'is part of the primary key and cannot be or hold a duration, which has no order (is 1mo more than 30d?).',
      'Store a bigint of milliseconds or nanoseconds.',
    )
  }
}

function validateComputed({ propertyName, column, function: name }: ComputedModel, problems: Problems): void {
  if (name === 'ttl' && column.isCounter) {
    problems.add(
      'E_COMPUTED',
      propertyName,
      `asks for the ttl of '${column.propertyName}', a counter: it never expires.`,
    )
  }
  if (!column.isKey && !isMulticell(column.type)) return
  const cells = column.type.kind === 'udt' ? 'has a cell for each field' : 'has a cell for each element'
  const what = isMulticell(column.type) ? cells : 'is part of the primary key'
  problems.add(
    'E_COMPUTED',
    propertyName,
    `asks for the ${name} of '${column.propertyName}', which ${what}; expected a column with one cell.`,
  )
}

function validateOptions(column: ColumnModel, { columns }: EntityMetadata, problems: Problems): void {
  const declared = columns.find((other) => other.propertyName === column.propertyName)
  if (declared?.nullable === true && !isMulticellCollection(column.type)) {
    problems.add(
      'E_COLUMN_OPTION',
      column.propertyName,
      `has { nullable: true }, which is for collections that are not frozen; given ${printDataType(column.type)}.`,
      'Every other column reads as absent when it is absent already.',
    )
  }
}
