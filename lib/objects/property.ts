/**
 * Reading and writing properties whose names come from outside. Every object seems to have what `Object.prototype`
 * has: `constructor`, `toString`, `__proto__`, and whatever else a careless program put there.
 */

type Fields = Readonly<Record<string | number, unknown>>

/** Whether every object seems to have a property of this name. */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype
}

/** Whether something was assigned to `Object.prototype`, which every object then seems to have. */
export function isPrototypePolluted(): boolean {
  for (const _ in nothing) return true
  return false
}

const nothing = {}

/** What an object or its classes have under a name; undefined for what only `Object.prototype` has. */
export function readProperty(object: object, name: string | number): unknown {
  const value = (object as Fields)[name]
  if (value === undefined || Object.hasOwn(object, name)) return value
  // The class of an instance is no value of it.
  return name !== 'constructor' && hasInClasses(object, name) ? value : undefined
}

/** The last prototype of a chain is `Object.prototype`, of this or another realm. */
function hasInClasses(object: object, name: string | number): boolean {
  let holder = Object.getPrototypeOf(object) as object | null
  for (let next; holder !== null; holder = next) {
    next = Object.getPrototypeOf(holder) as object | null
    if (next !== null && Object.hasOwn(holder, name)) return true
  }
  return false
}

/** As of the start: what is assigned to `Object.prototype` later can be assigned to any object. */
const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Sets a property, as one of the object's own where `Object.prototype` has one of the name: `__proto__` is a setter. */
export function writeProperty(object: object, name: string, value: unknown): void {
  if (inheritedNames.has(name)) {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    ;(object as Record<string, unknown>)[name] = value
  }
}
