import { isOperator } from '../../cql/operators.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { ColumnModel } from '../../model/table-model.js'

/**
 * Whether a condition or key gives each of these columns a value, by equality, and says nothing else: the commonest
 * shape there is, told without building a key for it. Anything unusual is false and takes the way that explains itself.
 */
export function isExactKey(columns: readonly ColumnModel[], given: object): boolean {
  if (Object.keys(given).length !== columns.length || !isPlainObject(given)) return false
  for (const { propertyName } of columns) {
    if (!Object.hasOwn(given, propertyName)) return false
    const value = given[propertyName]
    if (value === undefined || value === null || typeof value === 'symbol' || isOperator(value)) return false
  }
  return true
}
