import { isDeepStrictEqual } from 'node:util'
import { joined } from '../plan/write-target.js'
import type { WriteTarget } from '../plan/write-target.js'
import type { BatchMember, EntityWrite } from './batch-member.js'
import { refuseMember } from './batch-rules.js'

/** What a batch writes to one row so far. */
interface RowWrites {
  readonly clustering: readonly string[]
  /** By column, and field, the last value and its time. */
  readonly cells: Map<string, { readonly value: unknown; readonly time: bigint | undefined }>
  readonly writeTimes: Set<bigint | undefined>
  readonly deletionTimes: Set<bigint | undefined>
}

interface Deletion {
  readonly target: WriteTarget
  readonly time: bigint | undefined
}

/** What a batch writes to one partition of one table so far. */
interface PartitionWrites {
  readonly rows: Map<string, RowWrites>
  /** Deletions of several rows. */
  readonly deletions: Deletion[]
}

/** The cells of a row that has no clustering values: the statics of its partition. */
const staticRow = 'static'

/**
 * The rows a batch writes. All members have one timestamp unless they say their own, so the order in which they were
 * added decides nothing: of two values of a cell the server keeps the larger, and a deletion wins over any write.
 * Where that would lose something in silence, the member is refused.
 */
export class BatchRows {
  readonly #partitions = new Map<string, PartitionWrites>()

  /** Refuses a member that contradicts an earlier one, else takes it in. Returns warnings. */
  add(member: BatchMember): readonly string[] {
    const { write } = member
    if (write?.target.partition === undefined) return []
    const key = joined([write.model.qualifiedName, write.target.partition])
    const partition = this.#partitions.get(key) ?? { rows: new Map(), deletions: [] }
    const warnings = write.isDelete ? addDeletion(partition, member, write) : addWrite(partition, member, write)
    this.#partitions.set(key, partition)
    return warnings
  }
}

function addWrite(partition: PartitionWrites, member: BatchMember, write: EntityWrite): readonly string[] {
  const { target, timestamp: time } = write
  const row = rowOf(partition, target.clustering, target.scope === 'row' ? joined(target.clustering) : staticRow)
  if (row.deletionTimes.has(time)) refuseDeleted(member)
  for (const deletion of partition.deletions) {
    if (deletion.time === time && deletion.target.scope === 'all' && isBelow(target.clustering, deletion.target)) {
      refuseDeleted(member)
    }
  }
  for (const { cells, cell, property, value } of writtenCells(partition, row, write)) {
    const before = cells.get(cell)
    if (before !== undefined && before.time === time && !isDeepStrictEqual(before.value, value)) {
      refuseTwoValues(member, property)
    }
  }
  for (const { cells, cell, value } of writtenCells(partition, row, write)) cells.set(cell, { value, time })
  row.writeTimes.add(time)
  return partition.deletions.some((deletion) => deletion.time === time && mayCover(deletion.target, target))
    ? [rangeWarning(write)]
    : []
}

/** Each cell that gets a new value, with the row it is in: statics are in a row of their own. */
function writtenCells(partition: PartitionWrites, row: RowWrites, { plan, values, model }: EntityWrite) {
  return plan.cells
    .filter(({ isReplaced, value }) => isReplaced && values[value] !== undefined)
    .map(({ property, value }) => {
      const [name, ...field] = property.split('.')
      const column = model.columnOf.get(name!)
      const { cells } = column?.role === 'static' ? rowOf(partition, [], staticRow) : row
      // Classes that share a table may have a column under different names.
      const cell = [column?.columnName ?? name, ...field].join('.')
      return { cells, cell, property, value: values[value] }
    })
}

function addDeletion(partition: PartitionWrites, member: BatchMember, write: EntityWrite): readonly string[] {
  const { target, timestamp: time } = write
  if (target.scope === 'row') {
    const row = rowOf(partition, target.clustering, joined(target.clustering))
    if (row.writeTimes.has(time)) refuseDeleted(member)
    row.deletionTimes.add(time)
    return []
  }
  const written = [...partition.rows.values()].filter(({ writeTimes }) => writeTimes.has(time))
  if (target.scope === 'all' && written.some(({ clustering }) => isBelow(clustering, target))) refuseDeleted(member)
  partition.deletions.push({ target, time })
  return written.some(({ clustering }) => mayCover(target, { clustering })) ? [rangeWarning(write)] : []
}

function rowOf({ rows }: PartitionWrites, clustering: readonly string[], key: string): RowWrites {
  const row = rows.get(key) ?? { clustering, cells: new Map(), writeTimes: new Set(), deletionTimes: new Set() }
  rows.set(key, row)
  return row
}

/** Whether a row is among those below a key prefix. Statics are below the whole partition only. */
function isBelow(clustering: readonly string[], { clustering: prefix }: WriteTarget): boolean {
  return prefix.every((text, i) => clustering[i] === text)
}

/** Whether a row may be in a range: which it is, only the server knows how to compare. */
function mayCover(deletion: WriteTarget, { clustering }: Pick<WriteTarget, 'clustering'>): boolean {
  return deletion.scope === 'some' && clustering.length > 0 && isBelow(clustering, deletion)
}

function rangeWarning({ model }: EntityWrite): string {
  return (
    `${model.entityName}: a range is deleted and rows of the same partition are written at the same time; ` +
    'those in the range are lost. Give the deletion an earlier timestamp.'
  )
}

function refuseDeleted(member: BatchMember): never {
  return refuseMember(
    member,
    'E_BATCH_SAME_ROW',
    'the batch deletes and writes one row at the same time, and the deletion would win in whatever order they are.',
    { hint: 'Give one of them a timestamp, the deletion the earlier one, or leave the deletion out.' },
  )
}

function refuseTwoValues(member: BatchMember, property: string): never {
  return refuseMember(
    member,
    'E_BATCH_SAME_CELL',
    'gets two values in one batch, at the same time; the server would keep the larger, not the later.',
    { property, hint: 'Write the row once, or give the members timestamps.' },
  )
}
