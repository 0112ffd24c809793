import type { BatchKind } from '../../driver/driver.js'
import type { BatchMember } from '../../execution/batches/batch-member.js'
import type { BoundBatch } from '../../execution/batches/batch-plan.js'
import type { BatchTally } from '../../execution/batches/batch-tally.js'

/** What a batch would send, without sending it. Holds no bound value. */
export interface BatchExplanation {
  readonly kind: BatchKind
  /** The batch as CQL text. */
  readonly cql: string
  readonly statements: readonly { readonly entity: string | undefined; readonly cql: string }[]
  /** How many partitions it writes; undefined where only the server knows (raw CQL, `In` on a partition key). */
  readonly partitions: number | undefined
  /** Bytes as the server counts them, estimated. */
  readonly bytes: number
  /** Whether the driver may send it again after a failure. */
  readonly isIdempotent: boolean
  readonly warnings: readonly string[]
  /** What is good to know and costs nothing. */
  readonly notes: readonly string[]
}

/** Describes a batch for people and tests. */
export function explainBatch(
  { plan }: BoundBatch,
  members: readonly BatchMember[],
  { partitions, bytes }: BatchTally,
  warnings: readonly string[],
): BatchExplanation {
  const { kind } = plan.batch
  const isFree = kind === 'logged' && partitions === 1
  return {
    kind,
    cql: members.length === 0 ? '' : plan.cql,
    statements: members.flatMap(({ write, statements }) =>
      statements.map(({ query }) => ({ entity: write?.model.entityName, cql: query })),
    ),
    partitions,
    bytes,
    isIdempotent: plan.isIdempotent,
    warnings,
    notes: isFree
      ? ['All of it is in one partition, so the server writes no batchlog: atomic and isolated anyway.']
      : [],
  }
}
