import { readProperty, writeProperty } from '../objects/property.js'
import type { ColumnModel, TableModel } from '../model/table-model.js'
import { refuse } from '../plan/call.js'
import type { Call } from '../plan/call.js'

/**
 * Gives a new entity what it does not say: defaults, generated ids, dates. They are set on the object given, so that
 * the caller sees what is stored, and a second attempt stores the same.
 */
export function supplyMissing(call: Call, entity: object): void {
  for (const column of call.model.suppliedColumns) {
    if (readProperty(entity, column.propertyName) === undefined) supply(call, column, entity)
  }
}

/** The patch, with the moment of this update in the columns that have one and are not in it. */
export function patchWithMoments({ model }: Call, key: unknown, patch: unknown): unknown {
  const { columnsSuppliedOnUpdate: columns } = model
  if (columns.length === 0 || typeof patch !== 'object' || patch === null) return patch
  if (Object.values(patch).every((value) => value === undefined)) return patch
  const isWholeKey = hasClusteringKey(model, key)
  const dated = Object.fromEntries(Object.entries(patch))
  for (const { propertyName, role, supply: make } of columns) {
    if (dated[propertyName] === undefined && (isWholeKey || role === 'static'))
      writeProperty(dated, propertyName, make!())
  }
  return dated
}

/** The same for a loaded entity that is saved, which is given the moment as well. */
export function supplyMoments(call: Call, entity: object, patch: Record<string, unknown>): void {
  for (const column of call.model.columnsSuppliedOnUpdate) {
    if (Object.hasOwn(patch, column.propertyName)) continue
    supply(call, column, entity)
    writeProperty(patch, column.propertyName, readProperty(entity, column.propertyName))
  }
}

function supply(call: Call, { propertyName, supply: make }: ColumnModel, entity: object): void {
  const value = make!()
  try {
    writeProperty(entity, propertyName, value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    refuse(
      call,
      'E_NOT_WRITABLE',
      'is set by the library and cannot be set on this object; expected one that can be changed.',
      {
        property: propertyName,
        hint: 'Give a copy that is not frozen, or set the property yourself.',
      },
    )
  }
}

function hasClusteringKey({ clusteringColumns }: TableModel, key: unknown): boolean {
  if (typeof key !== 'object' || key === null) return false
  return clusteringColumns.every(({ propertyName }) => readProperty(key, propertyName) != null)
}
