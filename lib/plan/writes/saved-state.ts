import { isMulticell } from '../../cql/data-type.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { isSameState } from './changes.js'
import { originValue, Snapshot, unknown } from '../loaded.js'
import type { Origin } from '../loaded.js'

/** Saves of one entity whose outcome nobody knows that are told apart; after more of them only its key is sure. */
const maxDoubts = 4

/** A snapshot of which only the key is sure. */
export function doubtfulSnapshot({ columns, primaryKey }: TableModel, { values }: Snapshot): Snapshot {
  return new Snapshot(columns.map((_, ordinal) => (ordinal < primaryKey.length ? values[ordinal] : unknown)))
}

/** What is known of an entity after a save whose outcome nobody knows: it is what it was before, or what was saved. */
export function stateInDoubt(model: TableModel, before: Origin, attempted: Snapshot): Snapshot {
  const doubts = before instanceof Snapshot ? before.doubts : []
  const values = model.columns.map((column) => originValue(before, column))
  if (doubts.some((doubt) => isSameSnapshot(model, doubt, attempted))) return new Snapshot(values, doubts)
  if (doubts.length === maxDoubts) return doubtfulSnapshot(model, attempted)
  return new Snapshot(values, [...doubts, attempted])
}

/**
 * What is known of an entity after a save that was made ready when it was `prepared` and sent when it was `current`,
 * because another save came between: of what this one wrote its values, of the rest those of the other.
 */
export function rebasedState(
  model: TableModel,
  saved: Snapshot,
  prepared: Origin | undefined,
  current: Origin | undefined,
): Snapshot {
  const values = model.columns.map((column, ordinal) =>
    rebasedValue(column, saved.values[ordinal], valueIn(prepared, column), valueIn(current, column)),
  )
  return new Snapshot(values, current instanceof Snapshot ? current.doubts : [])
}

function valueIn(origin: Origin | undefined, column: ColumnModel): unknown {
  return origin === undefined ? unknown : originValue(origin, column)
}

function rebasedValue(column: ColumnModel, saved: unknown, prepared: unknown, current: unknown): unknown {
  if (column.isKey) return saved
  if (saved === unknown || (prepared !== unknown && isSameState(column, prepared, saved))) return current
  // Elements and fields that were changed from what was there then, on top of what the other save left.
  const isWhole = prepared === unknown || !isMulticell(column.type)
  return isWhole || (current !== unknown && isSameState(column, prepared, current)) ? saved : unknown
}

function isSameSnapshot({ columns }: TableModel, one: Snapshot, other: Snapshot): boolean {
  return columns.every((column, ordinal) => {
    const [value, otherValue] = [one.values[ordinal], other.values[ordinal]]
    if (value === unknown || otherValue === unknown) return value === otherValue
    return isSameState(column, value, otherValue)
  })
}
