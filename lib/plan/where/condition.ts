import type { Codec } from '../../codec/codec.js'
import type { OperatorKind } from '../../cql/operators.js'
import { isOperator } from '../../cql/operators.js'
import { skip } from '../../cql/skip.js'
import { isAssignment } from '../../cql/assignments.js'
import { isCollection } from '../../cql/data-type.js'
import type { Relation } from '../../cql/statement.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { FieldModel } from '../../model/user-type-model.js'
import type { Call } from '../call.js'
import { listNames, readValue, refuse, refuseUnknownProperty, shorten } from '../call.js'
import { checkOperands } from './check-operands.js'
import { boundsOf, operatorCode } from './comparison.js'
import { conditionMarker, indexMarker, listOf, partCodec } from '../marker.js'
import type { Marker, MarkerSource } from '../marker.js'

/** Where in a column a condition looks: at all of it, at an element or at a field. */
type Place = 'whole' | 'element' | FieldModel

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

// ─── Relations ─────────────────────────────────────────────────────────────────────────────────────────────────────

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

type Path = readonly (string | number)[]

/** `"value" > ?`, `"counts"[?] = ?`, `"address"."city" != null`; the options are that argument of `bind`. */
export function conditionRelations(
  { column, place, code }: Condition,
  argument: MarkerSource['argument'],
): readonly Relation<Marker>[] {
  const property: Path = ['if', column.propertyName]
  const source = (path: Path): MarkerSource => ({ argument, path })
  const value: Path = place === 'whole' ? property : [...property, 'operands', 1]
  const codec = codecOf(column, place, code)
  const relation = (operator: string, path: Path | undefined): Relation<Marker> => {
    const markers: Marker[] = []
    if (place === 'element') markers.push(placeMarker(column, source([...property, 'operands', 0])))
    if (path !== undefined) {
      const marker = conditionMarker(column, `if(${textOf(column, place)})`, codec, source(path))
      markers.push(operator === 'IN' ? listOf(marker) : marker)
    }
    return { text: `${placeText(column, place)} ${operator} ${path === undefined ? 'null' : '?'}`, markers }
  }
  const operand: Path = [...value, 'operands', 0]
  switch (code) {
    case '=':
      return [relation('=', value)]
    case 'null':
      return [relation('=', undefined)]
    case 'notNull':
      return [relation('!=', undefined)]
    case 'in':
      return [relation('IN', operand)]
    case 'ne':
      return [relation('!=', operand)]
    case 'contains':
      return [relation('CONTAINS', operand)]
    case 'containsKey':
      return [relation('CONTAINS KEY', operand)]
    default:
      return boundsOf(code).map(({ operator, path }) => relation(operator, [...value, ...path]))
  }
}

function placeText({ quotedName }: ColumnModel, place: Place): string {
  if (place === 'whole') return quotedName
  return place === 'element' ? `${quotedName}[?]` : `${quotedName}.${place.quotedName}`
}

/** For people. */
function textOf({ propertyName }: ColumnModel, place: Place): string {
  if (place === 'whole') return propertyName
  return place === 'element' ? `${propertyName}[?]` : `${propertyName}.${place.propertyName}`
}

/** The index of an element of a list, or the key of a value of a map. */
function placeMarker(column: ColumnModel, source: MarkerSource): Marker {
  const { type } = column
  if (type.kind !== 'map') return indexMarker(column, source)
  return conditionMarker(column, `key(${column.propertyName})`, partCodec(column, type.key), source)
}

/** What the operand of a condition is a value of. */
function codecOf(column: ColumnModel, place: Place, code: string): Codec {
  const { type, conditionCodec } = column
  if (typeof place === 'object') return place.codec
  if (code === 'containsKey' && type.kind === 'map') return partCodec(column, type.key)
  if ((place === 'whole' && code !== 'contains') || !isCollection(type)) return conditionCodec
  return partCodec(column, type.kind === 'map' ? type.value : type.element)
}

// ─── Refusals ──────────────────────────────────────────────────────────────────────────────────────────────────────

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

/** What the property holds is not what the column holds, so nobody knows what the parts are. */
function refuseTransformed(call: Call, { propertyName }: ColumnModel, name: string): never {
  return refuse(call, 'E_UNSUPPORTED_OPERATOR', `${name} cannot look into a column with a transformer.`, {
    property: propertyName,
    hint: 'Compare the whole value.',
  })
}

function refuseAbsent(call: Call, property: string, value: undefined | null): never {
  return value === null
    ? refuse(call, 'E_IF_NULL', 'is null in if; expected a value or an operator.', {
        property,
        hint: 'IsNull() asks for an absent cell, and holds on a missing row too; NotEqual(null) asks for one that is there.',
      })
    : refuse(call, 'E_IF_UNDEFINED', 'is undefined in if; expected a value. It would silently drop the condition.', {
        property,
        hint: 'Leave the property out on purpose if that is what is meant.',
      })
}

function refuseKey(call: Call, property: string): never {
  return refuse(call, 'E_IF_KEY', 'is part of the primary key, which finds the row; expected other columns in if.', {
    property,
    hint: 'Use ifExists: true to ask whether the row is there.',
  })
}

function refuseNone(call: Call): never {
  return refuse(call, 'E_IF_EMPTY', 'if says nothing; expected a condition.', {
    hint: 'Leave it out for a write without condition, or use ifExists: true.',
  })
}

function refuseEmptyIn(call: Call, property: string): never {
  return refuse(call, 'E_EMPTY_IN', 'In([]) matches nothing, so nothing would be written.', {
    property,
    hint: 'Test for an empty list before.',
  })
}

function refuseOperator(call: Call, property: string): never {
  return refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is compared by an operator that CQL does not have in IF.', {
    property,
    hint: 'Use a value, a comparison, NotEqual, In, Between, IsNull, Contains, ContainsKey, ElementIs or FieldIs.',
  })
}
