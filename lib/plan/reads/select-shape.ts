import type { EntityClass } from '../../metadata/entity-metadata.js'
import type { ColumnModel } from '../../model/table-model.js'
import { readFlag, refuse } from '../call.js'
import type { Call } from '../call.js'
import { distinctColumns } from './distinct.js'
import { readGroupBy } from './group-by.js'
import { intoKey, readInto } from './into.js'
import { checkNearest, readNearest } from './nearest.js'
import { orderKey } from './order-by.js'
import type { OrderInput } from './order-by.js'
import { projectionKey, readSelect } from './projection.js'
import type { Projection } from './projection.js'
import { refuseConditionOfScan } from '../where/refuse-access.js'
import { readWhere } from '../where/restriction.js'
import type { WhereShape } from '../where/restriction.js'

/** What a reader may say besides its condition. */
export interface SelectInput {
  readonly where?: unknown
  readonly select?: unknown
  readonly order?: OrderInput | undefined
  readonly limit?: unknown
  readonly perPartitionLimit?: unknown
  readonly allowFiltering?: boolean | undefined
  readonly scan?: boolean | undefined
  /** The part of the ring that a request of `scan()` reads. */
  readonly tokenRange?: { readonly after: bigint; readonly upTo: bigint } | undefined
  /** False: `In` on the partition key as one statement. */
  readonly fanOut?: boolean | undefined
  /** Names of primary key columns: the first row of each group. */
  readonly groupBy?: unknown
  /** One row a partition, of its key and its statics. */
  readonly distinct?: boolean | undefined
  /** `{ embedding: vector }`: nearest first. */
  readonly annOf?: unknown
  /** A class whose instances rows become. */
  readonly into?: unknown
  /** Rows are hydrated when they are taken from the result. */
  readonly lazy?: boolean | undefined
  /** False: nobody is told of entities that are read. */
  readonly listeners?: boolean | undefined
  /** Rows of other classes of the table are read as well: to learn what became of a write. */
  readonly ofEveryClass?: boolean | undefined
}

/** Every name of it, said or undefined: what is made of an input by hand does not compile while it forgets one. */
export type WholeInput = { readonly [P in keyof Required<SelectInput>]: SelectInput[P] }

/** The shape of a read: all that decides its text and what its rows become, and nothing of its values. */
export interface SelectShape {
  readonly where: WhereShape
  readonly projection: Projection
  readonly order: OrderInput | undefined
  readonly hasLimit: boolean
  readonly hasPerPartitionLimit: boolean
  readonly allowFiltering: boolean
  /** The whole table on purpose: only where there is no condition. */
  readonly scan: boolean
  /** A part of the ring: only of a scan. */
  readonly hasTokenRange: boolean
  readonly groupBy: readonly ColumnModel[]
  readonly isDistinct: boolean
  /** The column of a vector search. */
  readonly nearest: ColumnModel | undefined
  readonly into: EntityClass | undefined
  readonly isLazy: boolean
  /** Rows of other classes of the table are read as well. */
  readonly isOfEveryClass: boolean
}

const noRestrictions: WhereShape = { restrictions: [], key: '', isEmpty: false }

/** Reads what a caller says; `figure`: what is read where the caller does not select it. */
export function readSelectShape(call: Call, input: SelectInput, figure?: Projection): SelectShape {
  const nearest = readNearest(call, input.annOf)
  if (nearest !== undefined) checkNearest(call, { ...input })
  const isDistinct = readFlag(call, 'distinct', input.distinct)
  const selected = figure ?? readSelect(call, input.select)
  const isWhole = isDistinct && selected.kind === 'entity'
  const shape: SelectShape = {
    where: readCondition(call, input, nearest !== undefined),
    projection: isWhole ? { kind: 'columns', columns: distinctColumns(call.model) } : selected,
    order: input.order,
    hasLimit: input.limit !== undefined,
    hasPerPartitionLimit: input.perPartitionLimit !== undefined,
    allowFiltering: readFlag(call, 'allowFiltering', input.allowFiltering),
    scan: readFlag(call, 'scan', input.scan),
    hasTokenRange: input.tokenRange !== undefined,
    groupBy: readGroupBy(call, input.groupBy),
    isDistinct,
    nearest,
    into: readInto(call, input.into),
    isLazy: readFlag(call, 'lazy', input.lazy),
    isOfEveryClass: input.ofEveryClass === true,
  }
  checkCombination(call, shape)
  return shape
}

/** None at all is one only where the rest of the call says that no condition is meant. */
function readCondition(call: Call, { where, scan, tokenRange }: SelectInput, isSearch: boolean): WhereShape {
  const isWholeTable = scan === true || tokenRange !== undefined || isSearch
  // One that was looked up and not found; without it this would be another question.
  if (where === null && isWholeTable) refuse(call, 'E_WHERE', 'the condition is null; expected one, or none at all.')
  return where === undefined && isWholeTable ? noRestrictions : readWhere(call, where ?? {})
}

/** Options that exclude each other; what else the server minds is checked with the condition. */
function checkCombination(call: Call, shape: SelectShape): void {
  const { isDistinct, isLazy, into, projection, groupBy, order, hasPerPartitionLimit, scan, where } = shape
  if (scan && where.restrictions.length > 0) refuseConditionOfScan(call)
  if (isDistinct) {
    const other = groupBy.length > 0 ? 'groupBy' : order ? 'order' : hasPerPartitionLimit ? 'perPartitionLimit' : ''
    if (other !== '') {
      refuse(call, 'E_DISTINCT', `distinct and ${other} exclude each other.`, {
        hint: 'distinct gives one row of each partition already.',
      })
    }
  }
  if (isLazy && (into !== undefined || projection.kind !== 'entity')) {
    refuse(call, 'E_LAZY', 'lazy is for whole entities; given select, into or distinct as well.', {
      hint: 'Rows of a few columns cost little to hydrate: leave lazy out.',
    })
  }
}

/** Shapes with equal keys share a plan. */
export function selectKey(call: Call, shape: SelectShape): string {
  const { where, projection, order, hasLimit, hasPerPartitionLimit, allowFiltering, scan, hasTokenRange } = shape
  const flags = `${hasLimit ? 'l' : ''}${hasPerPartitionLimit ? 'p' : ''}${allowFiltering ? 'f' : ''}${scan ? 's' : ''}${hasTokenRange ? 't' : ''}`
  return `select ${where.key} ${projectionKey(projection)} ${orderKey(call, order)} ${flags} ${resultShapeKey(shape)}`
}

function resultShapeKey(shape: SelectShape): string {
  const { groupBy, isDistinct, nearest, into, isLazy, isOfEveryClass } = shape
  const groups = groupBy.length === 0 ? '' : `g${groupBy.map(({ ordinal }) => ordinal).join(',')}`
  const search = nearest === undefined ? '' : `n${nearest.ordinal}`
  return `${groups}${search}${isDistinct ? 'd' : ''}${isLazy ? 'z' : ''}${isOfEveryClass ? 'e' : ''}${intoKey(into)}`
}
