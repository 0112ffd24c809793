import type { Codec } from '../../codec/codec.js'
import type { Assignment } from '../../cql/assignments.js'
import { isAssignment } from '../../cql/assignments.js'
import { isOperator } from '../../cql/operators.js'
import { readProperty } from '../../objects/property.js'
import type { ColumnModel, TableModel } from '../../model/table-model.js'
import type { Condition } from '../where/condition.js'
import type { IfShape } from './if-clause.js'
import { isWrittenByField } from './user-type-fields.js'

/** A cell as a write would leave it. */
export interface WrittenValue {
  readonly column: ColumnModel
  /** A copy of the value; what is compared is all of it, or, with a field, that field. */
  readonly value: unknown
  readonly field?: string
  /** `Add`: the elements that are in the set afterwards. */
  readonly isContained?: boolean
}

/** A condition with the value it compares with. */
export interface ComparedValue {
  readonly condition: Condition
  readonly value: unknown
}

/** What a conditional write wanted: enough to tell later from the row what became of it. */
export interface Attempt {
  readonly model: TableModel
  readonly kind: 'insert' | 'update' | 'delete'
  /** Property values: the primary key, or the partition key where only static columns are concerned. */
  readonly key: Readonly<Record<string, unknown>>
  /** Cells whose state after the write is known. */
  readonly written: readonly WrittenValue[]
  readonly condition: 'not exists' | 'exists' | readonly ComparedValue[]
  /** Columns of an insert whose values were generated for its entity. */
  readonly generated: readonly ColumnModel[]
  /** Seconds; undefined or 0 for cells that stay. */
  readonly ttl: unknown
}

/** What `if` compares with, with copies of the values. */
export function comparedValues(ifShape: Exclude<IfShape, undefined>, given: unknown): Attempt['condition'] {
  if (typeof ifShape === 'string') return ifShape
  return ifShape.conditions.map((condition) => {
    const value = readProperty(given as object, condition.column.propertyName)
    const isWhole = condition.place === 'whole' && condition.code === '='
    return { condition, value: isWhole ? condition.column.codec.copy(value) : value }
  })
}

/** The cells of an insert. */
export function writtenByInsert({ columns }: TableModel, entity: object): WrittenValue[] {
  const written: WrittenValue[] = []
  for (const column of columns) {
    if (!column.isKey) addWritten(written, column, readProperty(entity, column.propertyName))
  }
  return written
}

/** The cells of an update whose state afterwards is known, whatever they held. */
export function writtenByUpdate({ columnOf }: TableModel, patch: object): WrittenValue[] {
  const written: WrittenValue[] = []
  for (const property of Object.keys(patch)) {
    const value = readProperty(patch, property)
    const column = columnOf.get(property)!
    if (isAssignment(value)) addAssigned(written, column, value)
    else addWritten(written, column, value)
  }
  return written
}

function addWritten(written: WrittenValue[], column: ColumnModel, value: unknown): void {
  if (value === undefined || isOperator(value)) return
  if (value === null) written.push({ column, value })
  else if (!isWrittenByField(column, value)) written.push({ column, value: column.codec.copy(value) })
  else {
    for (const { propertyName, codec } of column.userType!.fields) {
      addField(written, column, propertyName, readProperty(value, propertyName), codec)
    }
  }
}

function addField(written: WrittenValue[], column: ColumnModel, field: string, value: unknown, codec: Codec): void {
  if (value !== undefined) written.push({ column, field, value: value === null ? null : codec.copy(value) })
}

function addAssigned(written: WrittenValue[], column: ColumnModel, { kind, operand }: Assignment): void {
  if (kind === 'add') written.push({ column, value: operand, isContained: true })
  if (kind !== 'setField') return
  const { field, value } = operand as { readonly field: string; readonly value: unknown }
  addField(written, column, field, value, column.userType!.fieldOf.get(field)!.codec)
}
