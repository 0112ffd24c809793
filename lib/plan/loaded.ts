import type { DriverRow } from '../driver/driver.js'
import type { ColumnModel } from '../model/table-model.js'
import { createHiddenField } from '../objects/hidden-field.js'
import { readCell } from './cell.js'

/** Stands for the cell of a property that was never sent and never read: nobody knows what the database holds there. */
export const unknown = Symbol('unknown')

/** What a saved entity held, by column ordinal: independent copies of its property values, or `unknown`. */
export class Snapshot {
  /** The request that stores it, while that is under way. */
  pending: Promise<unknown> | undefined

  /** `doubts`: what it may hold as well, because nobody knows what became of the saves of these. */
  constructor(
    readonly values: readonly unknown[],
    readonly doubts: readonly Snapshot[] = [],
  ) {}
}

/** What the database is known to hold of an entity: the row it came from, or what was saved. */
export type Origin = DriverRow | Snapshot

/** Which entities are known to be in one table, and what it holds of them. */
export interface Origins {
  /** Says that an entity is what the table holds: found there, or being saved. */
  readonly mark: (entity: object, origin: Origin) => void
  /** Says that an entity is in the table no longer: it is new again. */
  readonly forget: (entity: object) => void
  /** What the table is known to hold of an entity; undefined for a new one, any copy, and those of other tables. */
  readonly of: (entity: object) => Origin | undefined
}

/**
 * Marks of one table. Each table has a private name of its own, so that an entity of one data source is new to another,
 * and no copy of an entity is taken for loaded.
 */
export function createOrigins(): Origins {
  const { set, get } = createHiddenField<Origin | undefined>()
  return {
    mark: set,
    forget: (entity) => {
      if (get(entity) !== undefined) set(entity, undefined)
    },
    of: get,
  }
}

const narrowed = createOrigins()
const someColumns = new Snapshot([])

/** Says that an object holds some columns of a row, not an entity: it cannot be saved. */
export const markNarrowed = (object: object): void => narrowed.mark(object, someColumns)

/** Whether an object holds some columns of a row. */
export const isNarrowed = (object: object): boolean => narrowed.of(object) !== undefined

/** The property value an origin has for a column, or `unknown`. */
export function originValue(origin: Origin, column: ColumnModel): unknown {
  if (origin instanceof Snapshot) return origin.values[column.ordinal]
  return column.isSelected ? readCell(column, origin[column.resultName]) : unknown
}
