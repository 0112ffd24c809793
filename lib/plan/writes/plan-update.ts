import { buildCodec, buildElementCodec } from '../../codec/build-codec.js'
import type { Codec } from '../../codec/codec.js'
import type { CqlType, SequenceType } from '../../cql/data-type.js'
import { readProperty } from '../../objects/property.js'
import { isOperator } from '../../cql/operators.js'
import type { AssignmentNode, UpdateNode } from '../../cql/statement.js'
import type { ColumnModel } from '../../model/table-model.js'
import { buildWritePlan } from './build-write-plan.js'
import type { Call } from '../call.js'
import { listNames, refuse, refuseUnknownProperty } from '../call.js'
import { buildCurrent } from './current.js'
import { isExactKey } from '../where/exact-key.js'
import { planIf } from './if-clause.js'
import type { IfShape } from './if-clause.js'
import type { Origins } from '../loaded.js'
import { cellMarker, indexMarker, keyRelations, operandMarker } from '../marker.js'
import type { Marker } from '../marker.js'
import type { PatchEntry, PatchShape } from './patch.js'
import type { WritePlan } from '../statement-plan.js'
import { planField, planFields } from './user-type-fields.js'
import { planUsing } from './using.js'
import type { UsingShape } from './using.js'

/** Sent twice, these change twice, or meet another element. */
const notIdempotent: ReadonlySet<PatchEntry['code']> = new Set([
  'append',
  'prepend',
  'setAt',
  'removeAt',
  'increment',
  'decrement',
])

/** What decides the text of an update besides its patch. */
export interface UpdateShape {
  /** The key is a partition key, and only static columns are written. */
  readonly isPartition: boolean
  readonly using: UsingShape
  readonly ifShape: IfShape
}

/**
 * `UPDATE "ks"."t" USING TTL ? SET … WHERE … IF …` for the columns of a patch. Arguments of `bind`: key, patch, options.
 */
export function planUpdate(
  { model }: Call,
  patch: PatchShape,
  { isPartition, using, ifShape }: UpdateShape,
  origins: Origins,
): WritePlan {
  const node: UpdateNode<Marker> = {
    kind: 'update',
    table: model.qualifiedName,
    using: planUsing(using, 2),
    set: patch.entries.flatMap(planAssignment),
    where: keyRelations(isPartition ? model.partitionKey : model.primaryKey),
    if: planIf(ifShape, 2),
  }
  return buildWritePlan(model, node, {
    isIdempotent: patch.entries.every(({ code }) => !notIdempotent.has(code)),
    ifShape,
    readCurrent: buildCurrent(model, ifShape, origins),
  })
}

function planAssignment({ column, code, field }: PatchEntry): readonly AssignmentNode<Marker>[] {
  const { quotedName, propertyName, codec } = column
  const operand = (operator: AssignmentNode<Marker>['operator'], operandCodec: Codec, ...path: string[]) => {
    const marker = operandMarker(column, operandCodec, { argument: 1, path: [propertyName, 'operand', ...path] })
    return { column: quotedName, operator, marker: { ...marker, isTaken: operator === '-' } }
  }
  switch (code) {
    case '=':
      return [{ column: quotedName, operator: '=', marker: cellMarker(column, { argument: 1, path: [propertyName] }) }]
    case 'fields':
      return planFields(column, 1)
    case 'setField':
      return [planField(column, field!, { argument: 1, path: [propertyName, 'operand', 'value'] })]
    case 'setAt':
    case 'removeAt':
      return [planElement(column, code)]
    case 'prepend':
      return [operand('prepend', codec)]
    case 'remove':
      return [operand('-', removalCodec(column))]
    case 'decrement':
      return [operand('-', codec)]
    case 'change':
      return [operand('+', codec, 'added'), operand('-', removalCodec(column), 'removed')]
    default:
      return [operand('+', codec)]
  }
}

/** `"list"[?] = ?`, or `= null`, which takes the element out. */
function planElement(column: ColumnModel, code: 'setAt' | 'removeAt'): AssignmentNode<Marker> {
  const source = (name: string) => ({ argument: 1, path: [column.propertyName, 'operand', name] }) as const
  const { element } = column.type as SequenceType
  return {
    column: column.quotedName,
    element: indexMarker(column, source('index')),
    operator: '=',
    marker:
      code === 'removeAt'
        ? undefined
        : operandMarker(column, buildElementCodec(element, column.codecOptions), source('value')),
  }
}

