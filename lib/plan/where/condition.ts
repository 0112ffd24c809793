import type { OperatorKind } from '../../cql/operators.js'
import { isOperator } from '../../cql/operators.js'
import { skip } from '../../cql/skip.js'
import { isAssignment } from '../../cql/assignments.js'
import { isCollection } from '../../cql/data-type.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { FieldModel } from '../../model/user-type-model.js'
import type { Call } from '../call.js'
import { listNames, readValue, refuse, refuseUnknownProperty, shorten } from '../call.js'
import { checkOperands } from './check-operands.js'
import { operatorCode } from './comparison.js'
import {
  refuseAbsent,
  refuseEmptyIn,
  refuseKey,
  refuseNone,
  refuseOperator,
  refuseTransformed,
} from './refuse-condition.js'

/** Where in a column a condition looks: at all of it, at an element or at a field. */
export type Place = 'whole' | 'element' | FieldModel

/** One property of `if`. */
export interface Condition {
  readonly column: ColumnModel
  readonly place: Place
  /** `=` for a plain value, else the kind of its operator; `and` spells out both bounds: `gte+lt`. */
  readonly code: string
}

/** The shape of `if`: all that decides the text of the statement, and nothing of its values. */
export interface ConditionShape {
  /** By ordinal, so that the order of properties does not matter. */
  readonly conditions: readonly Condition[]
  /** Ordinals and operator codes only; never anything the caller wrote. */
  readonly key: string
}

/** Reads an `if`; what would always hold, never hold or cost the server's refusal is refused. */
export function readConditions(call: Call, given: unknown): ConditionShape {
  if (typeof given !== 'object' || given === null || !isPlainObject(given)) {
    refuse(call, 'E_IF', 'if is a plain object of property values and operators.')
  }
  const conditions: Condition[] = []
  for (const property of Object.keys(given)) {
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'if')
    if (column.isKey) refuseKey(call, property)
    const value = readValue(call, given, property)
    if (value !== skip) conditions.push(readCondition(call, column, value))
  }
  if (conditions.length === 0) refuseNone(call)
  conditions.sort((a, b) => a.column.ordinal - b.column.ordinal)
  return { conditions, key: conditions.map(keyOf).join(',') }
}

function keyOf({ column, place, code }: Condition): string {
  const within = place === 'whole' ? '' : place === 'element' ? '[]' : `.${column.userType!.fields.indexOf(place)}`
  return `${column.ordinal}${within}${code}`
}

function readCondition(call: Call, column: ColumnModel, value: unknown): Condition {
  const property = column.propertyName
  if (!isOperator(value)) return { column, place: 'whole', code: codeOf(call, property, value) }
  const { kind, operands } = value
  const [first, second] = operands
  if (kind === 'field') return { column, place: fieldOf(call, column, first), code: placeCode(call, property, second) }
  if (kind === 'element' || kind === 'containsEntry') {
    checkElements(call, column, kind === 'element' ? 'ElementIs' : 'ContainsEntry')
    if (first === undefined || first === null) refuseAbsent(call, property, first)
    return { column, place: 'element', code: placeCode(call, property, second) }
  }
  if (kind === 'contains' || kind === 'containsKey') checkContained(call, column, kind)
  return { column, place: 'whole', code: codeOf(call, property, value) }
}

/** What a value or operator compares by. `ne null` is written out, as `null` is. */
function codeOf(call: Call, property: string, value: unknown): string {
  if (value === undefined || value === null) refuseAbsent(call, property, value)
  if (isAssignment(value)) refuse(call, 'E_IF', 'is an assignment; expected a value or an operator.', { property })
  if (!isOperator(value)) return '='
  if (value.kind === 'ne' && value.operands[0] === null) return 'notNull'
  if (!known.has(value.kind)) refuseOperator(call, property)
  checkOperands(call, property, value, refuseAbsent)
  if (value.kind === 'in' && (value.operands[0] as readonly unknown[]).length === 0) refuseEmptyIn(call, property)
  return operatorCode(value)
}

/** What an element or a field compares by: CQL looks no further into it. */
function placeCode(call: Call, property: string, value: unknown): string {
  const code = codeOf(call, property, value)
  return code.startsWith('contains') ? refuseOperator(call, property) : code
}

const known: ReadonlySet<OperatorKind> = new Set<OperatorKind>([
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'and',
  'ne',
  'in',
  'null',
  'contains',
  'containsKey',
])

function checkElements(call: Call, column: ColumnModel, name: string): void {
  if (column.isTransformed) refuseTransformed(call, column, name)
  if (column.type.kind === 'map' || column.type.kind === 'list') return
  refuse(call, 'E_UNSUPPORTED_OPERATOR', `${name} is for maps and lists.`, {
    property: column.propertyName,
    hint: column.type.kind === 'set' ? 'Use Contains(element).' : 'Compare the whole value.',
  })
}

function checkContained(call: Call, column: ColumnModel, kind: 'contains' | 'containsKey'): void {
  const name = kind === 'contains' ? 'Contains' : 'ContainsKey'
  if (column.isTransformed) refuseTransformed(call, column, name)
  if (kind === 'contains' ? isCollection(column.type) : column.type.kind === 'map') return
  refuse(call, 'E_UNSUPPORTED_OPERATOR', `${name} is for ${kind === 'contains' ? 'lists, sets and maps' : 'maps'}.`, {
    property: column.propertyName,
    hint: 'Compare the whole value.',
  })
}

function fieldOf(call: Call, column: ColumnModel, name: unknown): FieldModel {
  if (column.isTransformed) refuseTransformed(call, column, 'FieldIs')
  const { userType, propertyName } = column
  if (userType === undefined) {
    refuse(call, 'E_UNSUPPORTED_OPERATOR', 'FieldIs is for user-defined types.', {
      property: propertyName,
      hint: 'Compare the whole value.',
    })
  }
  const field = userType.fieldOf.get(name as string)
  if (field !== undefined) return field
  return refuse(
    call,
    'E_UNKNOWN_PROPERTY',
    `'${shorten(String(name))}' in if is not a field of ${userType.entityName}.`,
    {
      property: propertyName,
      hint: `Fields: ${listNames(userType.fields)}.`,
    },
  )
}
