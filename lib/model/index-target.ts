import { isMulticellCollection } from '../cql/data-type.js'
import type { IndexTargetFunction } from '../cql/schema-statement.js'
import type { IndexModel } from './table-model.js'

/** What of a column an index covers; values of a collection with cells of its own, unless it says otherwise. */
export function indexTargetOf({ column, target }: IndexModel): IndexTargetFunction | undefined {
  return target ?? (isMulticellCollection(column.type) ? 'values' : undefined)
}
