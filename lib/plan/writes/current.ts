import type { DriverRow } from '../../driver/driver.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { buildHydrate } from '../reads/compile-hydrate.js'
import type { Hydrate } from '../reads/compile-hydrate.js'
import { decodeFailure } from '../reads/decode-failure.js'
import type { IfShape } from './if-clause.js'
import type { Origins } from '../loaded.js'
import { buildAnyHydrate } from '../reads/shared-rows.js'

/** What a row holds, of the answer to a conditional write that was not applied; undefined if there is no row. */
export type ReadCurrent = (row: DriverRow) => object | undefined

/** A write without condition is answered by nothing. */
export const noCurrent: ReadCurrent = () => undefined

/**
 * Reads the answer to a conditional write that was not applied. Of `IF NOT EXISTS` it is the whole row, as a read would
 * have given it: an entity, loaded. Of conditions it is their columns, as a plain object: whole collections for
 * conditions on elements. Of `IF EXISTS`, and of a row that is missing, nothing. Answers of batches may have more
 * columns: those of the conditions of other members.
 */
export function buildCurrent(model: TableModel, shape: IfShape, origins: Origins): ReadCurrent {
  if (shape === undefined || shape === 'exists') return noCurrent
  if (shape === 'not exists') return readerOf(model, model.selectedColumns, origins)
  return readerOf(model, [...new Set(shape.conditions.map(({ column }) => column))], 'plain')
}

/** A row that was in the way may be of any class of its table. */
function hydrateFor(model: TableModel, columns: readonly ColumnModel[], target: Origins | 'plain'): Hydrate {
  if (model.shared !== undefined && target !== 'plain') return buildAnyHydrate(model, target)
  return buildHydrate(model, columns, target).hydrate
}

function readerOf(model: TableModel, columns: readonly ColumnModel[], target: Origins | 'plain'): ReadCurrent {
  let hydrate: ((row: DriverRow) => object) | undefined
  return (row) => {
    // The server leaves the columns out where there is no row.
    if (!columns.some(({ resultName }) => Object.hasOwn(row, resultName))) return undefined
    try {
      hydrate ??= hydrateFor(model, columns, target)
      return hydrate(row)
    } catch (error) {
      throw decodeFailure(model, columns, [row], error)
    }
  }
}
