import type { ColumnModel } from '../../model/table-model.js'
import { listNames, refuse, refuseUnknownProperty } from '../call.js'
import type { Call } from '../call.js'
import type { Restriction } from '../where/restriction.js'

/** `groupBy: ['sensorId', 'day']` → columns; undefined groups nothing. */
export function readGroupBy(call: Call, groupBy: unknown): readonly ColumnModel[] {
  if (groupBy === undefined) return []
  if (!Array.isArray(groupBy) || groupBy.length === 0) {
    refuse(call, 'E_GROUP_BY', 'groupBy takes a list of property names with at least one in it.', {
      hint: 'Leave it out to read every row.',
    })
  }
  return groupBy.map(
    (name: unknown) => call.model.columnOf.get(name as string) ?? refuseUnknownProperty(call, name, 'groupBy'),
  )
}

/**
 * Rows are grouped as they are stored: by primary key columns from the first on, where those restricted to one value may
 * be left out, and by the whole partition key at least. Rules of the server, executed on 5.0.9.
 */
export function checkGroupBy(
  call: Call,
  groupBy: readonly ColumnModel[],
  restrictions: readonly Restriction[],
): readonly string[] {
  const equal = new Set(restrictions.filter(({ code }) => code === '=').map(({ column }) => column))
  const { primaryKey, partitionKey } = call.model
  let next = 0
  for (const column of groupBy) {
    if (!column.isKey) refuseGroup(call, column, 'is no primary key column')
    while (next < primaryKey.length && primaryKey[next] !== column && equal.has(primaryKey[next]!)) next++
    if (primaryKey[next] !== column) refuseGroup(call, column, 'is out of its order, or a column before it is left out')
    next++
  }
  const last = groupBy.at(-1)
  if (last?.role === 'partition' && last !== partitionKey.at(-1)) {
    refuseGroup(call, last, 'is only a part of the partition key')
  }
  return groupBy.map(({ quotedName }) => quotedName)
}

function refuseGroup(call: Call, { propertyName }: ColumnModel, reason: string): never {
  return refuse(call, 'E_GROUP_BY', `cannot be grouped by: it ${reason}.`, {
    property: propertyName,
    hint: `Group by (${listNames(call.model.primaryKey)}) from the first on; those with one value in where may be left out.`,
  })
}
