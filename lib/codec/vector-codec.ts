import { printDataType } from '../cql/data-type.js'
import type { VectorType } from '../cql/data-type.js'
import { Vector } from '../driver/value-classes.js'
import { compositeIdentity } from './composite-identity.js'
import { orRefused } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { mapElements, takeElements } from './list-codec.js'
import { refuse } from './value-refusal.js'

/** `vector<…, n>` of anything but `float`: an array of exactly n elements, none of them null. */
export function vectorCodec(type: VectorType, element: ElementCodec): ElementCodec {
  const name = printDataType(type)

  /** What `take` makes of each element, in order. */
  function takeEach<Taken>(value: unknown, take: (element: unknown) => Taken): Taken[] {
    if (!Array.isArray(value)) refuse(name, `an array of ${type.dimensions}`, describeValue(value))
    refuseOtherLength(name, type, value.length)
    return takeElements(type, value, take)
  }

  const identityBy = (identity: ElementCodec['identity']) => (value: unknown) =>
    compositeIdentity(takeEach(value, identity))
  const identity = identityBy(element.identity)
  return Object.freeze({
    type,
    encode: (value: unknown): unknown => new Vector(takeEach(value, element.encode)),
    decode: (value: unknown) => mapElements((value as Vector).elements as unknown[], element.decode),
    equals(a: unknown, b: unknown): boolean {
      if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
      return a === b || (a.length === b.length && orRefused(() => a.every((item, i) => element.equals(item, b[i]))))
    },
    copy: (value: unknown) => (Array.isArray(value) ? mapElements(value, element.copy) : value),
    identity,
    keyIdentity: element.keyIdentity === element.identity ? identity : identityBy(element.keyIdentity),
    distinct: false,
  })
}

/** Refuses a vector that has not as many elements as its type has dimensions. */
export function refuseOtherLength(name: string, { dimensions }: VectorType, length: number): void {
  if (length === dimensions) return
  refuse(name, `a vector of ${dimensions} elements`, `one of ${length}`)
}
