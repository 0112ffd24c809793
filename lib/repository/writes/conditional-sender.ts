import type { DriverRow } from '../../driver/driver.js'
import { ExecutionError } from '../../errors/execution-error.js'
import { LwtUnknownError } from '../../errors/lwt-unknown-error.js'
import type { LwtOutcome } from '../../errors/lwt-unknown-error.js'
import { OptionError } from '../../errors/option-error.js'
import { VersionConflictError } from '../../errors/version-conflict-error.js'
import type { Executor } from '../../execution/executor.js'
import type { ExecutionOptions } from '../../execution/options.js'
import type { Attempt } from '../../plan/writes/attempt.js'
import { decideOutcome } from '../../plan/writes/decide-outcome.js'
import type { Circumstances } from '../../plan/writes/decide-outcome.js'
import { appliedColumn } from '../../plan/writes/if-clause.js'
import type { EntityPlans, SelectInput } from '../../plan/entity-plans.js'
import type { StatementPlan, WritePlan } from '../../plan/statement-plan.js'
import type { Applied } from '../types/applied.js'
import type { BoundWrite } from './write-binder.js'

/** Sends conditional writes, each once, and reads what the server answers. */
export class ConditionalSender {
  constructor(
    private readonly executor: Executor,
    private readonly plans: EntityPlans,
    private readonly defaults: ExecutionOptions,
  ) {}

  /** An outcome that nobody knows is an `LwtUnknownError`; not applied where that is a conflict a `VersionConflictError`. */
  async send(
    { plan, values, attempt, conflict }: BoundWrite,
    options: ExecutionOptions | undefined,
    isAdmitted?: boolean,
  ): Promise<Applied<object>> {
    refuseResending(plan, options)
    const sentAt = performance.now()
    let answer: Applied<object>
    try {
      const { rows } = await this.executor.execute(plan, values, options, isAdmitted)
      answer = readAnswer(plan, rows?.[0])
    } catch (error) {
      throw asUnknown(error, sentAt, (circumstances) => this.resolve(attempt!, options, circumstances))
    }
    if (answer.applied || conflict === undefined) return answer
    const { entityName: entity, cql } = plan
    throw new VersionConflictError({ ...conflict, current: answer.current }, { entity, cql })
  }

  /**
   * Reads the row with what the write said of it, at a level that ends what the server left unfinished. Signal and time of
   * the write are not those of this read: they may be what made its outcome unknown.
   */
  async resolve(
    attempt: Attempt,
    options: ExecutionOptions | undefined,
    circumstances: () => Circumstances,
  ): Promise<LwtOutcome> {
    const { model, key: where } = attempt
    const consistency = options?.serialConsistency ?? this.defaults.serialConsistency ?? 'SERIAL'
    const { executionProfile } = options ?? {}
    // Also a row of another class says what became of the write.
    const input: SelectInput = { where, select: propertiesOf(attempt), limit: 1, ofEveryClass: true }
    const { plan } = this.plans.ofClass(model).select('resolve', input)
    const [row = null] = await this.executor.read(plan, where, input, { consistency, executionProfile })
    return decideOutcome(model, attempt, row as Readonly<Record<string, unknown>> | null, circumstances())
  }
}

/** What was written and what was compared, and the key, so that there is something to read. */
function propertiesOf({ key, written, condition }: Attempt): readonly string[] {
  const compared = typeof condition === 'string' ? [] : condition.map((one) => one.condition.column)
  const columns = [...written.map(({ column }) => column), ...compared]
  return [...new Set([...Object.keys(key), ...columns.map(({ propertyName }) => propertyName)])]
}

function readAnswer(plan: WritePlan, row: DriverRow | undefined): Applied<object> {
  const applied = row?.[appliedColumn]
  if (applied === true) return { applied }
  if (applied !== false) {
    const { entityName: entity, cql } = plan
    throw new ExecutionError('the server did not say whether it applied the conditional write.', {
      code: 'E_DRIVER',
      outcome: 'unknown',
      entity,
      cql,
    })
  }
  const current = plan.readCurrent(row!)
  return current === undefined ? { applied } : { applied, current }
}

/** A failure as an `LwtUnknownError` where nobody knows whether the write was applied; any other as it is. */
export function asUnknown(
  error: unknown,
  sentAt: number,
  resolve: (circumstances: () => Circumstances) => Promise<LwtOutcome>,
): unknown {
  if (!(error instanceof ExecutionError) || error.outcome !== 'unknown') return error
  const isOver = error.serverCode !== undefined
  return new LwtUnknownError(error, () => resolve(() => ({ isOver, age: performance.now() - sentAt })))
}

/** The second time, the condition would meet what the first time wrote, and the answer would be wrong. */
export function refuseResending({ entityName }: StatementPlan, options: ExecutionOptions | undefined): void {
  if (options?.idempotent !== true) return
  throw new OptionError("option 'idempotent' cannot be true of a conditional write: it is never sent twice.", {
    entity: entityName,
    hint: 'Leave it out; after an unknown outcome, error.resolve() says what the row proves.',
  })
}
