import { joined } from '../../plan/writes/write-target.js'
import type { WriteTarget } from '../../plan/writes/write-target.js'
import type { BatchMember, EntityWrite } from './batch-member.js'
import { refuseMember } from './batch-rules.js'
import type { BatchWarning } from './batch-warnings.js'
import { RowWrites } from './row-writes.js'

interface Deletion {
  readonly target: WriteTarget
  readonly time: bigint | undefined
}

/** A row with the times of its deletions. */
interface Row {
  readonly writes: RowWrites
  readonly deletionTimes: (bigint | undefined)[]
}

/**
 * What a batch writes to one partition of one table. All members have one timestamp unless they say their own, so the
 * order in which they were added decides nothing: of two values of a cell the server keeps the larger, and a deletion
 * wins over any write. Where that would lose something in silence, the member is refused.
 */
export class PartitionWrites {
  readonly #rows = new Map<string, Row>()
  /** The cells that all rows share. */
  readonly #statics: Row = { writes: new RowWrites([], true), deletionTimes: [] }
  /** Deletions of several rows. */
  readonly #deletions: Deletion[] = []

  /** Whether an earlier member wrote, or deleted, this row. */
  hasRow({ clustering }: WriteTarget): boolean {
    return this.#rows.has(joined(clustering))
  }

  /** Refuses a member that contradicts an earlier one, else takes it in. */
  add(member: BatchMember, write: EntityWrite): BatchWarning | undefined {
    return write.isDelete ? this.#addDeletion(member, write) : this.#addWrite(member, write)
  }

  #addWrite(member: BatchMember, write: EntityWrite): BatchWarning | undefined {
    const { target, timestamp: time } = write
    const row = target.scope === 'row' ? this.#row(target.clustering) : this.#statics
    if (row.deletionTimes.includes(time)) refuseDeleted(member)
    for (const deletion of this.#deletions) {
      if (deletion.time === time && covers(deletion.target, target.clustering)) refuseDeleted(member)
    }
    const twice = row.writes.contradiction(write) ?? this.#statics.writes.contradiction(write)
    if (twice !== undefined) refuseTwoValues(member, twice)
    row.writes.add(write)
    this.#keep(row)
    if (row !== this.#statics && write.model.staticColumns.length > 0) this.#statics.writes.add(write)
    const isInRange = this.#deletions.some((deletion) => deletion.time === time && mayCover(deletion.target, target))
    return isInRange ? rangeWarning(write) : undefined
  }

  #addDeletion(member: BatchMember, { target, timestamp: time, model }: EntityWrite): BatchWarning | undefined {
    if (target.scope === 'row') {
      const row = this.#row(target.clustering)
      if (row.writes.isWrittenAt(time)) refuseDeleted(member)
      row.deletionTimes.push(time)
      this.#keep(row)
      return undefined
    }
    const written = [this.#statics, ...this.#rows.values()]
      .map(({ writes }) => writes)
      .filter((writes) => writes.isWrittenAt(time))
    if (written.some(({ clustering }) => covers(target, clustering))) refuseDeleted(member)
    this.#deletions.push({ target, time })
    return written.some(({ clustering }) => mayCover(target, { clustering })) ? rangeWarning({ model }) : undefined
  }

  /** The row of a key; a new one counts as soon as it is kept. */
  #row(clustering: readonly string[]): Row {
    return this.#rows.get(joined(clustering)) ?? { writes: new RowWrites(clustering, false), deletionTimes: [] }
  }

  #keep(row: Row): void {
    if (row !== this.#statics) this.#rows.set(joined(row.writes.clustering), row)
  }
}

/** Whether a row is among those below a key prefix. Statics are below the whole partition only. */
function isBelow(clustering: readonly string[], { clustering: prefix }: WriteTarget): boolean {
  return prefix.every((text, i) => clustering[i] === text)
}

/** Whether a deletion of several rows is of a row too: of all below a key prefix, or of those that it lists. */
function covers(deletion: WriteTarget, clustering: readonly string[]): boolean {
  const { scope, among, clustering: prefix } = deletion
  const listed = clustering[prefix.length]
  if (!isBelow(clustering, deletion)) return false
  return scope === 'all' || (among !== undefined && listed !== undefined && among.has(listed))
}

/** Whether a row may be in a range: which it is, only the server knows how to compare. */
function mayCover(deletion: WriteTarget, { clustering }: Pick<WriteTarget, 'clustering'>): boolean {
  return (
    deletion.scope === 'some' && deletion.among === undefined && clustering.length > 0 && isBelow(clustering, deletion)
  )
}

function rangeWarning({ model: { entityName } }: Pick<EntityWrite, 'model'>): BatchWarning {
  const text =
    `${entityName}: a range is deleted and rows of the same partition are written at the same time; ` +
    'those in the range are lost. Give the deletion an earlier timestamp.'
  return { about: `range of ${entityName}`, text: () => text }
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
