import type { ElementCodec } from '../../codec/define-codec.js'
import { keptFields, keptIdentity } from '../../codec/kept-fields.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { readProperty, writeProperty } from '../../objects/property.js'
import type { AssignmentNode } from '../../cql/statement.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { FieldModel } from '../../model/user-type-model.js'
import type { Call } from '../call.js'
import { refuse } from '../call.js'
import { unknown } from '../loaded.js'
import type { Marker, MarkerSource } from '../marker.js'

/**
 * Whether a value is written field by field: that of a user-defined type which is not frozen. Fields that the class
 * does not know, and those it says nothing of, are left alone, and no range deletion is written. A value that was read
 * with fields the class does not know is written whole: elsewhere they would be lost.
 */
export function isWrittenByField(column: ColumnModel, value: unknown): boolean {
  const fields = fieldsOf(column, value)
  return fields !== undefined && !hasUnknownFields(fields)
}

/** Whether a value was read with fields that its class does not know. */
function hasUnknownFields(value: object): boolean {
  return (keptFields(value)?.size ?? 0) > 0
}

/** Whether a value would be written field by field and says none. */
export function saysNothing(column: ColumnModel, value: unknown): boolean {
  const fields = fieldsOf(column, value)
  if (fields === undefined || hasUnknownFields(fields)) return false
  return column.userType!.fields.every(({ propertyName }) => readProperty(fields, propertyName) === undefined)
}

/** The value of a column whose fields are cells of their own; undefined for anything else, which the codec refuses. */
export function fieldsOf({ type, userType, isTransformed }: ColumnModel, value: unknown): object | undefined {
  if (userType === undefined || type.kind !== 'udt' || type.frozen || isTransformed) return undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (value instanceof userType.entity) return value
  const isKnown = (property: string) => userType.fieldOf.has(property)
  return isPlainObject(value) && Object.keys(value).every(isKnown) ? value : undefined
}

/** `"address"."street" = ?, "address"."zip" = ?`, every field; those that the value does not say are bound as unset. */
export function planFields(column: ColumnModel, argument: MarkerSource['argument']) {
  return column.userType!.fields.map((field) =>
    planField(column, field, { argument, path: [column.propertyName, field.propertyName] }),
  )
}

/** `"address"."street" = ?` */
export function planField(
  { propertyName, quotedName }: ColumnModel,
  field: FieldModel,
  source: MarkerSource,
): AssignmentNode<Marker> {
  const name = `${propertyName}.${field.propertyName}`
  return {
    column: `${quotedName}.${field.quotedName}`,
    operator: '=',
    marker: {
      name,
      property: name,
      isKey: false,
      isNullable: true,
      source,
      cell: field.codec.type,
      encode: field.codec.encode,
    },
  }
}

/**
 * What the patch says of a column that changed from `before` to `now`: the fields that did, or all of `now` where it
 * brings other unknown fields along; undefined if none did.
 */
export function changedFields(call: Call, column: ColumnModel, before: unknown, now: object): object | undefined {
  if (!hasSameKept(before, now)) return now
  let patch: object | undefined
  for (const { propertyName, codec } of column.userType!.fields) {
    const old = fieldBefore(before, propertyName)
    const value = readProperty(now, propertyName)
    if (old === unknown ? value === undefined : isSameCell(codec, old, value)) continue
    if (value === undefined) refuseUnsetField(call, column, propertyName)
    patch ??= {}
    writeProperty(patch, propertyName, value)
  }
  return patch
}

/** Unknown fields stay where they are, unless `now` was read elsewhere and brings its own. */
function hasSameKept(before: unknown, now: object): boolean {
  if (!hasUnknownFields(now)) return true
  const old = typeof before === 'object' && before !== null ? keptFields(before) : undefined
  return keptIdentity(old) === keptIdentity(keptFields(now))
}

function fieldBefore(before: unknown, propertyName: string): unknown {
  if (before === unknown) return unknown
  return before === undefined || before === null ? undefined : readProperty(before, propertyName)
}

/** Whether two values of a field are the same to the database: absent and null are. */
export function isSameCell({ equals }: ElementCodec, one: unknown, other: unknown): boolean {
  if (one === undefined || one === null) return other === undefined || other === null
  return other !== undefined && other !== null && equals(one, other)
}

/** A copy of a value to compare with later. Fields that it did not say are as unknown as they were. */
export function snapshotOfFields({ codec, userType }: ColumnModel, before: unknown, now: object): object {
  const snapshot = codec.copy(now) as object
  for (const { propertyName } of userType!.fields) {
    if (readProperty(now, propertyName) !== undefined) continue
    writeProperty(snapshot, propertyName, fieldBefore(before, propertyName))
  }
  return snapshot
}

/**
 * Refuses a value that is written whole and has lost a part which was loaded: a field of a frozen user-defined type, a
 * component of a tuple.
 */
export function refuseLostParts(call: Call, column: ColumnModel, before: unknown, now: unknown): void {
  if (column.isTransformed || !isObject(before) || !isObject(now)) return
  for (const part of partsOf(column, before)) {
    if (readProperty(before, part) != null && readProperty(now, part) === undefined) {
      refuseUnsetField(call, column, String(part))
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function partsOf({ type, userType }: ColumnModel, before: object): readonly (string | number)[] {
  if (type.kind === 'udt') return userType?.fields.map(({ propertyName }) => propertyName) ?? []
  return type.kind === 'tuple' && Array.isArray(before) ? [...before.keys()] : []
}

function refuseUnsetField(call: Call, { propertyName }: ColumnModel, field: string): never {
  return refuse(
    call,
    'E_UNSET',
    `has a field '${field}' that was loaded and is undefined now; expected a value or null.`,
    {
      property: propertyName,
      hint: 'null deletes the field; undefined means "not known" and is never sent.',
    },
  )
}
