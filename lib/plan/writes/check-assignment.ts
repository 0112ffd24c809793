import type { Assignment, AssignmentKind } from '../../cql/assignments.js'
import { isMulticell, printDataType } from '../../cql/data-type.js'
import type { CqlType } from '../../cql/data-type.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { refuse } from '../call.js'

/** Which types an assignment is for, where they are not frozen; none: counters. */
const collectionsOf: Readonly<Record<AssignmentKind, readonly CqlType['kind'][]>> = {
  append: ['list'],
  prepend: ['list'],
  setAt: ['list'],
  removeAt: ['list'],
  add: ['set'],
  remove: ['list', 'set', 'map'],
  put: ['map'],
  change: ['set', 'map'],
  setField: ['udt'],
  increment: [],
  decrement: [],
}

const writtenAs: Readonly<Record<AssignmentKind, string>> = {
  append: 'Append',
  prepend: 'Prepend',
  setAt: 'SetAt',
  removeAt: 'RemoveAt',
  add: 'Add',
  remove: 'Remove',
  put: 'Put',
  change: 'a change',
  setField: 'SetField',
  increment: 'Increment',
  decrement: 'Decrement',
}

/** Refuses an assignment that the type of the column does not know. */
export function checkAssignment(call: Call, column: ColumnModel, code: AssignmentKind): void {
  const fitting = collectionsOf[code]
  if (isFitting(column, code)) {
    if (column.isTransformed) refuseTransformed(call, column, code)
    return
  }
  const instead = (Object.keys(collectionsOf) as AssignmentKind[]).filter(
    (kind) => kind !== 'change' && !column.isTransformed && isFitting(column, kind),
  )
  const kinds =
    fitting.length === 0 ? 'counter columns' : `${fitting.map(named).join(', ')} columns that are not frozen`
  refuse(call, 'E_ASSIGNMENT', `${writtenAs[code]} is for ${kinds}; this one is ${printDataType(column.type)}.`, {
    property: column.propertyName,
    hint: hintFor(column, instead),
  })
}

function named(kind: CqlType['kind']): string {
  return kind === 'udt' ? 'user-defined type' : kind
}

function isFitting({ type, isCounter }: ColumnModel, code: AssignmentKind): boolean {
  const fitting = collectionsOf[code]
  return fitting.length === 0 ? isCounter : fitting.includes(type.kind) && isMulticell(type)
}

function hintFor({ isCounter }: ColumnModel, instead: readonly AssignmentKind[]): string {
  const names = instead.map((kind) => writtenAs[kind]).join(', ')
  if (isCounter) return `Use ${names}.`
  return names === '' ? 'Write the whole value.' : `Use ${names}, or write the whole value.`
}

/** What the property holds is not what the column holds, so nobody knows what the elements are. */
function refuseTransformed(call: Call, { propertyName }: ColumnModel, code: AssignmentKind): never {
  return refuse(call, 'E_ASSIGNMENT', `${writtenAs[code]} cannot change a column with a transformer.`, {
    property: propertyName,
    hint: 'Write the whole value.',
  })
}

/** Refuses an assignment in an entity, which holds values. */
export function refuseAssignment(call: Call, property: string, { kind }: Assignment): never {
  refuse(call, 'E_ASSIGNMENT', misplaced(kind), { property, hint: hintOfMisplaced })
}

/** What is wrong with an assignment in place of a value. */
export function misplaced(kind: AssignmentKind): string {
  return `is ${writtenAs[kind]}, which changes what a column holds; expected a value.`
}

/** Where an assignment belongs. */
export const hintOfMisplaced = 'update() takes it, in place of the value of a column.'
