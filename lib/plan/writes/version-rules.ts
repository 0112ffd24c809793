import { readProperty, writeProperty } from '../../objects/property.js'
import type { TableModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { listNames, refuse } from '../call.js'
import type { WriteTextOptions } from './if-clause.js'
import { originValue } from '../loaded.js'
import type { Origin } from '../loaded.js'

/** Says that a write may overwrite what nobody compared. */
export interface UnsafeOptions {
  readonly unsafe?: unknown
}

/** The version of a new row. */
const firstVersion = 1

/** Whether a save or removal of an entity of the class compares its version. */
export function isCompared({ versionColumn }: TableModel, options: UnsafeOptions | undefined): boolean {
  return versionColumn !== undefined && options?.unsafe !== true
}

/**
 * Checks an insert of an entity with `@VersionColumn` and gives it version 1: it has to be `IF NOT EXISTS`, unless it is
 * `unsafe`. What another version says is refused: a copy of a loaded entity is new.
 */
export function checkVersionedInsert(call: Call, entity: object, options: WriteTextOptions & UnsafeOptions): void {
  const { versionColumn } = call.model
  if (versionColumn === undefined) return
  const isUnsafe = options.unsafe === true
  if (!isUnsafe && options.ifNotExists !== true) refuseUnversioned(call)
  const given = readProperty(entity, versionColumn.propertyName)
  if (given === undefined) writeProperty(entity, versionColumn.propertyName, firstVersion)
  else if (!isUnsafe && given !== firstVersion) refuseVersion(call, 'a new one has none, or 1')
}

/** Checks a delete of an entity with `@VersionColumn`: it has to compare the version, unless it is `unsafe`. */
export function checkVersionedDelete(call: Call, options: WriteTextOptions & UnsafeOptions): void {
  if (call.model.versionColumn === undefined || options.unsafe === true) return
  if (comparedVersion(call, options) === undefined) refuseUnversioned(call)
}

/**
 * The patch of an update with the next version in it: one more than the version that `if` compares with, which it has
 * to, unless the update is `unsafe`.
 */
export function patchWithVersion(call: Call, patch: unknown, options: WriteTextOptions & UnsafeOptions): unknown {
  const { versionColumn } = call.model
  if (versionColumn === undefined || typeof patch !== 'object' || patch === null) return patch
  if (options.unsafe === true) return patch
  const compared = comparedVersion(call, options) ?? refuseUnversioned(call)
  const given = readProperty(patch, versionColumn.propertyName)
  if (given !== undefined && given !== compared + 1) refuseVersion(call, `one more than the one in if`)
  return { ...patch, [versionColumn.propertyName]: compared + 1 }
}

/** What `if` compares the version with, if that is one value. */
function comparedVersion({ model }: Call, { if: conditions }: WriteTextOptions): number | undefined {
  if (typeof conditions !== 'object' || conditions === null) return undefined
  const version = readProperty(conditions, model.versionColumn!.propertyName)
  return typeof version === 'number' ? version : undefined
}

/** The condition on which a loaded entity is saved or removed: that the row has the version it had. */
export function versionCondition(call: Call, entity: object, origin: Origin): Readonly<Record<string, number>> {
  const { propertyName } = call.model.versionColumn!
  const version = originValue(origin, call.model.versionColumn!)
  if (readProperty(entity, propertyName) !== version) refuseVersion(call, 'the one that was read')
  if (typeof version !== 'number') refuseWithout(call)
  return { [propertyName]: version }
}

/** Refuses to write many entities with versions at once: each conflict is one of its own. */
export function refuseVersionedMembers(call: Call, { unsafe }: UnsafeOptions): void {
  if (call.model.versionColumn !== undefined && unsafe !== true) refuseUnversioned(call)
}

function refuseUnversioned(call: Call): never {
  const { propertyName } = call.model.versionColumn!
  return refuse(
    call,
    'E_VERSION',
    `every write compares '${propertyName}', which counts versions; this one would overwrite anything.`,
    {
      property: propertyName,
      hint: `Use save() and remove() with entities that were read, or { if: { ${propertyName} } }, insert with { ifNotExists: true }; { unsafe: true } overwrites.`,
    },
  )
}

function refuseVersion(call: Call, expected: string): never {
  return refuse(call, 'E_VERSION', `counts versions and is set by the library; expected ${expected}.`, {
    property: call.model.versionColumn!.propertyName,
    hint: 'Leave it as it is.',
  })
}

/** `IF "version" = null` would hold where there is no row as well, and bring a removed one back. */
function refuseWithout(call: Call): never {
  const { versionColumn, primaryKey } = call.model
  const { propertyName } = versionColumn!
  return refuse(call, 'E_VERSION', 'counts versions, but the row has none; expected one.', {
    property: propertyName,
    hint: `Rows from before the column get one by update({ ${listNames(primaryKey)} }, { ${propertyName}: 1 }, { unsafe: true }).`,
  })
}
