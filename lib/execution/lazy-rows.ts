import type { DriverRow } from '../driver/driver.js'

/** Stands for an entity until somebody takes it. */
class Unread {
  constructor(
    readonly row: DriverRow,
    private readonly take: (unread: Unread) => unknown,
  ) {}

  /** `util.inspect`, and with it `console.log`, passes by the traps of a proxy: it finds this, and shows what is taken. */
  [Symbol.for('nodejs.util.inspect.custom')](): unknown {
    try {
      return this.take(this)
    } catch (error) {
      // A log shows what cannot be taken instead of failing.
      return error
    }
  }
}

/**
 * An array of entities that are hydrated when they are taken from it: by index, iteration or any method of arrays. What
 * it gives is the entity itself, whole, made once: everything that is done with entities can be done with it. A cell that
 * does not decode is an error where its entity is taken.
 *
 * Only worth it where few of the rows are looked at: hydrating a row takes a fraction of the time that the driver takes
 * to read it, and taking an element through the array costs a part of that (`benchmarks/lazy-rows.md`). The array itself
 * is a proxy: `structuredClone` does not take it, `[...rows]` is an ordinary array; `console.log` takes what it shows.
 * Rows of several partitions, by `In`, are hydrated as they are gathered.
 */
export function lazyRows(rows: readonly DriverRow[], hydrate: (row: DriverRow) => object): object[] {
  const take = (unread: Unread): unknown => read(String(elements.indexOf(unread)))
  const elements: object[] = rows.map((row) => new Unread(row, take))
  const read = (key: string | symbol): unknown => {
    const value: unknown = elements[key as never]
    return value instanceof Unread ? (elements[key as never] = hydrate(value.row) as never) : value
  }
  return new Proxy(elements, {
    get: (_, key) => read(key),
    getOwnPropertyDescriptor: (_, key) => {
      read(key)
      return Object.getOwnPropertyDescriptor(elements, key)
    },
  })
}
