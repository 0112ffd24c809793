import { partsOf, printDataType } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import { readTypeText } from './compare/type-text.js'
import type { LiveKeyspace } from './live/live-schema.js'
import { objectName } from './object-name.js'
import { holdsUserType } from './partition-key-uses.js'

/**
 * Columns that hold a user-defined type inside a vector, by way of fields too: `shop.places.corners`. When the type gets another
 * field, a server goes on with the old type there, and what is written of the field is lost without a word (executed on
 * 5.0.9).
 */
export function vectorsOf(userType: string, { name: keyspace, tables, types }: LiveKeyspace): readonly string[] {
  const isVectorOf = (type: CqlType): boolean => {
    if (type.kind === 'vector') return holdsUserType(printDataType(type), userType, types)
    if (type.kind === 'udt') return [...(types.get(type.name)?.fields.values() ?? [])].some(holdsVector)
    return partsOf(type).some(isVectorOf)
  }
  const holdsVector = (text: string): boolean => {
    const type = readTypeText(text)
    return type !== undefined && isVectorOf(type)
  }
  return [...tables.values()].flatMap((table) =>
    [...table.columns.values()]
      .filter(({ type }) => holdsVector(type))
      .map((column) => objectName(keyspace, table.name, column.name)),
  )
}
