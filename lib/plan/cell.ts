import { unchanged } from '../codec/define-codec.js'
import { printDataType } from '../cql/data-type.js'
import type { Selector } from '../cql/statement.js'
import type { DriverRow } from '../driver/driver.js'
import type { ColumnModel, ComputedModel } from '../model/table-model.js'
import type { Marker } from './marker.js'

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

/** What a read fetches of a column that is not the whole of it: a part, a fact about it, a figure of many rows. */
export interface DerivedResult {
  /** Name of the property in the result. */
  readonly propertyName: string
  /** Of the column it is of. */
  readonly ordinal: number
  /** Name of the cell in a row that was read: an alias. */
  readonly resultName: string
  readonly selector: Selector<Marker>
  /** What decides the text of its selector, for the key of the shape: no text from a caller. */
  readonly key: string
  readonly decode: (cell: unknown) => unknown
  /** What an absent cell reads as. */
  readonly absent: undefined | null | typeof NaN
  /** What it is read as, for errors: a CQL type, or the name of a function. */
  readonly what: string
  /** The property that errors name, where the one of the result is none that a caller knows. */
  readonly errorProperty?: string
}

/** What a read fetches: a column, something the server computes of one, or something that a call selects. */
export type ResultColumn = ColumnModel | ComputedModel | DerivedResult

/** Whether something is computed by the server because the entity declares it. */
export function isComputed(column: ResultColumn): column is ComputedModel {
  return 'function' in column
}

/** Whether something is selected by a call rather than declared by the entity. */
export function isDerived(column: ResultColumn): column is DerivedResult {
  return 'selector' in column
}

/** Cell → property value, of a cell that is not absent. */
export function decodeOf(column: ResultColumn): (cell: unknown) => unknown {
  if (isComputed(column)) return unchanged
  return isDerived(column) ? column.decode : column.codec.decode
}

/** What a result is read as, for people. */
export function describeResult(column: ResultColumn): string {
  if (isComputed(column)) return column.function
  return isDerived(column) ? column.what : printDataType(column.type)
}

/** The property value that a row has for a result. */
export function readResult(column: ResultColumn, row: DriverRow): unknown {
  const cell = row[column.resultName]
  if (isComputed(column)) return cell ?? undefined
  if (!isDerived(column)) return readCell(column, cell)
  return cell === null || cell === undefined ? column.absent : column.decode(cell)
}
