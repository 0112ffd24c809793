import { isAssignment } from '../cql/assignments.js'
import type { AssignmentKind } from '../cql/assignments.js'
import { isMulticell, printDataType } from '../cql/data-type.js'
import type { CqlType } from '../cql/data-type.js'
import type { ColumnModel } from '../model/table-model.js'
import type { Call } from './call.js'
import { listNames, refuse, refuseUnknownProperty } from './call.js'

/** One column a patch changes: `=` for a new value, else the kind of its assignment. */
export interface PatchEntry {
  readonly column: ColumnModel
  readonly code: '=' | AssignmentKind
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
    const value = (patch as Record<string, unknown>)[property]
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'the patch')
    if (value === undefined) continue
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
  if (column.role === 'partition' || column.role === 'clustering') refuseKeyChange(call, column.propertyName)
  const code = isAssignment(value) ? value.kind : '='
  if (code !== '=') checkAssignment(call, column, code)
  return { column, code }
}

function keyOf(entries: readonly PatchEntry[]): string {
  return entries.map(({ column, code }) => `${column.ordinal}${code}`).join(',')
}

/** Which collections an assignment is for. */
const collectionsOf: Readonly<Record<AssignmentKind, readonly CqlType['kind'][]>> = {
  append: ['list'],
  prepend: ['list'],
  add: ['set'],
  remove: ['list', 'set', 'map'],
  put: ['map'],
  change: ['set', 'map'],
}

const writtenAs: Readonly<Record<AssignmentKind, string>> = {
  append: 'Append',
  prepend: 'Prepend',
  add: 'Add',
  remove: 'Remove',
  put: 'Put',
  change: 'a change',
}

function checkAssignment(call: Call, { type, propertyName }: ColumnModel, code: AssignmentKind): void {
  const fitting = collectionsOf[code]
  if (fitting.includes(type.kind) && isMulticell(type)) return
  const instead = (Object.keys(collectionsOf) as AssignmentKind[]).filter(
    (kind) => kind !== 'change' && isMulticell(type) && collectionsOf[kind].includes(type.kind),
  )
  refuse(
    call,
    'E_ASSIGNMENT',
    `${writtenAs[code]} is for ${fitting.join(', ')} columns that are not frozen; this one is ${printDataType(type)}.`,
    {
      property: propertyName,
      hint:
        instead.length === 0
          ? 'Write the whole value.'
          : `Use ${instead.map((kind) => writtenAs[kind]).join(', ')}, or write the whole value.`,
    },
  )
}

function refuseKeyChange(call: Call, property: string): never {
  return refuse(call, 'E_KEY_IMMUTABLE', 'is part of the primary key and cannot be changed.', {
    property,
    hint: 'Insert the new row and delete the old one.',
  })
}

function refuseEmptyPatch(call: Call): never {
  const { staticColumns, regularColumns } = call.model
  return refuse(call, 'E_EMPTY_PATCH', 'the patch changes nothing: it has no property with a value.', {
    hint: `Set at least one of ${listNames([...staticColumns, ...regularColumns]) || 'the columns outside the key'}; null deletes a cell.`,
  })
}
