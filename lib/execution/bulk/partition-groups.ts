import { isDeepStrictEqual } from 'node:util'
import type { BatchKind } from '../../driver/driver.js'
import { cellSize } from '../../plan/writes/cell-size.js'
import { joined } from '../../plan/writes/write-target.js'
import type { BatchMember, EntityWrite } from '../batches/batch-member.js'
import { planBatch } from '../batches/batch-plan.js'
import type { BoundBatch } from '../batches/batch-plan.js'
import { FailedAfter } from './bulk.js'
import type { Packer, Parcel } from './bulk.js'
import { checkOptionNames, positiveInteger, refuseOption } from '../options.js'

/** How large a group of items of one partition gets before it is sent. */
export interface PartitionGroupLimits {
  /** Items; 100 unless said otherwise. */
  readonly maxItems?: number | undefined
  /** Bytes; 50,000 unless said otherwise. One item may be larger. */
  readonly maxBytes?: number | undefined
}

/** Groups that are kept open, in items, for each that one may have. */
const openGroups = 10

/** An item checked and bound. */
export interface PreparedItem {
  /** Undefined where there is nothing to send. */
  readonly member: BatchMember | undefined
  /** What is done once the request that has it is under way and answered. */
  readonly follow: (sending: Promise<unknown>) => Promise<unknown>
  /** It says what changed since the item was last sent. */
  readonly isDifference: boolean
}

interface GroupedItem<Item> {
  readonly item: Item
  readonly index: number
  readonly member: BatchMember
  readonly follow: PreparedItem['follow']
}

interface Group<Item> {
  readonly items: GroupedItem<Item>[]
  readonly rows: Set<string>
  readonly statics: Map<string, StaticCell>
  bytes: number
}

/** What an item says of a column that all rows of its partition share. */
interface StaticCell {
  readonly value: unknown
  readonly isReplaced: boolean
}

/** Checks the option `groupByPartition`; undefined where nothing is grouped. */
export function groupLimits(option: boolean | PartitionGroupLimits | undefined, entity?: string) {
  if (option === undefined || option === false) return undefined
  if (option !== true && (typeof option !== 'object' || option === null)) {
    refuseOption('groupByPartition', 'true, false or { maxItems, maxBytes }', option, entity)
  }
  const limits = option === true ? {} : option
  checkOptionNames(entity, 'groupByPartition', limits, ['maxItems', 'maxBytes'])
  return {
    maxItems: Math.min(positiveInteger('groupByPartition.maxItems', limits.maxItems, entity) ?? 100, 65_535),
    maxBytes: positiveInteger('groupByPartition.maxBytes', limits.maxBytes, entity) ?? 50_000,
  }
}

/**
 * Gathers items of one partition into unlogged batches: one mutation each, atomic and cheap. Keeps at most ten full
 * groups of items open; then the oldest group goes out. Two items of one row, or with different values of one static
 * column, are never in one batch, where they would have one timestamp.
 */
export class PartitionGroups<Item> implements Packer<Item> {
  readonly #groups = new Map<string, Group<Item>>()
  /** By item of which differences are sent, the partition whose group it waits in. */
  readonly #places = new Map<Item, string>()
  #kept = 0

  constructor(
    private readonly limits: { readonly maxItems: number; readonly maxBytes: number },
    private readonly kind: BatchKind,
    private readonly prepare: (item: Item) => PreparedItem,
    private readonly send: (bound: BoundBatch | EntityWrite) => Promise<unknown>,
  ) {}

  /** The group that an item is in already: what is different of it is known only once that was sent. */
  ahead = (item: Item): Parcel<Item> | undefined => {
    const partition = this.#places.get(item)
    const group = partition === undefined ? undefined : this.#groups.get(partition)
    return group === undefined ? undefined : this.#parcel(partition!, group)
  }

  take = (item: Item, index: number): Parcel<Item> | undefined => {
    const { member, follow, isDifference } = this.prepare(item)
    if (member?.write === undefined) return { items: [item], indexes: [index], send: () => follow(Promise.resolve()) }
    const { write } = member
    const partition = write.target.partition!
    const row = joined(['', ...write.target.clustering])
    const bytes = write.plan.cells.reduce((sum, { type, value }) => sum + cellSize(type, write.values[value]), 0)
    const found = this.#groups.get(partition)
    const statics = staticCells(write)
    const isClosed =
      found !== undefined &&
      (found.rows.has(row) || found.bytes + bytes > this.limits.maxBytes || contradict(found.statics, statics))
    const closed = isClosed ? this.#parcel(partition, found) : undefined
    const group = isClosed ? undefined : found
    const open = group ?? this.#open(partition)
    open.items.push({ item, index, member, follow })
    if (isDifference) this.#places.set(item, partition)
    open.rows.add(row)
    for (const [property, cell] of statics) open.statics.set(property, cell)
    open.bytes += bytes
    this.#kept++
    if (closed !== undefined) return closed
    if (open.items.length >= this.limits.maxItems) return this.#parcel(partition, open)
    return this.#kept >= this.limits.maxItems * openGroups ? this.rest() : undefined
  }

  rest = (): Parcel<Item> | undefined => {
    for (const [partition, group] of this.#groups) return this.#parcel(partition, group)
    return undefined
  }

  #open(partition: string): Group<Item> {
    const group: Group<Item> = { items: [], rows: new Set(), statics: new Map(), bytes: 0 }
    this.#groups.set(partition, group)
    return group
  }

  #parcel(partition: string, { items }: Group<Item>): Parcel<Item> {
    this.#groups.delete(partition)
    this.#kept -= items.length
    for (const { item } of items) this.#places.delete(item)
    return {
      items: items.map(({ item }) => item),
      indexes: items.map(({ index }) => index),
      send: () => {
        const members = items.map(({ member }) => member)
        const sending = this.send(members.length === 1 ? members[0]!.write! : planBatch(this.kind, members, undefined))
        return followEach(items, sending)
      },
    }
  }
}

/** The failure of a request is that of all its items; what fails of one of them afterwards is its own. */
async function followEach(
  items: readonly Pick<GroupedItem<unknown>, 'follow'>[],
  sending: Promise<unknown>,
): Promise<void> {
  const settled = await Promise.allSettled(items.map(({ follow }) => follow(sending)))
  await sending
  const failures = new Map<number, unknown>()
  for (const [i, one] of settled.entries()) if (one.status === 'rejected') failures.set(i, one.reason)
  if (failures.size > 0) throw new FailedAfter(failures)
}

/** By the place where it is written, `site` or `site.town`. */
function staticCells({ plan, values, model }: EntityWrite): ReadonlyMap<string, StaticCell> {
  if (model.staticColumns.length === 0) return noCells
  return new Map(
    plan.cells
      .filter(({ value, isStatic }) => isStatic && values[value] !== undefined)
      .map(({ property, value, isReplaced }) => [property, { value: values[value], isReplaced }]),
  )
}

const noCells: ReadonlyMap<string, StaticCell> = new Map()

function contradict(some: ReadonlyMap<string, StaticCell>, others: ReadonlyMap<string, StaticCell>): boolean {
  return [...others].some(([property, { value, isReplaced }]) => {
    const cell = some.get(property)
    return cell !== undefined && !(cell.isReplaced && isReplaced && isDeepStrictEqual(cell.value, value))
  })
}
