import { StatementError } from '../../errors/statement-error.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import type { Executor } from '../executor.js'
import type { ExecutionOptions } from '../options.js'

const cql = 'SELECT "partitioner" FROM "system"."local"'

/**
 * Refuses to split the ring of a cluster whose partitioner is not Murmur3, the default since Cassandra 1.2 and the only one
 * of ScyllaDB: tokens of the others are of another kind, and rows beyond 64 bits would be left out in silence.
 */
export async function requireMurmur3(
  executor: Executor,
  entityName: string,
  { signal, timeoutMs }: ExecutionOptions,
): Promise<void> {
  const plan: StatementPlan = {
    kind: 'select',
    entityName,
    cql,
    markers: [],
    bind: () => [],
    isIdempotent: true,
    source: {},
  }
  const { rows = [] } = await executor.execute(plan, [], { consistency: 'ONE', signal, timeoutMs })
  const partitioner = String((rows[0] as { readonly partitioner?: unknown } | undefined)?.partitioner)
  if (partitioner.endsWith('Murmur3Partitioner')) return
  throw new StatementError(`scan(): the partitioner of the cluster is ${partitioner}; expected Murmur3Partitioner.`, {
    code: 'E_PARTITIONER',
    entity: entityName,
    hint: 'Read partition by partition with stream() or find().',
  })
}
