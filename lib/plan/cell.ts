import type { CqlType } from '../cql/data-type.js'
import type { DriverRow } from '../driver/driver.js'
import type { ColumnModel, ComputedModel } from '../model/table-model.js'

/** A fresh empty collection, as an absent one that is not frozen reads. */
export function emptyCollection(type: CqlType): unknown {
  if (type.kind === 'list') return []
  return type.kind === 'set' ? new Set() : new Map()
}

/** The property value of a cell as the driver gave it. */
export function readCell({ absent, codec, type }: ColumnModel, cell: unknown): unknown {
  if (cell !== null && cell !== undefined) return codec.decode(cell)
  if (absent === 'empty') return emptyCollection(type)
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
