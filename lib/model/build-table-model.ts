import { partsOf } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import { aliasOf, quoteIdentifier } from '../cql/identifier.js'
import { didYouMean } from '../errors/did-you-mean.js'
import type {
  ColumnMetadata,
  ComputedMetadata,
  EntityClass,
  EntityMetadata,
  IndexMetadata,
  TableMetadata,
} from '../metadata/entity-metadata.js'
import { readEntityMetadata } from '../metadata/read-entity-metadata.js'
import { buildColumn } from './build-column.js'
import { shareColumns, shareComputed } from './discriminator-column.js'
import type { ModelOptions } from './model-options.js'
import type { NamingStrategy } from './naming-strategy.js'
import { orderColumns } from './order-columns.js'
import { problemsOf } from './problems.js'
import type { Problems } from './problems.js'
import type { Place } from './shared-table.js'
import type { ColumnModel, ComputedModel, IndexModel, TableModel } from './table-model.js'
import type { UserTypeModel } from './user-type-model.js'
import { UserTypes } from './user-types.js'
import { validateHooks } from './validate/validate-hooks.js'
import { validateDeclaration, validateTableModel } from './validate/validate-table-model.js'

/** The model of a class, or every mistake in its declaration. */
export interface BuiltTableModel<E extends object = object> {
  readonly model: TableModel<E>
  readonly problems: Problems
}

/**
 * Resolves what was declared for a class. The model may be used only if there are no problems. Classes that share
 * user-defined types are given the same `userTypesOf`, which keeps those of each keyspace. `place`: of a class that
 * shares its table.
 */
export function buildTableModel<E extends object>(
  entity: EntityClass<E>,
  options: ModelOptions,
  userTypesOf = (keyspace: string): UserTypes => new UserTypes(keyspace, options),
  place?: Place,
): BuiltTableModel<E> {
  const { metadata: own, problems: declared } = readEntityMetadata(entity)
  const metadata = place === undefined || place.isBase ? own : { ...own, table: tableOf(place.base, options) }
  const problems = problemsOf(entity.name || 'anonymous class', declared)
  return { model: resolveModel(entity, metadata, options, { userTypesOf, place, problems }), problems }
}

/** What resolving a declaration needs besides it. */
export interface Resolving {
  readonly userTypesOf: (keyspace: string) => UserTypes
  readonly place?: Place | undefined
  /** What is wrong is added here. */
  readonly problems: Problems
  /** Of a materialized view: what it is a view of. */
  readonly viewOf?: TableModel | undefined
}

/** The model of what was declared, and every mistake in it. */
export function resolveModel<E extends object>(
  entity: EntityClass<E>,
  metadata: EntityMetadata,
  options: ModelOptions,
  { userTypesOf, place, problems, viewOf }: Resolving,
): TableModel<E> {
  validateDeclaration(metadata, options, problems)
  const userTypes = userTypesOf(metadata.table?.keyspace ?? options.keyspace ?? '')
  const ordered = orderColumns(metadata.columns, problems)
  const [first, second] = ordered.filter(({ role }) => role === 'partition')
  const only = second === undefined ? first : undefined
  const built = ordered
    .map((column, ordinal) =>
      buildColumn(column, ordinal, userTypes, problems, column === only, vectorIndexOf(column, metadata)),
    )
    .filter((column) => column !== undefined)
  const sharing = place === undefined ? undefined : shareColumns(built, place, entity.name, problems)
  const columns = sharing?.columns ?? built
  const model = assemble(entity, metadata, { columns, shared: sharing?.shared, viewOf }, userTypes, problems)
  validateTableModel(model, metadata, problems)
  validateHooks(entity, metadata.hooks, problems)
  return model
}

/** Only a SAI index finds vectors; a second one on a column is a mistake that is reported with the indexes. */
function vectorIndexOf({ propertyName }: ColumnMetadata, { indexes }: EntityMetadata): IndexMetadata | undefined {
  return indexes.find((index) => index.propertyName === propertyName && index.using === 'sai')
}

function assemble<E extends object>(
  entity: EntityClass<E>,
  metadata: EntityMetadata,
  { columns, shared, viewOf }: Pick<TableModel, 'columns' | 'shared' | 'viewOf'>,
  userTypes: UserTypes,
  problems: Problems,
): TableModel<E> {
  const { table, indexes, computed } = metadata
  const { keyspace, options } = userTypes
  const { namingStrategy } = options
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
    selectedColumns: columns.filter((column) => column.isSelected),
    userTypeColumns: columns.filter(({ type }) => type.kind === 'udt' && !type.frozen),
    suppliedColumns: columns.filter((column) => column.supply !== undefined),
    versionColumn: versionColumnOf(metadata, columnOf),
    columnsSuppliedOnUpdate: columns.filter((column) => column.isSuppliedOnUpdate),
    computed: computed
      .flatMap((one, i) => buildComputed(one, columns.length + i, columnOf, problems))
      .map((one) => (shared === undefined ? one : shareComputed(one))),
    isCounter: columns.some((column) => column.isCounter),
    columnOf,
    indexes: indexes.flatMap((index) => buildIndex(index, tableName, columnOf, namingStrategy, problems)),
    userTypes: userTypesIn(columns, userTypes),
    shared,
    viewOf,
  })
}

/** The table of a class that has none of its own. */
function tableOf(base: EntityClass, { namingStrategy }: ModelOptions): TableMetadata {
  const { table } = readEntityMetadata(base).metadata
  return { ...table, name: table?.name ?? namingStrategy.tableName(base.name) }
}

function versionColumnOf(
  { columns }: EntityMetadata,
  columnOf: ReadonlyMap<string, ColumnModel>,
): ColumnModel | undefined {
  const declared = columns.find(({ isVersion }) => isVersion)
  return declared && columnOf.get(declared.propertyName)
}

function buildComputed(
  { propertyName, function: name, of }: ComputedMetadata,
  ordinal: number,
  columnOf: ReadonlyMap<string, ColumnModel>,
  problems: Problems,
): ComputedModel[] {
  const column = columnOf.get(of)
  if (column !== undefined)
    return [{ ordinal, propertyName, function: name, column, resultName: aliasOf(name, ordinal) }]
  const guess = didYouMean(of, [...columnOf.keys()])
  problems.add('E_COMPUTED', propertyName, `is computed of '${of}', which is no property with a column.${guess}`)
  return []
}

/** The user-defined types that columns hold, at any depth, in the order in which they can be created. */
function userTypesIn(columns: readonly ColumnModel[], userTypes: UserTypes): readonly UserTypeModel[] {
  const used = new Set<UserTypeModel>()
  const collect = (type: CqlType): void => {
    partsOf(type).forEach(collect)
    if (type.kind !== 'udt') return
    const model = userTypes.byName(type.name)
    model.fields.forEach((field) => collect(field.type))
    used.add(model)
  }
  for (const column of columns) collect(column.type)
  return [...used]
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
