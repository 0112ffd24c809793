import { readProperty, writeProperty } from '../../objects/property.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import { patchWithClass } from '../../plan/class-key.js'
import { refuse } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import type { UsingOptions } from '../../plan/writes/using.js'

/**
 * Gives a new entity what it does not say: defaults, generated ids, dates. They are set on the object given, so that
 * the caller sees what is stored, and a second attempt stores the same. The ids of a conditional insert prove later
 * whether it was applied.
 */
export function supplyMissing(call: Call, entity: object, isConditional = false): void {
  if (call.model.suppliedColumns.length === 0) return
  const now = new Date()
  for (const column of call.model.suppliedColumns) {
    if (readProperty(entity, column.propertyName) !== undefined) continue
    const value = column.supply!(now)
    setProperty(call, column, entity, value)
    if (isConditional && column.isGenerated) rememberGenerated(entity, column, value)
  }
}

/** The ids that were generated for an object, by property: a copy of it has them too, but they are not its own. */
const generatedFor = new WeakMap<object, Map<string, unknown>>()

function rememberGenerated(entity: object, { propertyName }: ColumnModel, value: unknown): void {
  const ids = generatedFor.get(entity)
  if (ids === undefined) generatedFor.set(entity, new Map([[propertyName, value]]))
  else ids.set(propertyName, value)
}

/** The columns of an entity that hold what was generated for it. */
export function generatedColumns({ suppliedColumns }: TableModel, entity: object): readonly ColumnModel[] {
  const ids = generatedFor.get(entity)
  if (ids === undefined) return []
  return suppliedColumns.filter(({ propertyName, isGenerated }) => {
    return isGenerated && ids.has(propertyName) && ids.get(propertyName) === readProperty(entity, propertyName)
  })
}

/** The patch of an update with all that the library says in it: the class of the row, and the moment. */
export function completePatch(call: Call, patch: unknown, { ttl }: UsingOptions, isExact = false): unknown {
  const hasTtl = ttl !== undefined && ttl !== 0
  return patchWithMoments(call, patchWithClass(call.model, patch, { hasTtl, isExact }))
}

/** The patch of an update, with the moment of it in the columns that have one and are not in the patch. */
export function patchWithMoments({ model }: Call, patch: unknown): unknown {
  if (model.columnsSuppliedOnUpdate.length === 0 || typeof patch !== 'object' || patch === null) return patch
  const said = saidBy(model, patch)
  if (said.length === 0) return patch
  const missing = datedColumns(model, said).filter((column) => readProperty(patch, column.propertyName) === undefined)
  if (missing.length === 0) return patch
  const dated = Object.fromEntries(Object.entries(patch))
  const now = new Date()
  for (const { propertyName, supply: make } of missing) writeProperty(dated, propertyName, make!(now))
  return dated
}

/** Gives an entity the moments of the patch it was saved with. */
export function setMoments(call: Call, entity: object, patch: object): void {
  for (const column of call.model.columnsSuppliedOnUpdate) {
    if (Object.hasOwn(patch, column.propertyName))
      setProperty(call, column, entity, readProperty(patch, column.propertyName))
  }
}

/** Columns that a patch says something of. */
function saidBy({ columnOf }: TableModel, patch: object): readonly ColumnModel[] {
  return Object.keys(patch).flatMap((property) => {
    const column = columnOf.get(property)
    return column === undefined || readProperty(patch, property) === undefined ? [] : [column]
  })
}

/** Columns that are dated by a change of others. What changes statics only changes no row, and must not make one. */
function datedColumns({ columnsSuppliedOnUpdate }: TableModel, said: readonly ColumnModel[]): readonly ColumnModel[] {
  if (said.some(({ role }) => role !== 'static')) return columnsSuppliedOnUpdate
  return columnsSuppliedOnUpdate.filter(({ role }) => role === 'static')
}

/** Sets a property on an object of the caller; one that cannot be changed is refused. */
export function setProperty(call: Call, { propertyName }: ColumnModel, entity: object, value: unknown): void {
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
