import type { ColumnModel } from '../../model/table-model.js'
import { findAccessPath } from '../where/access-path.js'
import type { AccessPath } from '../where/access-path.js'
import { readValue, refuse, refuseUnknownProperty } from '../call.js'
import type { Call } from '../call.js'
import { isPlainObject } from '../../objects/plain-object.js'
import { isIndexed } from '../where/index-support.js'
import type { Restriction } from '../where/restriction.js'

/** Most rows a vector search gives. */
export const maxNearest = 1000

/** `annOf: { embedding: vector }` → the column; undefined searches nothing. */
export function readNearest(call: Call, annOf: unknown): ColumnModel | undefined {
  if (annOf === undefined) return undefined
  const [property, ...others] = isPlainObject(annOf) ? Object.keys(annOf) : []
  if (property === undefined || others.length > 0) {
    refuse(call, 'E_ANN', 'annOf takes an object with one property, and the vector to look for.', {
      hint: 'Write annOf: { embedding: vector }, limit: 10.',
    })
  }
  const column = call.model.columnOf.get(property) ?? refuseUnknownProperty(call, property, 'annOf')
  if (column.similarity === undefined) refuseWithoutIndex(call, column)
  const vector = readValue(call, annOf as object, property)
  if (vector !== undefined && vector !== null) return column
  return refuse(call, 'E_ANN', `the vector to look for is ${String(vector)}.`, { property })
}

function refuseWithoutIndex(call: Call, { propertyName, type }: ColumnModel): never {
  const sentence = type.kind === 'vector' ? 'has no index for vector search.' : 'is no vector.'
  return refuse(call, 'E_ANN', sentence, {
    property: propertyName,
    hint: "Search a column of type vector('float', n) with @Index({ using: 'sai', similarity: 'cosine' }) (Cassandra 5.0).",
  })
}

/**
 * How a vector search reaches its rows: through the index on the vector, in one partition or among all, and together
 * with SAI indexes on what else is restricted. The server filters nothing here, not even when it is asked to.
 */
export function findNearestPath(call: Call, restrictions: readonly Restriction[]): AccessPath {
  if (restrictions.length === 0) return 'index'
  const path = findAccessPath(call, restrictions, { allowFiltering: false })
  if (path === 'partitions' || path === 'tokens') {
    refuse(call, 'E_ANN', 'a vector search takes one partition, or all of them; given several.', {
      hint: 'Run one search for each partition, and merge by Similarity.',
    })
  }
  const { indexes } = call.model
  const unindexed = restrictions.find(
    (one) => !one.column.isKey && one.raw === undefined && !isIndexed(indexes, one, 'sai'),
  )
  if (unindexed === undefined) return path
  return refuse(call, 'E_ANN', 'is restricted beside a vector search and has no SAI index.', {
    property: unindexed.column.propertyName,
    hint: "Declare its index with { using: 'sai' }, or filter in code.",
  })
}

/** What a vector search cannot be combined with: its order is that of nearness, and it has one page. */
export function checkNearest(
  call: Call,
  input: { readonly limit?: unknown; readonly [option: string]: unknown },
): void {
  const others = ['order', 'perPartitionLimit', 'groupBy', 'distinct', 'allowFiltering', 'scan']
  const other = others.find((option) => input[option] !== undefined && input[option] !== false)
  if (other !== undefined) {
    refuse(call, 'E_ANN', `annOf and ${other} exclude each other.`, {
      hint: 'Rows come nearest first, as many as limit says.',
    })
  }
  if (input.limit !== undefined) return
  refuse(call, 'E_ANN', 'annOf needs a limit; the server looks for that many nearest rows.', {
    hint: `Write limit: 10; ${maxNearest} at most.`,
  })
}
