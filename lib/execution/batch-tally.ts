import { cellSize, looseSize } from '../plan/cell-size.js'
import { joined } from '../plan/write-target.js'
import type { BatchMember, EntityWrite } from './batch-member.js'
import { refuseMember } from './batch-rules.js'

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
  readonly #partitions = new Set<string>()
  readonly #places = new Set<string>()
  #statements = 0
  #bytes = 0
  #isOpen = false

  constructor(limits: BatchLimits) {
    this.#limits = limits
  }

  get statements(): number {
    return this.#statements
  }

  /** How many partitions it writes; undefined where only the server knows, of raw CQL and `In` on a partition key. */
  get partitions(): number | undefined {
    return this.#isOpen ? undefined : this.#partitions.size
  }

  /** Bytes, as near as can be told from here. */
  get bytes(): number {
    return this.#bytes
  }

  /** Refuses a member that makes the batch too large for the server. Returns what counts it. */
  check(member: BatchMember): () => void {
    const { write, statements } = member
    if (this.#statements + statements.length > maxStatements) {
      refuseTooLarge(member, `a batch has ${maxStatements.toLocaleString('en')} statements at most.`)
    }
    const partition = write?.target.partition
    const places = write === undefined ? [] : this.#newPlaces(write)
    const bytes = this.#bytes + memberSize(member) + places.reduce((sum, { size }) => sum + size, 0)
    const isNew = partition !== undefined && !this.#partitions.has(partition)
    const { failBytes } = this.#limits
    if (bytes > failBytes && this.#partitions.size + (isNew ? 1 : 0) > 1) {
      refuseTooLarge(member, `a batch of several partitions has ${failBytes.toLocaleString('en')} bytes at most.`)
    }
    return () => {
      this.#statements += statements.length
      this.#bytes = bytes
      if (partition === undefined) this.#isOpen = true
      else this.#partitions.add(partition)
      for (const { key } of places) this.#places.add(key)
    }
  }

  /** What the server would warn of, or a reader should know. */
  warnings(kind: string): readonly string[] {
    const { warnBytes, warnPartitions } = this.#limits
    const partitions = this.#partitions.size
    const warnings: string[] = []
    if (partitions > 1 && this.#bytes > warnBytes) {
      warnings.push(
        `A batch of ${partitions} partitions has about ${this.#bytes.toLocaleString('en')} bytes, above ${warnBytes.toLocaleString('en')}: one node carries all of it. Write less at once, or use insertMany().`,
      )
    }
    if (kind === 'unlogged' && partitions > warnPartitions) {
      warnings.push(
        `An unlogged batch covers ${partitions} partitions: it is neither atomic nor faster than single writes. Use a logged batch for atomicity, insertMany() for speed.`,
      )
    }
    return warnings
  }

  /** The partition of the table and the row, where no member before was there. */
  #newPlaces({ model, target }: EntityWrite): readonly { readonly key: string; readonly size: number }[] {
    const partition = joined([model.qualifiedName, target.partition ?? ''])
    const places: { key: string; size: number }[] = [{ key: partition, size: overhead.partition }]
    if (target.scope === 'row') {
      places.push({ key: joined([partition, ...target.clustering]), size: overhead.row + target.bytes })
    }
    return places.filter(({ key }) => !this.#places.has(key))
  }
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
