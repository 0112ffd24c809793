import type { DriverRow } from '../driver/driver.js'
import type { ColumnModel } from '../model/table-model.js'
import { readCell } from './cell.js'

/** What a saved entity held, by column ordinal: independent copies of its property values. */
export class Snapshot {
  constructor(readonly values: readonly unknown[]) {}
}

/** Stands for "some columns of a row": the object is known to come from the database, and not to be a whole entity. */
export const narrowed = new Snapshot([])

/** What the database is known to hold of an entity: the row it came from, or what was saved. */
export type Origin = DriverRow | Snapshot

/** Returns the object it is given, so that a subclass can put a private field on it. */
class Same {
  constructor(object: object) {
    return object
  }
}

/**
 * Puts the origin on an entity as a private field: no key, symbol, JSON, spread, clone or matcher sees it, so a copy
 * is never taken for loaded. Costs a word per entity where a WeakMap costs hundreds of nanoseconds.
 */
class Loaded extends Same {
  #origin: Origin | undefined

  constructor(entity: object, origin: Origin) {
    super(entity)
    this.#origin = origin
  }

  static mark(entity: object, origin: Origin): void {
    if (#origin in entity) entity.#origin = origin
    else new Loaded(entity, origin)
  }

  static forget(entity: object): void {
    if (#origin in entity) entity.#origin = undefined
  }

  static originOf(entity: object): Origin | undefined {
    return #origin in entity ? entity.#origin : undefined
  }
}

/** Says that an entity is what the database holds: found there, or just saved. */
export const markLoaded = (entity: object, origin: Origin): void => Loaded.mark(entity, origin)

/** Says that an entity is in the database no longer: it is new again. */
export const forget = (entity: object): void => Loaded.forget(entity)

/** What the database is known to hold of an entity; undefined for a new one and for any copy. */
export const originOf = (entity: object): Origin | undefined => Loaded.originOf(entity)

/** The property value an origin has for a column. */
export function originValue(origin: Origin, column: ColumnModel): unknown {
  return origin instanceof Snapshot ? origin.values[column.ordinal] : readCell(column, origin[column.columnName])
}
