import { isPlainObject } from '../../objects/plain-object.js'
import { writeProperty } from '../../objects/property.js'
import { isAssignment } from '../../cql/assignments.js'
import { isMulticellCollection } from '../../cql/data-type.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { refuse } from '../call.js'
import { refuseAssignment } from './check-assignment.js'
import { bothChanges, collectionChange } from './collection-change.js'
import { originValue, Snapshot, unknown } from '../loaded.js'
import { columnReader } from '../read-column.js'
import type { Origin } from '../loaded.js'
import { changedFields, fieldsOf, refuseLostParts, snapshotOfFields } from './user-type-fields.js'

type Entity = Readonly<Record<string, unknown>>

/**
 * Independent copies of what was said of an entity, to compare with later. What a new entity did not say stays
 * `unknown`: it was not sent, so an older cell may be there.
 */
export function snapshotOf({ model }: Call, said: Entity, origin: Origin | undefined): Snapshot {
  const read = columnReader()
  return new Snapshot(
    model.columns.map((column) => {
      const value = read(said, column)
      const before = origin === undefined ? unknown : originValue(origin, column)
      if (value === undefined) return before === unknown ? unknown : value
      if (value === null) return value
      const fields = fieldsOf(column, value)
      return fields === undefined ? column.codec.copy(value) : snapshotOfFields(column, before, fields)
    }),
  )
}

/**
 * What changed since an entity was loaded or saved, as a patch; undefined if nothing did. Sets and maps become
 * element differences, so that elements written by others survive; lists and frozen values are written whole. Where a
 * row may hold one or another, the patch makes either of them the entity.
 */
export function changesOf(call: Call, entity: Entity, origin: Origin): Record<string, unknown> | undefined {
  refuseChangedKey(call, entity, origin)
  const read = columnReader()
  let patch: Record<string, unknown> | undefined
  for (const column of call.model.columns) {
    if (column.isKey) continue
    const now = read(entity, column)
    let change = changeOf(call, column, originValue(origin, column), now)
    for (const doubt of doubtsOf(call, origin, column)) {
      change = bothChanges(column, change, changeOf(call, column, originValue(doubt, column), now), now)
    }
    if (change === undefined) continue
    patch ??= {}
    writeProperty(patch, column.propertyName, change)
  }
  return patch
}

/** The version is what a save compares: which of them the row has is for the server to say. */
function doubtsOf({ model: { versionColumn } }: Call, origin: Origin, column: ColumnModel): readonly Snapshot[] {
  return origin instanceof Snapshot && column !== versionColumn ? origin.doubts : none
}

const none: readonly Snapshot[] = []

/** What the patch says of a column; undefined if it did not change, or only what is not written did. */
function changeOf(call: Call, column: ColumnModel, before: unknown, now: unknown): unknown {
  if (isSameState(column, before, now)) return undefined
  if (now === undefined) refuseUnset(call, column)
  if (isAssignment(now)) refuseAssignment(call, column.propertyName, now)
  const fields = fieldsOf(column, now)
  if (fields !== undefined) return changedFields(call, column, before, fields)
  refuseLostParts(call, column, before, now)
  return (before === unknown ? undefined : collectionChange(column, before, now)) ?? now
}

/** A row cannot move: a loaded entity whose key was changed is refused. */
export function refuseChangedKey(call: Call, entity: Entity, origin: Origin): void {
  const read = columnReader()
  for (const column of call.model.primaryKey) {
    if (isSameState(column, originValue(origin, column), read(entity, column))) continue
    refuse(call, 'E_KEY_IMMUTABLE', 'is part of the primary key and was changed on a loaded entity.', {
      property: column.propertyName,
      hint: 'A row cannot move: insert a copy under the new key and delete the old row.',
    })
  }
}

/**
 * Whether a value leaves a cell as it is. Absent, empty and null are one state of a collection that is not frozen: it has
 * no cells.
 */
export function isSameState({ codec, type }: ColumnModel, before: unknown, now: unknown): boolean {
  if (before === now) return true
  if (before === unknown) return now === undefined
  if (before === undefined || before === null || now === undefined || now === null) {
    const given = before ?? now
    return isMulticellCollection(type) && now !== undefined ? sizeOf(given) === 0 : before == null && now === null
  }
  return codec.equals(before, now)
}

function sizeOf(collection: unknown): number {
  if (Array.isArray(collection)) return collection.length
  if (isPlainObject(collection)) return Object.keys(collection).length
  return collection instanceof Set || collection instanceof Map ? collection.size : collection == null ? 0 : Number.NaN
}

function refuseUnset(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_UNSET', 'was set to undefined on a loaded entity; expected a value or null.', {
    property: propertyName,
    hint: 'null deletes the cell; undefined means "not known" and is never sent.',
  })
}
