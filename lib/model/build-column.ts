import { isMulticellCollection } from '../cql/data-type.js'
import { aliasOf, needsAlias, quoteIdentifier } from '../cql/identifier.js'
import type { ColumnMetadata } from '../metadata/entity-metadata.js'
import { isInheritedName } from '../objects/property.js'
import { buildValueCodec } from './build-value-codec.js'
import type { Problems } from './problems.js'
import { resolveType } from './resolve-type.js'
import { buildSupply } from './supply.js'
import type { AbsentValue, ColumnModel } from './table-model.js'
import type { UserTypes } from './user-types.js'

/** A declared column, resolved; undefined, and problems added, where it has no type. */
export function buildColumn(
  column: ColumnMetadata,
  ordinal: number,
  userTypes: UserTypes,
  problems: Problems,
): ColumnModel | undefined {
  const type = resolveType(column, problems, userTypes)
  if (type === undefined) return undefined
  const { namingStrategy, absent } = userTypes.options
  const columnName = column.columnName ?? namingStrategy.columnName(column.propertyName)
  const absentValue: AbsentValue =
    isMulticellCollection(type) && column.nullable !== true ? 'empty' : (column.absent ?? absent)
  const { codec, conditionCodec, codecOptions } = buildValueCodec(column, type, userTypes, problems)
  return Object.freeze({
    ordinal,
    propertyName: column.propertyName,
    isInheritedName: isInheritedName(column.propertyName),
    columnName,
    quotedName: quoteIdentifier(columnName),
    role: column.role,
    isKey: column.role === 'partition' || column.role === 'clustering',
    order: column.order,
    type,
    codec,
    conditionCodec,
    codecOptions,
    isTransformed: column.transformers !== undefined,
    absent: absentValue,
    isSelected: column.select !== false,
    resultName: needsAlias(columnName) ? aliasOf('column', ordinal) : columnName,
    isCounter: type.kind === 'native' && type.name === 'counter',
    supply: buildSupply(column, type, codec, problems),
    isSuppliedOnUpdate: column.moment === 'updated',
    isDiscriminator: false,
    userType: type.kind === 'udt' ? userTypes.byName(type.name) : undefined,
  })
}
