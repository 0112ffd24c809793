import type { Operator, OperatorKind } from '../cql/operators.js'
import { isForConditions } from '../cql/condition-operators.js'
import { isOperator } from '../cql/operators.js'
import type { Relation, RelationOperator } from '../cql/statement.js'
import { isPlainObject } from '../objects/plain-object.js'
import { readProperty } from '../objects/property.js'
import type { ColumnModel } from '../model/table-model.js'
import type { Call } from './call.js'
import { readValue, refuse, refuseUnknownProperty } from './call.js'
import { listMarker, requiredMarker } from './marker.js'
import type { Marker } from './marker.js'

/** One column restricted by `where`. */
export interface Restriction {
  readonly column: ColumnModel
  /** `=` for a plain value, else the kind of its operator; `and` spells out both bounds: `gte+lt`. */
  readonly code: string
}

/** The shape of a `where`: all that decides the text of the statement, and nothing of its values. */
export interface WhereShape {
  /** By ordinal, so that the order of properties does not matter. */
  readonly restrictions: readonly Restriction[]
  /** Ordinals and operator codes only; never anything the caller wrote. */
  readonly key: string
  /** An `In([])`: nothing can match. */
  readonly isEmpty: boolean
}

/** Reads a condition object; unknown properties, `undefined` and `null` are refused, they would widen the query. */
export function readWhere(call: Call, where: unknown): WhereShape {
  if (typeof where !== 'object' || where === null || Array.isArray(where)) {
    refuse(
      call,
      'E_WHERE',
      `a condition is an object of property values, not ${Array.isArray(where) ? 'an array' : String(typeof where)}.`,
      {
        hint: 'CQL has no OR: run one query for each alternative, or use In([…]).',
      },
    )
  }
  if (!isPlainObject(where)) refuseHidden(call, where)
  const restrictions: Restriction[] = []
  let isEmpty = false
  for (const property of Object.keys(where)) {
    const value = readValue(call, where, property)
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'where')
    if (value === undefined || value === null) refuseAbsent(call, property, value)
    if (isOperator(value)) {
      if (isForConditions(value.kind)) refuseOutsideIf(call, property)
      checkOperands(call, property, value)
    }
    restrictions.push({ column, code: codeOf(value) })
    if (isOperator(value) && value.kind === 'in' && isEmptyList(value)) isEmpty = true
  }
  restrictions.sort((a, b) => a.column.ordinal - b.column.ordinal)
  let key = ''
  for (const { column, code } of restrictions) key += `${column.ordinal}${code},`
  return { restrictions, key, isEmpty }
}

/** A column that an object has by its class, or hidden, would be left out in silence and widen the query. */
function refuseHidden(call: Call, where: object): void {
  for (const { propertyName } of call.model.columns) {
    if (Object.prototype.propertyIsEnumerable.call(where, propertyName)) continue
    if (readProperty(where, propertyName) === undefined) continue
    refuse(call, 'E_WHERE', 'is no enumerable property of the condition itself; expected a plain object.', {
      property: propertyName,
      hint: 'Write { id: dto.id }, or spread what you mean.',
    })
  }
}

function refuseOutsideIf(call: Call, property: string): never {
  return refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is compared by an operator that CQL has only in IF.', {
    property,
    hint: 'NotEqual, IsNull, ElementIs and FieldIs are for { if } of a write; filter rows in code.',
  })
}

/** `MoreThan(undefined)` would be as wide as no condition at all. */
function checkOperands(call: Call, property: string, { operands }: Operator): void {
  for (const operand of operands) {
    if (operand === undefined || operand === null) refuseAbsent(call, property, operand)
    if (isOperator(operand)) checkOperands(call, property, operand)
  }
}

function refuseAbsent(call: Call, property: string, value: unknown): never {
  return value === null
    ? refuse(call, 'E_WHERE_NULL', 'a condition cannot be null; expected a value.', {
        property,
        hint: 'CQL cannot look for absent values: read the rows and filter in code, or write a marker value instead.',
      })
    : refuse(
        call,
        'E_WHERE_UNDEFINED',
        'a condition is undefined; expected a value. It would silently widen the query.',
        {
          property,
          hint: 'Leave the property out on purpose if that is what is meant.',
        },
      )
}

function codeOf(value: unknown): string {
  if (!isOperator(value)) return '='
  if (value.kind !== 'and') return value.kind
  const [lower, upper] = value.operands as readonly Operator[]
  return `${lower!.kind}+${upper!.kind}`
}

function isEmptyList({ operands }: Operator): boolean {
  return (operands[0] as readonly unknown[]).length === 0
}

const comparisons: Readonly<Partial<Record<OperatorKind | '=', RelationOperator>>> = {
  '=': '=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
}

/** The relations a restriction becomes: one, or the two bounds of `Between` and `And`. */
export function relationsOf({ column, code }: Restriction): readonly Relation<Marker>[] {
  const { propertyName, quotedName } = column
  const relation = (operator: RelationOperator, path: readonly (string | number)[]): Relation<Marker> => {
    const source = { argument: 0, path: [propertyName, ...path] } as const
    return {
      column: quotedName,
      operator,
      marker: operator === 'IN' ? listMarker(column, source) : requiredMarker(column, source),
    }
  }
  if (code === '=') return [relation('=', [])]
  if (code === 'in') return [relation('IN', ['operands', 0])]
  if (code === 'between') return [relation('>=', ['operands', 0]), relation('<=', ['operands', 1])]
  const bounds = code.split('+').map((kind) => comparisons[kind as OperatorKind]!)
  return bounds.length === 1
    ? [relation(bounds[0]!, ['operands', 0])]
    : bounds.map((bound, i) => relation(bound, ['operands', i, 'operands', 0]))
}

/** True for `=` and `IN`, which leave the next clustering column free to be restricted. */
export function isPointwise({ code }: Restriction): boolean {
  return code === '=' || code === 'in'
}
