import { In } from '../cql/operators.js'
import type { SharedTable } from '../model/shared-table.js'
import type { TableModel } from '../model/table-model.js'
import { isPlainObject } from '../objects/plain-object.js'
import { readProperty } from '../objects/property.js'

/**
 * A key or condition with the discriminator of the class, where that is part of the primary key and left out: nobody
 * has to say what the class says. Anything else as it is.
 */
export function withClass({ shared, columnOf }: TableModel, key: unknown): unknown {
  if (shared?.own === undefined || typeof key !== 'object' || key === null || Array.isArray(key)) return key
  const { discriminator, own, byValue } = shared
  if (byValue.size > 1 || !columnOf.get(discriminator)!.isKey) return key
  if (readProperty(key, discriminator) !== undefined) return key
  return { ...key, [discriminator]: own.value }
}

/**
 * The same of a condition where the discriminator is part of the partition key: of a class that others extend every
 * value that its rows have.
 */
export function withClasses(model: TableModel, where: object): object {
  const { shared, columnOf } = model
  if (shared === undefined || shared.isBase || !isPlainObject(where)) return where
  const { discriminator, byValue } = shared
  if (columnOf.get(discriminator)!.role !== 'partition') return where
  if (readProperty(where, discriminator) !== undefined) return where
  const values = [...byValue.values()].map((one) => one.shared!.own!.value)
  return { ...where, [discriminator]: values.length === 1 ? values[0] : In(values) }
}

/** The value of a key column: what an entity says, or what its class says of the discriminator. */
export function keyValue({ shared }: TableModel, entity: object, propertyName: string): unknown {
  const value = readProperty(entity, propertyName)
  return value === undefined && propertyName === shared?.discriminator ? shared.own?.value : value
}

/** Whether every row of a class is of this one: it is no base, and no class extends it. */
function isLeaf({ isBase, byValue }: SharedTable): boolean {
  return !isBase && byValue.size === 1
}

/**
 * A patch that says of which class the row is, so that a row which an UPDATE makes, or which expires in part, has a
 * class. Not where the patch expires by itself: the class of the row would with it. Nor where only statics change, nor
 * where the row may be of a class that extends this one: `isExact` says that it is of this one, being an entity's.
 */
export function patchWithClass(
  { shared, columnOf }: TableModel,
  patch: unknown,
  { hasTtl, isExact }: { readonly hasTtl: boolean; readonly isExact: boolean },
): unknown {
  if (shared?.own === undefined || hasTtl || !(isExact || isLeaf(shared))) return patch
  if (typeof patch !== 'object' || patch === null) return patch
  const column = columnOf.get(shared.discriminator)!
  if (column.isKey || readProperty(patch, column.propertyName) !== undefined) return patch
  const changesRow = Object.keys(patch).some((property) => {
    const changed = columnOf.get(property)
    return changed !== undefined && changed.role !== 'static' && readProperty(patch, property) !== undefined
  })
  if (!changesRow && column.role !== 'static') return patch
  return { ...patch, [column.propertyName]: shared.own.value }
}
