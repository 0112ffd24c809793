import { isPlainObject } from '../objects/plain-object.js'
import { readProperty, writeProperty } from '../objects/property.js'
import type { AssignmentNode } from '../cql/statement.js'
import type { ColumnModel } from '../model/table-model.js'
import type { UserTypeModel } from '../model/user-type-model.js'
import type { Call } from './call.js'
import { refuse } from './call.js'
import { unknown } from './loaded.js'
import type { Marker, MarkerSource } from './marker.js'

/**
 * Whether a value is written field by field: that of a user-defined type which is not frozen. Fields that the class
 * does not know, and those it says nothing of, are left alone, and no range deletion is written.
 */
export function isWrittenByField({ type, userType, isTransformed }: ColumnModel, value: unknown): boolean {
  return (
    userType !== undefined &&
    type.kind === 'udt' &&
    !type.frozen &&
    !isTransformed &&
    fieldsOf(userType, value) !== undefined
  )
}

/** The value as an object with fields of the type; undefined for anything else, which the codec refuses. */
function fieldsOf({ entity, fieldOf }: UserTypeModel, value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (value instanceof entity) return value
  return isPlainObject(value) && Object.keys(value).every((property) => fieldOf.has(property)) ? value : undefined
}

/** `"address"."street" = ?, "address"."zip" = ?`, every field; those that the value does not say are bound as unset. */
export function planFields({ propertyName, quotedName, userType }: ColumnModel, argument: MarkerSource['argument']) {
  return userType!.fields.map((field): AssignmentNode<Marker> => ({
    column: `${quotedName}.${field.quotedName}`,
    operator: '=',
    marker: {
      name: `${propertyName}.${field.propertyName}`,
      property: propertyName,
      isKey: false,
      isNullable: true,
      source: { argument, path: [propertyName, field.propertyName] },
      encode: field.codec.encode,
    },
  }))
}

/** The fields that changed, as a patch of the column; undefined if none did. */
export function changedFields(call: Call, column: ColumnModel, before: unknown, now: object): object | undefined {
  let patch: object | undefined
  for (const { propertyName, codec } of column.userType!.fields) {
    const old = before === unknown ? unknown : before == null ? undefined : readProperty(before, propertyName)
    const value = readProperty(now, propertyName)
    if (old === value || (old == null && value == null)) continue
    if (value === undefined) {
      if (old === unknown) continue
      refuseUnsetField(call, column, propertyName)
    }
    if (old !== unknown && old != null && value !== null && codec.equals(old, value)) continue
    patch ??= {}
    writeProperty(patch, propertyName, value)
  }
  return patch
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
