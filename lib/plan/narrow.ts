import type { Relation } from '../cql/statement.js'
import type { ColumnModel } from '../model/table-model.js'
import { findAccessPath, refuseFullScan } from './access-path.js'
import type { AccessPath } from './access-path.js'
import { refuse } from './call.js'
import type { Call } from './call.js'
import type { Marker } from './marker.js'
import { isPointwise, relationsOf } from './restriction.js'
import type { Restriction } from './restriction.js'

/** A condition as it is sent, and how the server reaches the rows. */
export interface NarrowedWhere {
  /** What was asked and, of a class that shares its table, the discriminator. */
  readonly restrictions: readonly Restriction[]
  readonly relations: readonly Relation<Marker>[]
  readonly accessPath: AccessPath | 'scan'
  /** The server reads rows of other classes as well and discards them. */
  readonly discardsOthers: boolean
}

/** What `narrow` reads of the shape of a read. */
export interface NarrowableShape {
  readonly where: { readonly restrictions: readonly Restriction[] }
  readonly scan: boolean
  readonly allowFiltering: boolean
}

/**
 * The condition of a read. Of a class that shares its table and is not the base, the discriminator goes along: as part
 * of the key or through its index where the condition allows. Otherwise the server discards rows of other classes,
 * which costs no more than the condition alone would: within the partitions it names, and in a scan that was asked
 * for. Where neither is possible the read is refused.
 */
export function narrow(call: Call, shape: NarrowableShape): NarrowedWhere {
  const { shared } = call.model
  const asked = shape.where.restrictions
  if (shared === undefined || shared.isBase) {
    const relations = asked.flatMap(relationsOf)
    return { restrictions: asked, relations, accessPath: pathOf(call, asked, shape), discardsOthers: false }
  }
  const column = call.model.columnOf.get(shared.discriminator)!
  const given = asked.find((restriction) => restriction.column === column)
  if (given !== undefined && !isPointwise(given)) refuseComparison(call, column)
  const added = classRestriction(column, [...shared.byValue.keys()])
  const restrictions = given === undefined ? [...asked, added].sort(byOrdinal) : asked
  const others = asked.filter((restriction) => restriction !== given)
  return {
    restrictions,
    relations: restrictions.flatMap((one) => (one === added ? [classRelation(call)] : relationsOf(one))),
    ...narrowedPath(call, shape, column, restrictions, others),
  }
}

/** `"kind" = ?`, or `"kind" IN ?` where other classes extend the class; what is bound does not depend on the call. */
export function classRelation({ model: { shared, columnOf } }: Call): Relation<Marker> {
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

function pathOf(
  call: Call,
  restrictions: readonly Restriction[],
  { scan, allowFiltering }: NarrowableShape,
): AccessPath | 'scan' {
  if (restrictions.length > 0) return findAccessPath(call, restrictions, { allowFiltering })
  return scan ? 'scan' : refuseFullScan(call)
}

function narrowedPath(
  call: Call,
  shape: NarrowableShape,
  discriminator: ColumnModel,
  restrictions: readonly Restriction[],
  others: readonly Restriction[],
): Pick<NarrowedWhere, 'accessPath' | 'discardsOthers'> {
  const isAsked = others.length > 0 || shape.where.restrictions.length > 0
  const isWholePartitionKey = call.model.partitionKey.every((column) => column === discriminator)
  if (!isAsked && !isWholePartitionKey) return { accessPath: pathOf(call, [], shape), discardsOthers: true }
  const { allowFiltering } = shape
  if (allowFiltering) {
    return { accessPath: findAccessPath(call, restrictions, { allowFiltering }), discardsOthers: true }
  }
  if (isDiscarded(call, discriminator, others)) return { accessPath: pathOf(call, others, shape), discardsOthers: true }
  if (!discriminator.isKey && !isIndexed(call, discriminator)) refuseOthers(call, discriminator, others)
  return { accessPath: findAccessPath(call, restrictions, { allowFiltering }), discardsOthers: false }
}

/** Whether the partitions are named, and the discriminator restricts their rows neither by key nor by an index. */
function isDiscarded(call: Call, discriminator: ColumnModel, others: readonly Restriction[]): boolean {
  const { partitionKey, clusteringColumns } = call.model
  const restricted = new Map(others.map((restriction) => [restriction.column, restriction]))
  if (!partitionKey.every((column) => restricted.has(column))) return false
  if (discriminator.role !== 'clustering') return !isIndexed(call, discriminator)
  const before = clusteringColumns.slice(0, clusteringColumns.indexOf(discriminator))
  return !before.every((column) => restricted.has(column) && isPointwise(restricted.get(column)!))
}

function isIndexed({ model }: Call, column: ColumnModel): boolean {
  return model.indexes.some((index) => index.column === column)
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
