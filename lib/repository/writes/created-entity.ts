import type { Call } from '../../plan/call.js'
import { readCell } from '../../plan/cell.js'
import { Snapshot } from '../../plan/loaded.js'
import { readProperty, writeProperty } from '../../objects/property.js'
import { entityOf } from './entity-saver.js'

type Fields = Record<string, unknown>

/** An entity that was made by a call, and what its row is known to hold. */
export interface CreatedEntity {
  readonly entity: Fields
  readonly snapshot: Snapshot
}

/**
 * The entity of a row that was not there before, as a read would give it: what was not said is absent, also an empty
 * collection. Static cells are not: other rows of the partition may have given them. `snapshot`: what was said.
 */
export function createdEntity(call: Call, said: Fields, { values: saidValues }: Snapshot): CreatedEntity {
  const entity = entityOf(call, said)
  const values = [...saidValues]
  for (const column of call.model.columns) {
    const { propertyName, ordinal, isSelected, role } = column
    const value = readProperty(said, propertyName)
    const isAbsent = value === null || (value === undefined && role !== 'static')
    if (!isAbsent || !isSelected) continue
    writeProperty(entity, propertyName, readCell(column, undefined))
    values[ordinal] = readCell(column, undefined)
  }
  return { entity, snapshot: new Snapshot(values) }
}
