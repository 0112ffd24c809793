import { cellSize, looseSize } from '../../plan/writes/cell-size.js'
import type { BatchMember, EntityWrite } from './batch-member.js'
import { hasRow, placeOfTable } from './batch-places.js'
import type { BatchPlaces, Place } from './batch-places.js'
import { refuseMember } from './batch-rules.js'
import type { BatchWarning } from './batch-warnings.js'

/** The thresholds of the servers, `cassandra.yaml`; those on size hold for batches of several partitions only. */
export interface BatchLimits {
  /** `batch_size_warn_threshold` in bytes; 5,120 unless said otherwise. */
  readonly warnBytes: number
  /** `batch_size_fail_threshold` in bytes; 51,200 unless said otherwise. */
  readonly failBytes: number
  /** `unlogged_batch_across_partitions_warn_threshold`; 10 unless said otherwise. */
  readonly warnPartitions: number
}

/** As `cassandra.yaml` comes. */
export const standardBatchLimits: BatchLimits = { warnBytes: 5120, failBytes: 51_200, warnPartitions: 10 }

/** Statements that the message has room to count. */
const maxStatements = 65_535

/** Bytes the server counts besides cells; measured on Cassandra 5.0.9. */
const overhead = { partition: 29, row: 21, range: 16, ttl: 12 } as const

/** Counts statements, partitions and bytes of a batch as the server does: a row that two members write is one row. */
export class BatchTally {
  readonly #limits: BatchLimits
  readonly #places: BatchPlaces
  #statements = 0
  #bytes = 0
  #isOpen = false

  constructor(limits: BatchLimits, places: BatchPlaces) {
    this.#limits = limits
    this.#places = places
  }

  get statements(): number {
    return this.#statements
  }

  /** How many partitions it writes; undefined where only the server knows, of raw CQL and `In` on a partition key. */
  get partitions(): number | undefined {
    return this.#isOpen ? undefined : this.#places.partitions
  }

  /** Bytes, as near as can be told from here. */
  get bytes(): number {
    return this.#bytes
  }

  /** Refuses a member that makes the batch too large for the server. `found`: members before in its partition. Returns its bytes. */
  check(member: BatchMember, found: Place | undefined): number {
    const { write, statements } = member
    if (this.#statements + statements.length > maxStatements) {
      refuseTooLarge(member, `a batch has ${maxStatements.toLocaleString('en')} statements at most.`)
    }
    const bytes = memberSize(member) + (write === undefined ? 0 : placeSize(found, write))
    const isNew = write?.target.partition !== undefined && found === undefined
    const { failBytes } = this.#limits
    if (this.#bytes + bytes > failBytes && this.#places.partitions + (isNew ? 1 : 0) > 1) {
      refuseTooLarge(member, `a batch of several partitions has ${failBytes.toLocaleString('en')} bytes at most.`)
    }
    return bytes
  }

  /** Counts a member that was checked. */
  add({ write, statements }: BatchMember, bytes: number): void {
    this.#statements += statements.length
    this.#bytes += bytes
    if (write?.target.partition === undefined) this.#isOpen = true
  }

  /** What the server would warn of, or a reader should know. */
  warnings(kind: string): readonly BatchWarning[] {
    const { warnBytes, warnPartitions } = this.#limits
    const { partitions } = this.#places
    const bytes = this.#bytes
    const warnings: BatchWarning[] = []
    if (partitions > 1 && bytes > warnBytes) {
      const text = () =>
        `A batch of ${partitions} partitions has about ${bytes.toLocaleString('en')} bytes, above ${warnBytes.toLocaleString('en')}: one node carries all of it. Write less at once, or use insertMany().`
      warnings.push({ about: 'bytes', text })
    }
    if (kind === 'unlogged' && partitions > warnPartitions) {
      const text = () =>
        `An unlogged batch covers ${partitions} partitions: it is neither atomic nor faster than single writes. Use a logged batch for atomicity, insertMany() for speed.`
      warnings.push({ about: 'partitions', text })
    }
    return warnings
  }
}

/** Bytes of the partition of the table and of the row, where no member before was there. */
function placeSize(found: Place | undefined, write: EntityWrite): number {
  const { scope, bytes } = write.target
  const ofRow = scope === 'row' ? overhead.row + bytes : 0
  const place = placeOfTable(found, write)
  if (place === undefined) return overhead.partition + ofRow
  return ofRow > 0 && hasRow(place, write) ? 0 : ofRow
}

function memberSize({ write, statements }: BatchMember): number {
  if (write === undefined) return statements.reduce((sum, { params }) => sum + rawSize(params), 0)
  const { plan, values, target, hasTtl } = write
  let bytes = target.scope === 'some' ? overhead.range + target.bytes : 0
  if (hasTtl) bytes += overhead.ttl
  for (const { type, value } of plan.cells) bytes += cellSize(type, values[value])
  return bytes
}

function rawSize(params: readonly unknown[]): number {
  return params.reduce<number>((sum, value) => sum + looseSize(value), 0)
}

function refuseTooLarge(member: BatchMember, sentence: string): never {
  return refuseMember(member, 'E_BATCH_TOO_LARGE', sentence, {
    hint: 'Execute what is in it and begin another, or use insertMany(), which needs no batch.',
  })
}
