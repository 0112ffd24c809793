import type { EntityClass } from '../../metadata/entity-metadata.js'
import { isInheritedName } from '../../objects/property.js'
import { refuse } from '../call.js'
import type { Call } from '../call.js'
import type { ResultColumn } from '../cell.js'

/** `into: ReadingView` → the class; undefined: none is asked for. */
export function readInto(call: Call, into: unknown): EntityClass | undefined {
  if (into === undefined) return undefined
  if (isConstructor(into)) return into as unknown as EntityClass
  return refuse(call, 'E_INTO', 'into takes a class.', { hint: 'Write into: ReadingView.' })
}

/** Arrow functions and methods have no prototype that instances could have. */
function isConstructor(into: unknown): into is { readonly prototype: object } {
  if (typeof into !== 'function') return false
  const { prototype } = into as { prototype?: unknown }
  return typeof prototype === 'object' && prototype !== null
}

/** What is read must have a place: a property that the class computes, by a getter alone, has none. */
export function checkInto(call: Call, { prototype, name }: EntityClass, results: readonly ResultColumn[]): void {
  for (const { propertyName } of results) {
    const accessor = isInheritedName(propertyName) ? undefined : accessorOf(prototype as object, propertyName)
    if (accessor === undefined || accessor.set !== undefined || 'value' in accessor) continue
    refuse(call, 'E_INTO', `is computed by the class ${name || 'given'}: a getter without a setter.`, {
      property: propertyName,
      hint: 'Leave it out of select, or give it another name.',
    })
  }
}

function accessorOf(prototype: object, name: string): PropertyDescriptor | undefined {
  for (
    let holder: object | null = prototype;
    holder !== null;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    const found = Object.getOwnPropertyDescriptor(holder, name)
    if (found !== undefined) return found
  }
  return undefined
}

const numbers = new WeakMap<EntityClass, number>()
let count = 0

/** What stands for a class in the key of a shape: classes of one name are not one class. */
export function intoKey(into: EntityClass | undefined): string {
  if (into === undefined) return ''
  let number = numbers.get(into)
  if (number === undefined) numbers.set(into, (number = ++count))
  return `i${number}`
}
