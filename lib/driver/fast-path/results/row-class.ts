import { member, SourceBuilder } from '../../../codegen/source-builder.js'
import type { DriverColumn, DriverRow } from '../../driver.js'
import { Row } from '../driver-internals.js'

/** A constructor whose arguments are the cells. */
export type RowClass = new (...cells: readonly unknown[]) => DriverRow

/** More columns than entities have; beyond, V8 keeps properties in a dictionary anyway. */
const maxColumns = 256

/** Names that mean something else when they are set: on these the driver has its own ways. */
const specialNames: ReadonlySet<string> = new Set(['__proto__', '__columns'])

/** Whether rows of these columns can have a class of their own. */
export function canBeGenerated(columns: readonly DriverColumn[]): boolean {
  return columns.length > 0 && columns.length <= maxColumns && !columns.some(({ name }) => specialNames.has(name))
}

/**
 * A class of the driver's rows that have these columns. Set one after the other in a constructor, cells stand in the object
 * itself; the driver adds them to an empty one, and above some twenty they end up in a dictionary.
 */
export function compileRowClass(columns: readonly DriverColumn[]): RowClass {
  const parameters = columns.map((_, i) => `cell${i}`)
  const builder = new SourceBuilder('Row', parameters)
  columns.forEach(({ name }, i) => builder.line(`${member('this', name)} = ${parameters[i]};`))
  const { run: RowOfColumns } = builder.compile<RowClass>()
  RowOfColumns.prototype = Object.create(Row.prototype as object, { __columns: { value: columns } }) as DriverRow
  return RowOfColumns
}
