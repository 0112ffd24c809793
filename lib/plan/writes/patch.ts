import { isAssignment } from '../../cql/assignments.js'
import { isOperator } from '../../cql/operators.js'
import type { Assignment, AssignmentKind } from '../../cql/assignments.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { FieldModel } from '../../model/user-type-model.js'
import type { Call } from '../call.js'
import { listNames, readValue, refuse, refuseUnknownProperty, shorten } from '../call.js'
import { checkAssignment } from './check-assignment.js'
import { isWrittenByField, saysNothing } from './user-type-fields.js'

/**
 * One column a patch changes: `=` for a new value, `fields` for the fields of a user-defined type that is not frozen,
 * else the kind of its assignment.
 */
export interface PatchEntry {
  readonly column: ColumnModel
  readonly code: '=' | 'fields' | AssignmentKind
  /** Which field `SetField` sets. */
  readonly field?: FieldModel
}

/** The shape of a patch: all that decides the text of the statement, and nothing of its values. */
export interface PatchShape {
  /** By ordinal, so that the order of properties does not matter. */
  readonly entries: readonly PatchEntry[]
  /** One bit for each column that gets a new value; undefined with assignments, or columns beyond the bits. */
  readonly mask: number | undefined
  /** Ordinals and codes, for patches without a mask. */
  readonly key: () => string
  /** Static columns only: the partition key is enough to write them. */
  readonly isStatic: boolean
}

/** Bits of a mask: ordinals that fit into the integers a `Map` finds without hashing a text. */
const maskBits = 30

/** Reads a patch object. `undefined` is not sent; unknown properties, key columns and unfit assignments are refused. */
export function readPatch(call: Call, patch: unknown): PatchShape {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    refuse(call, 'E_PATCH', 'a patch is an object of property values.')
  }
  const entries: PatchEntry[] = []
  let mask: number | undefined = 0
  let isStatic = true
  for (const property of Object.keys(patch)) {
    const value = readValue(call, patch, property)
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'the patch')
    if (value === undefined || saysNothing(column, value)) continue
    const entry = readEntry(call, column, value)
    entries.push(entry)
    isStatic &&= column.role === 'static'
    mask =
      mask === undefined || entry.code !== '=' || column.ordinal >= maskBits ? undefined : mask | (1 << column.ordinal)
  }
  if (entries.length === 0) refuseEmptyPatch(call)
  if (entries.length > 1) entries.sort((a, b) => a.column.ordinal - b.column.ordinal)
  return { entries, mask, key: () => keyOf(entries), isStatic }
}

function readEntry(call: Call, column: ColumnModel, value: unknown): PatchEntry {
  if (column.isKey) refuseKeyChange(call, column.propertyName)
  if (value === null && column.isDiscriminator) refuseNoClass(call, column)
  if (isAssignment(value)) {
    checkAssignment(call, column, value.kind)
    return value.kind === 'setField'
      ? { column, code: value.kind, field: fieldOf(call, column, value) }
      : { column, code: value.kind }
  }
  if (isOperator(value)) refuseOperator(call, column)
  if (column.isCounter) refuseCounterValue(call, column)
  return { column, code: isWrittenByField(column, value) ? 'fields' : '=' }
}

function fieldOf(call: Call, { userType, propertyName }: ColumnModel, { operand }: Assignment): FieldModel {
  const name = (operand as { readonly field: string }).field
  const field = userType!.fieldOf.get(name)
  if (field !== undefined) return field
  return refuse(
    call,
    'E_UNKNOWN_PROPERTY',
    `'${shorten(name)}' in SetField is not a field of ${userType!.entityName}.`,
    {
      property: propertyName,
      hint: `Fields: ${listNames(userType!.fields)}.`,
    },
  )
}

function keyOf(entries: readonly PatchEntry[]): string {
  return entries
    .map(({ column, code, field }) => {
      const within = field === undefined ? '' : column.userType!.fields.indexOf(field)
      return `${column.ordinal}${code}${within}`
    })
    .join(',')
}

function refuseOperator(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_PATCH', 'is an operator, which compares; a patch takes values and assignments.', {
    property: propertyName,
    hint: 'Conditions of an update go into { if }.',
  })
}

function refuseKeyChange(call: Call, property: string): never {
  return refuse(call, 'E_KEY_IMMUTABLE', 'is part of the primary key and cannot be changed.', {
    property,
    hint: 'Insert the new row and delete the old one.',
  })
}

function refuseNoClass(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_DISCRIMINATOR', 'says of which class the row is and cannot be deleted.', {
    property: propertyName,
  })
}

function refuseCounterValue(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_COUNTER', 'is a counter and has no value that could be set.', {
    property: propertyName,
    hint: 'Use increment() and decrement(), or Increment(by) in the patch.',
  })
}

function refuseEmptyPatch(call: Call): never {
  const { staticColumns, regularColumns } = call.model
  return refuse(call, 'E_EMPTY_PATCH', 'the patch changes nothing: it has no property with a value.', {
    hint: `Set at least one of ${listNames([...staticColumns, ...regularColumns]) || 'the columns outside the key'}; null deletes a cell.`,
  })
}
