import type { BatchKind } from '../../driver/driver.js'
import { StatementError } from '../../errors/statement-error.js'
import type { BatchMember } from './batch-member.js'

/** What a batch is declared to be. */
export interface BatchSettings {
  readonly kind: BatchKind
  /** Microseconds. */
  readonly timestamp: bigint | undefined
}

/** Raises a `StatementError` that names the method of the builder and, where it is known, the entity. */
export function refuseMember(
  { method, write }: Pick<BatchMember, 'method' | 'write'>,
  code: string,
  sentence: string,
  more: { readonly hint?: string; readonly property?: string } = {},
): never {
  throw new StatementError(`batch.${method}(): ${sentence}`, { code, entity: write?.model.entityName, ...more })
}

/**
 * Refuses what no server takes: counters beside other writes (`Cannot include a counter statement in a logged batch`,
 * `Cannot include non-counter statement in a counter batch`), and two times for one write.
 */
export function checkMember({ kind, timestamp }: BatchSettings, member: BatchMember): void {
  const { write } = member
  if (write === undefined) return
  const { model } = write
  if (model.isCounter && kind !== 'counter') {
    refuseMember(member, 'E_BATCH_KIND', `${model.entityName} has counters, which a ${kind} batch cannot change.`, {
      hint: "Use db.batch({ kind: 'counter' }), with counters only.",
    })
  }
  if (!model.isCounter && kind === 'counter') {
    refuseMember(member, 'E_BATCH_KIND', `${model.entityName} has no counters; a counter batch changes nothing else.`, {
      hint: 'Write it in a batch of its own.',
    })
  }
  if (timestamp !== undefined && write.timestamp !== undefined) {
    refuseMember(
      member,
      'E_BATCH_TIMESTAMP',
      'the batch has a timestamp already; its members have none of their own.',
      {
        hint: 'Give the timestamp once: to db.batch(), or to each member.',
      },
    )
  }
}
