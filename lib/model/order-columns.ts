import type { ColumnMetadata, ColumnRole } from '../metadata/entity-metadata.js'
import type { Problems } from './problems.js'

const parts: readonly ColumnRole[] = ['partition', 'clustering', 'static', 'regular']

/** Columns in model order: partition key, clustering columns, statics, regulars; each part in its declared order. */
export function orderColumns(columns: readonly ColumnMetadata[], problems: Problems): readonly ColumnMetadata[] {
  return parts.flatMap((part) => {
    const members = columns.filter((column) => column.role === part)
    return part === 'partition' || part === 'clustering' ? byPosition(members, problems) : members
  })
}

/** Columns with a position take that place; the others fill the remaining places in declaration order. */
function byPosition(columns: readonly ColumnMetadata[], problems: Problems): readonly ColumnMetadata[] {
  const taken = new Map<number, ColumnMetadata>()
  for (const column of columns) {
    if (column.position === undefined) continue
    const other = taken.get(column.position)
    if (other !== undefined) {
      problems.add(
        'E_KEY_POSITION',
        column.propertyName,
        `has the same key position as '${other.propertyName}'; expected a position of its own, given ${column.position} twice.`,
        'The order of key columns decides the layout of the table and cannot be changed later.',
      )
      return columns
    }
    if (!Number.isInteger(column.position) || column.position < 0 || column.position >= columns.length) {
      problems.add(
        'E_KEY_POSITION',
        column.propertyName,
        `has an impossible key position; expected 0 to ${columns.length - 1}, given ${column.position}.`,
      )
      return columns
    }
    taken.set(column.position, column)
  }
  const rest = columns.filter((column) => column.position === undefined).values()
  return columns.map((_, place) => taken.get(place) ?? rest.next().value!)
}
