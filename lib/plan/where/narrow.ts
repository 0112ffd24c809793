import type { Relation } from '../../cql/statement.js'
import type { ColumnModel } from '../../model/table-model.js'
import { findAccessPath } from './access-path.js'
import type { AccessPath } from './access-path.js'
import { refuse } from '../call.js'
import type { Call } from '../call.js'
import { isIndexed } from './index-support.js'
import type { Marker } from '../marker.js'
import { findNearestPath } from '../reads/nearest.js'
import { checkScan } from '../reads/plan-scan.js'
import { refuseFullScan } from './refuse-access.js'
import { relationsOf } from './relations.js'
import { isPointwise, isTokenRange } from './restriction.js'
import type { Restriction } from './restriction.js'
import type { SelectShape } from '../reads/select-shape.js'

/** A condition as it is sent, and how the server reaches the rows. */
export interface NarrowedWhere {
  /** What was asked and, of a class that shares its table, the discriminator. */
  readonly restrictions: readonly Restriction[]
  readonly relations: readonly Relation<Marker>[]
  readonly accessPath: AccessPath | 'scan'
  /** The server reads rows of other classes as well and discards them. */
  readonly discardsOthers: boolean
}

type Path = Pick<NarrowedWhere, 'accessPath' | 'discardsOthers'>

/**
 * The condition of a read. Of a class that shares its table and is not the base, the discriminator goes along: as part
 * of the key or through its index where the condition allows. Otherwise the server discards rows of other classes,
 * which costs no more than the condition alone would: within the partitions or the range of tokens it names, and in a
 * scan that was asked for. Where neither is possible the read is refused.
 */
export function narrow(call: Call, shape: SelectShape): NarrowedWhere {
  const { shared } = call.model
  const asked = shape.where.restrictions
  if (shared === undefined || shared.isBase || shape.isOfEveryClass) {
    const accessPath = pathOf(call, asked, shape)
    return { restrictions: asked, relations: relationsOf(asked, call.model), accessPath, discardsOthers: false }
  }
  const column = call.model.columnOf.get(shared.discriminator)!
  const given = asked.find((one) => !isTokenRange(one) && (one.tuple?.columns ?? [one.column]).includes(column))
  if (given !== undefined && !isPointwise(given)) refuseComparison(call, column)
  const own = given === undefined ? classRestriction(column, [...shared.byValue.keys()]) : undefined
  const restrictions = own === undefined ? asked : [...asked, own].sort(byOrdinal)
  const path = narrowedPath(call, shape, given ?? own!, restrictions)
  return { restrictions, relations: relationsWithClass(call, restrictions, own), ...path }
}

/** The relations of a condition; `own`: the restriction of the class, where nobody asked for it. */
export function relationsWithClass(
  call: Call,
  restrictions: readonly Restriction[],
  own: Restriction | undefined,
): readonly Relation<Marker>[] {
  return restrictions.flatMap((one) => (one === own ? [classRelation(call)] : relationsOf([one], call.model)))
}

/** `"kind" = ?`, or `"kind" IN ?` where other classes extend the class; what is bound does not depend on the call. */
function classRelation({ model: { shared, columnOf } }: Call): Relation<Marker> {
  const { propertyName, quotedName } = columnOf.get(shared!.discriminator)!
  const stored = [...shared!.byValue.keys()]
  const isOne = stored.length === 1
  const encode = () => (isOne ? stored[0] : stored)
  const name = isOne ? propertyName : `in(${propertyName})`
  const source = { argument: 0, path: [] } as const
  const marker: Marker = { name, property: propertyName, isKey: false, isNullable: false, source, encode }
  return { column: quotedName, operator: isOne ? '=' : 'IN', marker }
}

/** The restriction that `classRelation` is. */
export function classRestriction(column: ColumnModel, stored: readonly unknown[]): Restriction {
  return { column, code: stored.length === 1 ? '=' : 'in' }
}

function byOrdinal(a: Restriction, b: Restriction): number {
  return a.column.ordinal - b.column.ordinal
}

