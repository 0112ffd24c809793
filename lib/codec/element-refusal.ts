import type { CqlType } from '../cql/data-type.js'
import { printDataType } from '../cql/data-type.js'
import { ValueRefusal } from './value-refusal.js'

/**
 * The refusal of something inside a collection, said of the collection: where it is, by index if there is one, and what
 * it should have been.
 */
export function refusalInside(
  type: CqlType,
  whole: 'an array' | 'a Set' | 'a Map',
  place: 'element' | 'key' | 'value',
  error: unknown,
  index?: number,
): unknown {
  if (!(error instanceof ValueRefusal)) return error
  const which = `${place === 'element' ? 'an' : 'a'} ${place}${index === undefined ? '' : ` ${index}`}`
  return new ValueRefusal(
    printDataType(type),
    `${whole} whose ${place}s are each ${error.expected}`,
    `${which} that is ${error.given}`,
  )
}
