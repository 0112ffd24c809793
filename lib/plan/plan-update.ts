import { buildCodec } from '../codec/build-codec.js'
import type { Codec } from '../codec/codec.js'
import type { CqlType } from '../cql/data-type.js'
import { readProperty } from '../objects/property.js'
import { isOperator } from '../cql/operators.js'
import type { AssignmentNode, UpdateNode } from '../cql/statement.js'
import type { ColumnModel } from '../model/table-model.js'
import { buildWritePlan } from './build-write-plan.js'
import type { Call } from './call.js'
import { listNames, refuse, refuseUnknownProperty } from './call.js'
import { isExactKey } from './exact-key.js'
import { cellMarker, keyRelations, operandMarker } from './marker.js'
import type { Marker } from './marker.js'
import type { PatchEntry, PatchShape } from './patch.js'
import type { WritePlan } from './statement-plan.js'
import { planFields } from './user-type-fields.js'
import { planUsing } from './using.js'
import type { UsingShape } from './using.js'

/** Sent twice, these change twice. */
const notIdempotent: ReadonlySet<PatchEntry['code']> = new Set(['append', 'prepend', 'increment', 'decrement'])

/**
 * `UPDATE "ks"."t" USING TTL ? SET … WHERE …` for the columns of a patch. Arguments of `bind`: key, patch, options.
 * `isPartition`: the key is a partition key, and only static columns are written.
 */
export function planUpdate({ model }: Call, patch: PatchShape, isPartition: boolean, using: UsingShape): WritePlan {
  const node: UpdateNode<Marker> = {
    kind: 'update',
    table: model.qualifiedName,
    using: planUsing(using, 2),
    set: patch.entries.flatMap(planAssignment),
    where: keyRelations(isPartition ? model.partitionKey : model.primaryKey),
  }
  return buildWritePlan(
    model,
    node,
    patch.entries.every(({ code }) => !notIdempotent.has(code)),
  )
}

function planAssignment({ column, code }: PatchEntry): readonly AssignmentNode<Marker>[] {
  const { quotedName, propertyName, codec } = column
  const operand = (operator: AssignmentNode<Marker>['operator'], operandCodec: Codec, ...path: string[]) => {
    const marker = operandMarker(column, operandCodec, { argument: 1, path: [propertyName, 'operand', ...path] })
    return { column: quotedName, operator, marker }
  }
  switch (code) {
    case '=':
      return [{ column: quotedName, operator: '=', marker: cellMarker(column, { argument: 1, path: [propertyName] }) }]
    case 'fields':
      return planFields(column, 1)
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

/** What is taken from a collection is a collection of the same kind, but from a map a set of its keys. */
function removalCodec({ type, codecOptions }: ColumnModel): Codec {
  const taken: CqlType = type.kind === 'map' ? { kind: 'set', frozen: false, element: type.key } : type
  return buildCodec(taken, { ...codecOptions, allowed: undefined })
}

/**
 * Checks the key of an update: the whole primary key by value, or the partition key alone for static columns.
 * Returns whether the statement takes the partition key alone, as one that writes only static columns has to.
 */
export function readUpdateKey(call: Call, key: unknown, patch: PatchShape): boolean {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) {
    refuse(call, 'E_KEY_INCOMPLETE', `the key is an object with ${listNames(call.model.primaryKey)}.`)
  }
  if (isExactKey(call.model.primaryKey, key)) return patch.isStatic
  for (const property of Object.keys(key)) {
    const value = (key as Record<string, unknown>)[property]
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'the key')
    if (!column.isKey) refuseCondition(call, property)
    if (isOperator(value)) refuseOperator(call, property)
  }
  const has = ({ propertyName }: ColumnModel) => readProperty(key, propertyName) != null
  const missing = call.model.primaryKey.filter((column) => !has(column))
  if (missing.length === 0) return patch.isStatic
  const isPartition = call.model.partitionKey.every(has) && !call.model.clusteringColumns.some(has)
  if (!isPartition || !patch.isStatic) refuseIncompleteKey(call, missing, isPartition ? patch : undefined)
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

function refuseIncompleteKey(call: Call, missing: readonly ColumnModel[], patch: PatchShape | undefined): never {
  const regular = patch?.entries.find(({ column }) => column.role !== 'static')
  const sentence =
    regular === undefined
      ? `the key is incomplete: ${areNotSet(missing)}.`
      : `'${regular.column.propertyName}' is not static, so the whole primary key is needed, and ${areNotSet(missing)}.`
  return refuse(call, 'E_KEY_INCOMPLETE', sentence, {
    hint: `The primary key is (${call.model.primaryKey.map((column) => column.propertyName).join(', ')}); the partition key alone is enough for static columns only.`,
  })
}

function areNotSet(columns: readonly ColumnModel[]): string {
  return `${listNames(columns)} ${columns.length === 1 ? 'is' : 'are'} not set`
}
