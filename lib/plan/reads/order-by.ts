import type { OrderBy } from '../../cql/statement.js'
import { isPlainObject } from '../../objects/plain-object.js'
import type { AccessPath } from '../where/access-path.js'
import type { Call } from '../call.js'
import { readValue, refuse, refuseUnknownProperty } from '../call.js'
import type { Restriction } from '../where/restriction.js'

/** `{ at: 'desc' }`, in either case. */
export type OrderInput = Readonly<Record<string, string | undefined>>

/**
 * Checks an order against the clustering order: rows of a partition can be read as they are stored or exactly the
 * other way round, nothing else.
 */
export function planOrder(
  call: Call,
  order: OrderInput | undefined,
  restrictions: readonly Restriction[],
  path: AccessPath,
): readonly OrderBy[] {
  const entries = Object.entries(order ?? {}).filter(([, direction]) => direction !== undefined)
  if (entries.length === 0) return []
  if (path !== 'partition') refuseOutsidePartition(call, path)
  const equal = new Set(restrictions.filter(({ code }) => code === '=').map(({ column }) => column))
  const expected = call.model.clusteringColumns.filter(
    (column) => !equal.has(column) || Object.hasOwn(order!, column.propertyName),
  )
  const flips = new Set<boolean>()
  const orderBy = entries.flatMap(([property, direction], i): OrderBy[] => {
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'order')
    if (expected[i] !== column) refuseOrder(call, property)
    const wanted = readDirection(call, property, direction)
    // One value has no order, and the server minds its direction all the same.
    if (equal.has(column)) return []
    flips.add(wanted !== column.order)
    return [{ column: column.quotedName, direction: wanted === 'asc' ? 'ASC' : 'DESC' }]
  })
  if (flips.size > 1) refuseOrder(call, entries[0]![0])
  return orderBy
}

/** Shape key of an order: ordinals and directions. */
export function orderKey(call: Call, order: OrderInput | undefined): string {
  let key = ''
  if (order === undefined) return key
  if (!isPlainObject(order)) refuseNoOrder(call)
  for (const property of Object.keys(order)) {
    const direction = readValue(call, order, property)
    if (direction === undefined) continue
    const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'order')
    key += `${column.ordinal}${readDirection(call, property, direction)},`
  }
  return key
}

/** Refuses columns and directions that no read is ordered by, whatever its condition is. */
export function checkOrder(call: Call, order: OrderInput | undefined): void {
  orderKey(call, order)
  for (const property of Object.keys(order ?? {})) {
    const column = call.model.columnOf.get(property)
    if (order![property] !== undefined && column?.role !== 'clustering') refuseOrder(call, property)
  }
}

function readDirection(call: Call, property: string, direction: unknown): 'asc' | 'desc' {
  const lower = typeof direction === 'string' ? direction.toLowerCase() : undefined
  if (lower === 'asc' || lower === 'desc') return lower
  return refuse(call, 'E_ORDER', "has an unknown direction; expected 'asc' or 'desc'.", { property })
}

function refuseNoOrder(call: Call): never {
  return refuse(call, 'E_ORDER', 'order is an object of directions by property.', {
    hint: "Write order: { at: 'desc' }.",
  })
}

function refuseOrder(call: Call, property: string): never {
  const stored = call.model.clusteringColumns.map(({ propertyName, order }) => `${propertyName} ${order ?? 'asc'}`)
  return refuse(
    call,
    'E_ORDER',
    `ordering by it is impossible; expected (${stored.join(', ')}) from the first column on, or exactly the reverse.`,
    {
      property,
      hint: 'Rows are stored in clustering order: sort in code, or key a table in the order you need.',
    },
  )
}

function refuseOutsidePartition(call: Call, path: AccessPath): never {
  const reasons: Readonly<Record<AccessPath, string>> = {
    partition: '',
    partitions: 'rows of several partitions come partition by partition',
    tokens: 'partitions come in the order of their tokens',
    index: 'rows found through an index come in no order',
    filtering: 'rows found by filtering come in no order',
    raw: 'whether a Raw reads one is for the server to say',
  }
  return refuse(call, 'E_ORDER', `order needs exactly one partition: ${reasons[path]}.`, {
    hint: 'Restrict the partition key by equality, or sort in code.',
  })
}
