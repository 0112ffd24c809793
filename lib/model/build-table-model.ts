import { buildCodec } from '../codec/build-codec.js'
import { isMulticellCollection } from '../cql/data-type.js'
import { quoteIdentifier } from '../cql/identifier.js'
import type { ColumnMetadata, EntityClass, EntityMetadata, IndexMetadata } from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import type { NamingStrategy } from './naming-strategy.js'
import { orderColumns } from './order-columns.js'
import { problemsOf } from './problems.js'
import type { Problems } from './problems.js'
import { resolveType } from './resolve-type.js'
import type { AbsentValue, ColumnModel, IndexModel, TableModel } from './table-model.js'
import { validateDeclaration, validateTableModel } from './validate-table-model.js'

/** What a model depends on besides the class. */
export interface ModelOptions {
  /** Keyspace of entities that name none themselves. */
  readonly keyspace?: string | undefined
  readonly namingStrategy: NamingStrategy
  /** What absent cells read as, where the column does not say. */
  readonly absent: 'undefined' | 'null'
}

/** The model of a class, or every mistake in its declaration. */
export interface BuiltTableModel<E extends object = object> {
  readonly model: TableModel<E>
  readonly problems: Problems
}

/** Resolves what was declared for a class. The model may be used only if there are no problems. */
export function buildTableModel<E extends object>(entity: EntityClass<E>, options: ModelOptions): BuiltTableModel<E> {
  const { metadata, problems: declared } = readEntityMetadata(entity)
  const problems = problemsOf(entity.name || 'anonymous class')
  for (const { code, property, message, hint } of declared) problems.add(code, property, message, hint)
  validateDeclaration(metadata, options, problems)
  const columns = orderColumns(metadata.columns, problems)
    .map((column, ordinal) => buildColumn(column, ordinal, options, problems))
    .filter((column) => column !== undefined)
  const model = assemble(entity, metadata, columns, options, problems)
  validateTableModel(model, metadata, problems)
  return { model, problems }
}

function buildColumn(
  column: ColumnMetadata,
  ordinal: number,
  { namingStrategy, absent }: ModelOptions,
  problems: Problems,
): ColumnModel | undefined {
  const type = resolveType(column, problems)
  if (type === undefined) return undefined
  const columnName = column.columnName ?? namingStrategy.columnName(column.propertyName)
  const absentValue: AbsentValue =
    isMulticellCollection(type) && column.nullable !== true ? 'empty' : (column.absent ?? absent)
  return Object.freeze({
    ordinal,
    propertyName: column.propertyName,
    columnName,
    quotedName: quoteIdentifier(columnName),
    role: column.role,
    order: column.order,
    type,
    codec: buildCodec(type),
    absent: absentValue,
  })
}

function assemble<E extends object>(
  entity: EntityClass<E>,
  { table, indexes }: EntityMetadata,
  columns: readonly ColumnModel[],
  { keyspace: defaultKeyspace, namingStrategy }: ModelOptions,
  problems: Problems,
): TableModel<E> {
  const keyspace = table?.keyspace ?? defaultKeyspace ?? ''
  const tableName = table?.name ?? namingStrategy.tableName(entity.name)
  const ofRole = (role: ColumnModel['role']) => Object.freeze(columns.filter((column) => column.role === role))
  const partitionKey = ofRole('partition')
  const clusteringColumns = ofRole('clustering')
  const columnOf = new Map(columns.map((column) => [column.propertyName, column]))
  return Object.freeze({
    entity,
    entityName: entity.name,
    keyspace,
    table: tableName,
    qualifiedName: `${quoteIdentifier(keyspace)}.${quoteIdentifier(tableName)}`,
    comment: table?.comment,
    synchronize: table?.synchronize ?? true,
    properties: table?.with ?? {},
    defaults: table?.defaults ?? {},
    columns: Object.freeze(columns),
    partitionKey,
    clusteringColumns,
    primaryKey: Object.freeze([...partitionKey, ...clusteringColumns]),
    staticColumns: ofRole('static'),
    regularColumns: ofRole('regular'),
    columnOf,
    indexes: indexes.flatMap((index) => buildIndex(index, tableName, columnOf, namingStrategy, problems)),
    userTypes: [],
  })
}

/** No index for a property without a resolved column: an unknown one is a problem, an untyped one is reported already. */
function buildIndex(
  index: IndexMetadata,
  table: string,
  columnOf: ReadonlyMap<string, ColumnModel>,
  { indexName }: NamingStrategy,
  problems: Problems,
): IndexModel[] {
  const column = columnOf.get(index.propertyName)
  if (column === undefined) {
    problems.add('E_INDEX', index.propertyName, 'has an index but no usable column.', 'Add @Column with a type.')
    return []
  }
  const { name = indexName(table, column.columnName), using, target, options } = index
  return [Object.freeze({ name, column, using, target, options })]
}
