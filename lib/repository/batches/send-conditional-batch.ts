import { ExecutionError } from '../../errors/execution-error.js'
import type { LwtOutcome } from '../../errors/lwt-unknown-error.js'
import type { BatchMember } from '../../execution/batches/batch-member.js'
import { readBatchOutcome } from '../../execution/batches/batch-outcome.js'
import type { BatchOutcome } from '../../execution/batches/batch-outcome.js'
import type { BoundBatch } from '../../execution/batches/batch-plan.js'
import type { Executor } from '../../execution/executor.js'
import type { ExecutionOptions } from '../../execution/options.js'
import type { Circumstances } from '../../plan/writes/decide-outcome.js'
import { asUnknown, refuseResending } from '../writes/conditional-sender.js'

/** What the row of a member proves of the batch it was in. */
export type ResolveMember = (
  options: ExecutionOptions | undefined,
  circumstances: () => Circumstances,
) => Promise<LwtOutcome>

/** Sends a batch with conditions, once; an outcome that nobody knows is an `LwtUnknownError`. */
export async function sendConditionalBatch(
  executor: Executor,
  { plan, values }: BoundBatch,
  members: readonly BatchMember[],
  resolvers: readonly ResolveMember[],
  options: ExecutionOptions | undefined,
): Promise<BatchOutcome> {
  refuseResending(plan, options)
  const sentAt = performance.now()
  try {
    const result = await executor.execute(plan, values, { ...options, idempotent: false })
    return readBatchOutcome(members, result) ?? refuseSilence(plan)
  } catch (error) {
    throw asUnknown(error, sentAt, (circumstances) => resolveAll(resolvers, options, circumstances))
  }
}

/** All of a batch is written or nothing: what one row proves holds for all. */
async function resolveAll(
  resolvers: readonly ResolveMember[],
  options: ExecutionOptions | undefined,
  circumstances: () => Circumstances,
): Promise<LwtOutcome> {
  for (const resolve of resolvers) {
    const outcome = await resolve(options, circumstances)
    if (outcome !== 'undecidable') return outcome
  }
  return 'undecidable'
}

function refuseSilence({ entityName, cql }: BoundBatch['plan']): never {
  throw new ExecutionError('the server did not say whether it applied the batch.', {
    code: 'E_DRIVER',
    outcome: 'unknown',
    entity: entityName,
    cql,
    hint: 'A raw statement that is said to be conditional needs an IF.',
  })
}
