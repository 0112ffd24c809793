import { printDataType } from '../cql/data-type.js'
import type { SequenceType, VectorType } from '../cql/data-type.js'
import { compositeIdentity } from './composite-identity.js'
import { orRefused, unchanged } from './define-codec.js'
import type { ElementCodec } from './define-codec.js'
import { describeValue } from './describe-value.js'
import { refusalInside } from './element-refusal.js'
import { emptyCollection } from './empty-collection.js'
import { refuse } from './value-refusal.js'

/** `list<…>`: an array, and nothing else that can be iterated: it must have an order. */
export function listCodec(type: SequenceType, element: ElementCodec): ElementCodec {
  const name = printDataType(type)
  return arrayCodec(type, element, {
    accept(value) {
      if (!Array.isArray(value)) refuse(name, 'an array', describeValue(value))
      return value as readonly unknown[]
    },
    bind: (driverValues) => (driverValues.length === 0 ? emptyCollection : driverValues),
    unbind: (value) => value as readonly unknown[],
  })
}

/** What distinguishes a list from a vector. */
interface ArrayParts {
  /** Takes a value or throws `ValueRefusal`; the elements are not looked at. */
  readonly accept: (value: unknown) => readonly unknown[]
  /** Encoded elements → what is bound. */
  readonly bind: (driverValues: readonly unknown[]) => unknown
  /** What the driver gives → its elements. */
  readonly unbind: (value: unknown) => readonly unknown[]
}

/** The codec of a type whose values are arrays of elements of one type, in their order. */
export function arrayCodec(
  type: SequenceType | VectorType,
  element: ElementCodec,
  { accept, bind, unbind }: ArrayParts,
): ElementCodec {
  const identityBy = (identity: ElementCodec['identity']) => (value: unknown) =>
    compositeIdentity(takeElements(type, accept(value), identity))
  const identity = identityBy(element.identity)
  return Object.freeze({
    type,
    encode: (value: unknown): unknown => bind(takeElements(type, accept(value), element.encode)),
    decode: (value: unknown) => mapElements(unbind(value), element.decode),
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

/** What `take` makes of each element, in order; a refusal says the index. */
function takeElements<Taken>(
  type: SequenceType | VectorType,
  elements: readonly unknown[],
  take: (element: unknown) => Taken,
): Taken[] {
  const taken: Taken[] = []
  try {
    // By index, so that holes are seen.
    for (let i = 0; i < elements.length; i++) taken.push(take(elements[i]))
  } catch (error) {
    throw refusalInside(type, 'an array', 'element', error, taken.length)
  }
  return taken
}

/** A new array. Null, which the driver gives for the empty values that some types can have, stays null. */
export function mapElements(elements: readonly unknown[], map: (element: unknown) => unknown): unknown[] {
  if (map === unchanged) return elements.slice()
  return elements.map((element) => (element === null ? null : map(element)))
}
