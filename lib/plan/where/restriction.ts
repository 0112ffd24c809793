import { isForConditions } from '../../cql/condition-operators.js'
import type { Operator } from '../../cql/operators.js'
import { isOperator } from '../../cql/operators.js'
import { skip } from '../../cql/skip.js'
import { TupleRangeValue } from '../../cql/tuple-range.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { readProperty } from '../../objects/property.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { readValue, refuse, refuseUnknownProperty } from '../call.js'
import { checkOperands, refuseAbsent } from './check-operands.js'
import { operatorCode } from './comparison.js'
import { rawCode } from './raw-text.js'
import { readTupleRange } from './tuple-range.js'
import type { TupleShape } from './tuple-range.js'

/** One column restricted by `where`. */
export interface Restriction {
  /** Of a tuple range its first column. */
  readonly column: ColumnModel
  /**
   * `=` for a plain value, else the kind of its operator; `and` spells out both bounds: `gte+lt`; with `token:` in front
   * for tokens, and for `raw` and `tuple` what else decides the text behind it.
   */
  readonly code: string
  /** Only of a tuple range. */
  readonly tuple?: TupleShape
  /** Only of `Raw`: the text between its values. */
  readonly raw?: readonly string[]
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
      `a condition is an object of property values, not ${Array.isArray(where) ? 'an array' : where === null ? 'null' : String(typeof where)}.`,
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
    if (value === skip && call.model.columnOf.has(property)) continue
    restrictions.push(readRestriction(call, property, value))
    if (isOperator(value) && value.kind === 'in' && isEmptyList(value)) isEmpty = true
  }
  restrictions.sort((a, b) => a.column.ordinal - b.column.ordinal)
  let key = ''
  for (const { column, code } of restrictions) key += `${column.ordinal}${code},`
  return { restrictions, key, isEmpty }
}

function readRestriction(call: Call, property: string, value: unknown): Restriction {
  if (value instanceof TupleRangeValue) return readTupleRange(call, property, value)
  const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'where')
  if (value === undefined || value === null) refuseAbsent(call, property, value)
  if (!isOperator(value)) return { column, code: '=' }
  if (isForConditions(value.kind)) refuseOutsideIf(call, property)
  checkOperands(call, property, value)
  if (value.kind !== 'raw') return { column, code: codeOf(value) }
  const raw = value.operands[0] as readonly string[]
  return { column, code: rawCode(raw), raw }
}

function refuseOutsideIf(call: Call, property: string): never {
  return refuse(call, 'E_UNSUPPORTED_OPERATOR', 'is compared by an operator that CQL has only in IF.', {
    property,
    hint: 'NotEqual, IsNull, ElementIs and FieldIs are for { if } of a write; filter rows in code.',
  })
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

function codeOf(operator: Operator): string {
  const { kind, operands } = operator
  return kind === 'token' ? `token:${operatorCode(operands[0] as Operator)}` : operatorCode(operator)
}

function isEmptyList({ operands }: Operator): boolean {
  return (operands[0] as readonly unknown[]).length === 0
}

/** True for `=` and `IN`, which leave the next clustering column free to be restricted. */
export function isPointwise({ code }: Restriction): boolean {
  return code === '=' || code === 'in'
}

const rangeCode = /^(?:[lg]te?(?:\+[lg]te?)?|between)$/

/** True for what restricts one column to a range of its values. */
export function isRange({ code }: Restriction): boolean {
  return rangeCode.test(code)
}

/** True for a range of tokens, which is about partitions and no column. */
export function isTokenRange({ code }: Restriction): boolean {
  return code.startsWith('token:')
}