/** How the server reaches the rows of a condition. */
function pathOf(call: Call, restrictions: readonly Restriction[], shape: SelectShape): AccessPath | 'scan' {
  const { scan, allowFiltering, nearest, hasTokenRange } = shape
  if (hasTokenRange) return checkScan(call, shape)
  if (nearest !== undefined) return findNearestPath(call, restrictions)
  if (restrictions.length > 0) return findAccessPath(call, restrictions, { allowFiltering })
  return scan ? 'scan' : refuseFullScan(call)
}

/** The same of a condition with that of the class, `own`, among its restrictions. */
function narrowedPath(call: Call, shape: SelectShape, own: Restriction, restrictions: readonly Restriction[]): Path {
  const { nearest, hasTokenRange, allowFiltering, where } = shape
  if (hasTokenRange) return { accessPath: checkScan(call, shape), discardsOthers: true }
  const { indexes, partitionKey } = call.model
  if (nearest !== undefined) {
    if (!own.column.isKey && !isIndexed(indexes, own, 'sai')) refuseNearest(call, own)
    return { accessPath: findNearestPath(call, restrictions), discardsOthers: false }
  }
  const isWholePartitionKey = partitionKey.every((column) => column === own.column)
  if (where.restrictions.length === 0 && !isWholePartitionKey) {
    return { accessPath: pathOf(call, [], shape), discardsOthers: true }
  }
  if (allowFiltering) {
    return { accessPath: findAccessPath(call, restrictions, { allowFiltering }), discardsOthers: true }
  }
  const others = restrictions.filter((restriction) => restriction !== own)
  if (isDiscarded(call, own, others)) return { accessPath: pathOf(call, others, shape), discardsOthers: true }
  if (!own.column.isKey && !isIndexed(indexes, own)) refuseOthers(call, own.column, others)
  return { accessPath: findAccessPath(call, restrictions, { allowFiltering }), discardsOthers: false }
}

/**
 * Whether the partitions are named, one by one or by their tokens, and the discriminator restricts their rows neither by
 * key nor by an index.
 */
function isDiscarded(call: Call, own: Restriction, others: readonly Restriction[]): boolean {
  const { partitionKey, clusteringColumns, indexes } = call.model
  if (others.some(isTokenRange)) return findAccessPath(call, others, { allowFiltering: false }) === 'tokens'
  const restricted = new Map(others.map((restriction) => [restriction.column, restriction]))
  if (!partitionKey.every((column) => restricted.has(column))) return false
  if (own.column.role !== 'clustering') return !isIndexed(indexes, own)
  const before = clusteringColumns.slice(0, clusteringColumns.indexOf(own.column))
  return !before.every((column) => restricted.has(column) && isPointwise(restricted.get(column)!))
}

function refuseComparison(call: Call, { propertyName }: ColumnModel): never {
  return refuse(call, 'E_DISCRIMINATOR', 'is the discriminator of the class; expected its value, In([…]) or nothing.', {
    property: propertyName,
    hint: 'The condition on it goes along by itself.',
  })
}

/** The condition is at fault by itself, or it finds rows by an index: those of other classes are among them. */
function refuseOthers(call: Call, { propertyName }: ColumnModel, others: readonly Restriction[]): never {
  findAccessPath(call, others, { allowFiltering: false })
  return refuse(
    call,
    'E_FILTERING',
    `reads rows of ${call.model.entityName} only, and the index finds those of other classes as well; expected a whole partition key.`,
    {
      property: propertyName,
      hint: `Give the partition key, add @Index() to '${propertyName}', or read with the repository of ${call.model.shared!.base.name}; allowFiltering: true reads and discards the others.`,
    },
  )
}

function refuseNearest(call: Call, { column: { propertyName }, code }: Restriction): never {
  const { entityName, shared } = call.model
  const sentence =
    code === 'in'
      ? `a vector search takes one value, and rows of ${entityName} are of several classes.`
      : `a vector search of rows of ${entityName} only needs a SAI index on it.`
  return refuse(call, 'E_ANN', sentence, {
    property: propertyName,
    hint: `Add @Index({ using: 'sai' }) to it, or search with the repository of ${shared!.base.name}.`,
  })
}
