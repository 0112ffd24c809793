import type { DriverRow } from '../driver/driver.js'
import type { ColumnModel, ComputedModel } from '../model/table-model.js'

/** A fresh empty collection in the representation of its column, as an absent one that is not frozen reads. */
export function emptyCollection({ type, codec }: ColumnModel): unknown {
  return codec.decode(type.kind === 'list' ? [] : type.kind === 'set' ? new Set() : new Map())
}

/** The property value of a cell as the driver gave it. */
export function readCell(column: ColumnModel, cell: unknown): unknown {
  const { absent, codec } = column
  if (cell !== null && cell !== undefined) return codec.decode(cell)
  if (absent === 'empty') return emptyCollection(column)
  return absent === 'null' ? null : undefined
}

/** What a read fetches: a column, or something the server computes of one. */
export type ResultColumn = ColumnModel | ComputedModel

export function isComputed(column: ResultColumn): column is ComputedModel {
  return 'function' in column
}

/** The property value that a row has for a column or a computed property. */
export function readResult(column: ResultColumn, row: DriverRow): unknown {
  const cell = row[column.resultName]
  return isComputed(column) ? (cell ?? undefined) : readCell(column, cell)
}
