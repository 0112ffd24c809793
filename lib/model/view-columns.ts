import { didYouMean } from '../errors/did-you-mean.js'
import type { ColumnMetadata, EntityMetadata } from '../metadata/entity-metadata.js'
import type { Problems } from './problems.js'

/**
 * The columns of a materialized view: each has the name of its property in the base, and, where it says no type of its
 * own, all that decides how the base reads it. What only writes use of a column is left out.
 */
export function viewColumns(
  { columns }: EntityMetadata,
  { entity: { name: baseName }, columns: ofBase }: EntityMetadata,
  problems: Problems,
): readonly ColumnMetadata[] {
  const names = ofBase.map(({ propertyName }) => propertyName)
  return columns.map((column) => {
    const { propertyName } = column
    const same = ofBase.find((other) => other.propertyName === propertyName)
    if (same !== undefined) return readOnly(column.type === undefined ? inherited(column, same) : named(column, same))
    const guess = didYouMean(propertyName, names)
    problems.add(
      'E_VIEW',
      propertyName,
      `is no property of ${baseName} with a column.${guess}`,
      'A view has no others.',
    )
    return { ...readOnly(column), type: column.type ?? 'text' }
  })
}

function named(column: ColumnMetadata, { columnName }: ColumnMetadata): ColumnMetadata {
  return { ...column, columnName }
}

function inherited(column: ColumnMetadata, base: ColumnMetadata): ColumnMetadata {
  const isKey = column.role === 'partition' || column.role === 'clustering'
  return {
    ...named(column, base),
    type: base.type,
    designType: base.designType,
    as: column.as ?? base.as,
    transformers: column.transformers ?? base.transformers,
    allowed: column.allowed ?? base.allowed,
    absent: column.absent ?? base.absent,
    nullable: column.nullable ?? base.nullable,
    select: isKey ? column.select : (column.select ?? base.select),
  }
}

function readOnly(column: ColumnMetadata): ColumnMetadata {
  return {
    ...column,
    // Told as a mistake where the view is validated.
    role: column.role === 'static' ? 'regular' : column.role,
    default: undefined,
    generated: undefined,
    moment: undefined,
    isVersion: undefined,
  }
}