/** What is taken from a collection is a collection of the same kind, but from a map a set of its keys. */
function removalCodec({ type, codecOptions }: ColumnModel): Codec {
  const taken: CqlType = type.kind === 'map' ? { kind: 'set', frozen: false, element: type.key } : type
  return buildCodec(taken, { ...codecOptions, allowed: undefined })
}

/**
 * Checks the key of an update: the whole primary key by value, or the partition key alone for static columns.
 * Returns whether the statement takes the partition key alone, as one that writes and compares only static columns has to.
 */
export function readUpdateKey(call: Call, key: unknown, patch: PatchShape, ifShape: IfShape): boolean {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) {
    refuse(call, 'E_KEY_INCOMPLETE', `the key is an object with ${listNames(call.model.primaryKey)}.`)
  }
  const regular = firstRegular(patch, ifShape)
  if (isExactKey(call.model.primaryKey, key)) return isOfPartition(call, regular, ifShape)
  for (const property of Object.keys(key)) {
    const value = (key as Record<string, unknown>)[property]
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'the key')
    if (!column.isKey) refuseCondition(call, property)
    if (isOperator(value)) refuseOperator(call, property)
  }
  const has = ({ propertyName }: ColumnModel) => readProperty(key, propertyName) != null
  const missing = call.model.primaryKey.filter((column) => !has(column))
  if (missing.length === 0) return isOfPartition(call, regular, ifShape)
  const isPartition = call.model.partitionKey.every(has) && !call.model.clusteringColumns.some(has)
  if (!isPartition || regular !== undefined) refuseIncompleteKey(call, missing, isPartition ? regular : undefined)
  return true
}

/** The first column of the patch or of the condition that belongs to a row; undefined if all are static. */
function firstRegular(patch: PatchShape, ifShape: IfShape): ColumnModel | undefined {
  const compared = typeof ifShape === 'object' ? ifShape.conditions : []
  return [...(patch.isStatic ? [] : patch.entries), ...compared].find(({ column }) => column.role !== 'static')?.column
}

/**
 * Whether a statement with the whole primary key takes the partition key alone: only static columns are concerned. `IF
 * EXISTS` then asks whether the partition has static cells, which is not what the key of a row says.
 */
function isOfPartition(call: Call, regular: ColumnModel | undefined, ifShape: IfShape): boolean {
  if (regular !== undefined) return false
  if (ifShape === 'exists' && call.model.clusteringColumns.length > 0) {
    refuse(
      call,
      'E_IF',
      'ifExists with static columns asks whether the partition has any, but the key is that of a row.',
      {
        hint: `Give ${listNames(call.model.partitionKey)} alone, or compare a column of the row in if.`,
      },
    )
  }
  return true
}

function refuseCondition(call: Call, property: string): never {
  return refuse(call, 'E_UPDATE_NEEDS_KEY', 'is not part of the primary key; CQL updates rows by primary key only.', {
    property,
    hint: `Give ${listNames(call.model.primaryKey)}; getKey(entity) takes them from an entity.`,
  })
}

function refuseOperator(call: Call, property: string): never {
  return refuse(call, 'E_UPDATE_NEEDS_KEY', 'is restricted by an operator; an update takes the values of one key.', {
    property,
    hint: 'Update each row by its key.',
  })
}

function refuseIncompleteKey(call: Call, missing: readonly ColumnModel[], regular: ColumnModel | undefined): never {
  const sentence =
    regular === undefined
      ? `the key is incomplete: ${areNotSet(missing)}.`
      : `'${regular.propertyName}' is not static, so the whole primary key is needed, and ${areNotSet(missing)}.`
  return refuse(call, 'E_KEY_INCOMPLETE', sentence, {
    hint: `The primary key is (${call.model.primaryKey.map((column) => column.propertyName).join(', ')}); the partition key alone is enough for static columns only.`,
  })
}

function areNotSet(columns: readonly ColumnModel[]): string {
  return `${listNames(columns)} ${columns.length === 1 ? 'is' : 'are'} not set`
}
