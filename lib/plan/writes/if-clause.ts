import type { IfClause } from '../../cql/statement.js'
import type { ColumnModel } from '../../model/table-model.js'
import type { Call } from '../call.js'
import { readFlag, refuse } from '../call.js'
import type { ConditionShape } from '../where/condition.js'
import { readConditions } from '../where/condition.js'
import { conditionRelations } from '../where/condition-relations.js'
import type { Marker, MarkerSource } from '../marker.js'
import type { UsingOptions } from './using.js'

/** Options that make a write conditional. */
export interface IfOptions {
  readonly ifNotExists?: unknown
  readonly ifExists?: unknown
  readonly if?: unknown
}

/** Options of a write that decide its text. */
export type WriteTextOptions = UsingOptions & IfOptions

/** What makes a write conditional; undefined of a plain one. */
export type IfShape = 'not exists' | 'exists' | ConditionShape | undefined

/**
 * Reads `ifNotExists`, `ifExists` and `if`. Refused with them, as the server refuses or ignores it: counters, a
 * timestamp (lightweight transactions have times of their own), two of them at once.
 */
export function readIf(call: Call, options: WriteTextOptions): IfShape {
  if (options.if === undefined && options.ifExists === undefined && options.ifNotExists === undefined) return undefined
  const shape = shapeOf(call, options)
  if (shape === undefined) return undefined
  if (call.model.isCounter) refuseCounters(call)
  if (options.timestamp !== undefined) refuseTimestamp(call)
  const hiding = call.model.columns.find(({ columnName }) => columnName === appliedColumn)
  if (hiding !== undefined) refuseHiddenAnswer(call, hiding)
  return shape
}

/** The column in which the server says whether a conditional write was applied. */
export const appliedColumn = '[applied]'

function shapeOf(call: Call, options: WriteTextOptions): IfShape {
  const ifNotExists = readFlag(call, 'ifNotExists', options.ifNotExists)
  const ifExists = readFlag(call, 'ifExists', options.ifExists)
  const hasConditions = options.if !== undefined
  if (ifNotExists && (ifExists || hasConditions)) refuseBoth(call, 'ifNotExists', ifExists ? 'ifExists' : 'if')
  if (ifExists && hasConditions) refuseBoth(call, 'ifExists', 'if')
  if (hasConditions) return readConditions(call, options.if)
  return ifNotExists ? 'not exists' : ifExists ? 'exists' : undefined
}

/** Part of the key of the shape of a statement. */
export function ifKey(shape: IfShape): string {
  if (shape === undefined) return ''
  return typeof shape === 'string' ? `if ${shape}` : `if ${shape.key}`
}

/** `IF EXISTS`, `IF "value" > ? AND …`; the options are that argument of `bind`. */
export function planIf(shape: IfShape, argument: MarkerSource['argument']): IfClause<Marker> | undefined {
  if (shape === undefined || shape === 'not exists') return undefined
  if (shape === 'exists') return shape
  return shape.conditions.flatMap((condition) => conditionRelations(condition, argument))
}

function refuseCounters(call: Call): never {
  return refuse(call, 'E_COUNTER', 'counters are counted without condition; expected no ifNotExists, ifExists or if.')
}

function refuseTimestamp(call: Call): never {
  return refuse(call, 'E_TIMESTAMP', 'a conditional write takes no timestamp: the server gives it one of its own.', {
    hint: 'Leave it out, also in withOptions() and @Table({ defaults }).',
  })
}

function refuseBoth(call: Call, one: string, other: string): never {
  return refuse(call, 'E_OPTION', `options '${one}' and '${other}' exclude each other.`, {
    hint: one === 'ifExists' ? 'A comparison with a value holds on no missing row.' : 'Give one of them.',
  })
}

function refuseHiddenAnswer(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_IF', `has a column named ${appliedColumn}, which hides the answer of a conditional write.`, {
    property: propertyName,
    hint: 'Write without condition.',
  })
}
