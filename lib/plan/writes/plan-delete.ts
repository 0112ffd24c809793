import type { Call } from '../call.js'
import { listNames, refuse } from '../call.js'
import { buildWritePlan } from './build-write-plan.js'
import { checkOperators, writtenAs } from '../where/check-operator.js'
import { checkClusteringPrefix } from '../where/clustering-prefix.js'
import { buildCurrent } from './current.js'
import { planIf } from './if-clause.js'
import type { IfShape } from './if-clause.js'
import type { Origins } from '../loaded.js'
import { relationsWithClass } from '../where/narrow.js'
import { narrowDelete, refuseOtherRows } from '../where/narrow-write.js'
import { isPointwise, isRange } from '../where/restriction.js'
import { refuseOverlaps } from '../where/tuple-range.js'
import type { Restriction, WhereShape } from '../where/restriction.js'
import type { WritePlan } from '../statement-plan.js'
import { planUsing } from './using.js'

/**
 * `DELETE FROM "ks"."t" WHERE …`: rows by their whole primary key, or those of a key prefix that ends in an explicit
 * range. Whole partitions and prefixes only with `isPartitionWanted`. With a condition one row by its whole primary key.
 * Arguments of `bind`: condition, options.
 */
export function planDelete(
  call: Call,
  where: WhereShape,
  { isPartitionWanted, hasTimestamp, ifShape }: DeleteShape,
  origins: Origins,
): WritePlan {
  const narrowed = narrowDelete(call, where.restrictions)
  checkDelete(call, narrowed.restrictions, isPartitionWanted)
  if (ifShape !== undefined) checkOneRow(call, narrowed.restrictions)
  const { model } = call
  return buildWritePlan(
    model,
    {
      kind: 'delete',
      table: model.qualifiedName,
      timestamp: planUsing({ hasTtl: false, hasTimestamp }, 1).timestamp,
      where: relationsWithClass(call, narrowed.restrictions, narrowed.own),
      if: planIf(ifShape, 1),
    },
    { ifShape, readCurrent: buildCurrent(model, ifShape, origins) },
  )
}

/** What decides the text of a delete besides its condition. */
export interface DeleteShape {
  readonly isPartitionWanted: boolean
  readonly hasTimestamp: boolean
  readonly ifShape: IfShape
}

/** `TRUNCATE TABLE "ks"."t"`. Not to be sent twice: it has no timestamp, and would delete what came in between. */
export function planTruncate(call: Call): WritePlan {
  const { model } = call
  refuseOtherRows(call)
  return buildWritePlan(model, { kind: 'truncate', table: model.qualifiedName }, { isIdempotent: false })
}

function checkDelete(call: Call, restrictions: readonly Restriction[], isPartitionWanted: boolean): void {
  const { partitionKey, primaryKey } = call.model
  for (const restriction of restrictions) checkKeyRestriction(call, restriction)
  checkOperators(call, restrictions)
  refuseOverlaps(call, restrictions)
  const restricted = new Set(restrictions.flatMap(({ column, tuple }) => tuple?.columns ?? [column]))
  if (partitionKey.some((column) => !restricted.has(column))) {
    const missing = partitionKey.filter((column) => !restricted.has(column))
    refuseIncomplete(
      call,
      `partition key column${missing.length === 1 ? '' : 's'} ${listNames(missing)} ${missing.length === 1 ? 'is' : 'are'} not given`,
    )
  }
  checkClusteringPrefix(call, restrictions)
  const endsInRange = restrictions.some((restriction) => restriction.tuple !== undefined || isRange(restriction))
  const missing = primaryKey.filter((column) => !restricted.has(column))
  if (missing.length > 0 && !endsInRange && !isPartitionWanted) {
    refuseIncomplete(
      call,
      `${listNames(missing)} ${missing.length === 1 ? 'is' : 'are'} not given, so every row below would be deleted`,
      '{ partition: true }',
    )
  }
}

/** A delete takes values, lists and ranges of key columns, and nothing else. */
function checkKeyRestriction(call: Call, restriction: Restriction): void {
  const { role, propertyName } = restriction.column
  if (role === 'static' || role === 'regular') refuseNonKey(call, propertyName)
  if (restriction.tuple !== undefined || isPointwise(restriction)) return
  if (role === 'partition') refuseIncomplete(call, 'a range of partitions cannot be deleted')
  if (isRange(restriction)) return
  const name = restriction.raw === undefined ? writtenAs(restriction) : 'Raw'
  refuse(call, 'E_UNSUPPORTED_OPERATOR', `is restricted by ${name}, which a delete does not take.`, {
    property: propertyName,
    hint: 'Use values, In, ranges and TupleRange; or find the rows first, then delete them by key.',
  })
}

/** `DELETE statements must restrict all PRIMARY KEY columns with equality relations`, where they have a condition. */
function checkOneRow(call: Call, restrictions: readonly Restriction[]): void {
  const equal = restrictions.filter(({ code }) => code === '=').map(({ column }) => column)
  const missing = call.model.primaryKey.filter((column) => !equal.includes(column))
  if (missing.length === 0) return
  refuse(
    call,
    'E_KEY_INCOMPLETE',
    `${listNames(missing)} ${missing.length === 1 ? 'has' : 'have'} no value, and a conditional delete takes one row by its whole primary key.`,
    { hint: 'Delete each row by its key, or several without condition.' },
  )
}

function refuseNonKey(call: Call, property: string): never {
  return refuse(call, 'E_DELETE_NEEDS_KEY', 'is not part of the primary key; CQL deletes rows by primary key only.', {
    property,
    hint: 'Find the rows first, then delete them by key.',
  })
}

function refuseIncomplete(call: Call, sentence: string, option?: string): never {
  const key = call.model.primaryKey.map((column) => column.propertyName).join(', ')
  return refuse(call, 'E_KEY_INCOMPLETE', `${sentence}; the primary key is (${key}).`, {
    hint:
      option === undefined
        ? 'Give the whole key.'
        : `Give the whole key, end in a range, or say ${option} to delete all of them.`,
  })
}
