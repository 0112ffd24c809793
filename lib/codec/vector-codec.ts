import { printDataType } from '../cql/data-type.js'
import type { VectorType } from '../cql/data-type.js'
import { Vector } from '../driver/value-classes.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { arrayCodec } from './list-codec.js'
import { refuse } from './value-refusal.js'

/** `vector<…, n>` of anything but `float`: an array of exactly n elements, none of them null. */
export function vectorCodec(type: VectorType, element: ElementCodec): ElementCodec {
  const name = printDataType(type)
  return arrayCodec(type, element, {
    accept(value) {
      if (!Array.isArray(value)) refuse(name, `an array of ${type.dimensions}`, describeValue(value))
      refuseOtherLength(name, type, value.length)
      return value as readonly unknown[]
    },
    bind: (driverValues) => new Vector([...driverValues]),
    unbind: (value) => (value as Vector).elements as readonly unknown[],
  })
}

/** Refuses a vector that has not as many elements as its type has dimensions. */
export function refuseOtherLength(name: string, { dimensions }: VectorType, length: number): void {
  if (length === dimensions) return
  refuse(name, `a vector of ${dimensions} elements`, `one of ${length}`)
}
