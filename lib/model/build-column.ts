import { isMulticellCollection } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import { keyCodec } from '../codec/key-codec.js'
import { aliasOf, needsAlias, quoteIdentifier } from '../cql/identifier.js'
import type { ColumnMetadata, IndexMetadata } from '../metadata/entity-metadata.js'
import { isInheritedName } from '../objects/property.js'
import { buildValueCodec } from './build-value-codec.js'
import type { Problems } from './problems.js'
import { resolveType } from './resolve-type.js'
import { buildSupply } from './supply.js'
import type { AbsentValue, ColumnModel, VectorSimilarity } from './table-model.js'
import type { UserTypes } from './user-types.js'

/**
 * A declared column, resolved; undefined, and problems added, where it has no type. `isOnlyPartitionKey`: no other column
 * is part of the partition key. `vectorIndex`: its index for vector search.
 */
export function buildColumn(
  column: ColumnMetadata,
  ordinal: number,
  userTypes: UserTypes,
  problems: Problems,
  isOnlyPartitionKey: boolean,
  vectorIndex?: IndexMetadata,
): ColumnModel | undefined {
  const type = resolveType(column, problems, userTypes)
  if (type === undefined) return undefined
  const similarity = similarityOf(type, vectorIndex)
  const { namingStrategy, absent } = userTypes.options
  const columnName = column.columnName ?? namingStrategy.columnName(column.propertyName)
  const absentValue: AbsentValue =
    isMulticellCollection(type) && column.nullable !== true ? 'empty' : (column.absent ?? absent)
  const { codec, conditionCodec, codecOptions } = buildValueCodec(column, type, userTypes, problems, similarity)
  const isKey = column.role === 'partition' || column.role === 'clustering'
  return Object.freeze({
    ordinal,
    propertyName: column.propertyName,
    isInheritedName: isInheritedName(column.propertyName),
    columnName,
    quotedName: quoteIdentifier(columnName),
    role: column.role,
    isKey,
    order: column.order,
    type,
    codec: isKey ? keyCodec(codec, isOnlyPartitionKey) : codec,
    conditionCodec: isKey ? keyCodec(conditionCodec, isOnlyPartitionKey) : conditionCodec,
    codecOptions,
    isTransformed: column.transformers !== undefined,
    absent: absentValue,
    isSelected: column.select !== false,
    resultName: needsAlias(columnName) ? aliasOf('column', ordinal) : columnName,
    isCounter: type.kind === 'native' && type.name === 'counter',
    supply: buildSupply(column, type, codec, problems),
    isGenerated: column.generated !== undefined,
    isSuppliedOnUpdate: column.moment === 'updated',
    isDiscriminator: false,
    userType: type.kind === 'udt' ? userTypes.byName(type.name) : undefined,
    similarity,
  })
}

/** The server takes cosine where an index says nothing. */
function similarityOf(type: CqlType, index: IndexMetadata | undefined): VectorSimilarity | undefined {
  if (index === undefined || type.kind !== 'vector' || index.using !== 'sai') return undefined
  return (index.options.similarity_function ?? 'cosine').toLowerCase() as VectorSimilarity
}
