import type { CqlType } from '../cql/data-type.js'
import { printDataType } from '../cql/data-type.js'
import { ValueRefusal } from './value-refusal.js'

/** The refusal of something inside a collection, said of the collection: where it is and what it should have been. */
export function refusalInside(
  type: CqlType,
  whole: 'an array' | 'a Set' | 'a Map',
  place: 'element' | 'key' | 'value',
  error: unknown,
): unknown {
  if (!(error instanceof ValueRefusal)) return error
  const article = place === 'element' ? 'an' : 'a'
  return new ValueRefusal(
    printDataType(type),
    `${whole} whose ${place}s are each ${error.expected}`,
    `${article} ${place} that is ${error.given}`,
  )
}
