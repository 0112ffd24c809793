import { translateError } from '../driver/translate-error.js'
import { isCassiformError } from '../errors/cassiform-error.js'
import type { CassiformError } from '../errors/cassiform-error.js'
import { SchemaError } from '../errors/schema-error.js'
import { describeDifference } from './compare/describe-difference.js'
import { lookAtSchema } from './live/look-at-schema.js'
import type { SchemaView } from './live/look-at-schema.js'
import { needsAction, sameMatter } from './plan-schema.js'
import type { SchemaStep } from './plan-schema.js'
import type { SchemaLog } from './schema-event.js'
import { waitForAgreement } from './live/wait-for-agreement.js'

/** What is asked before a statement and told after it. */
export interface ApplyOptions {
  /** Rejects if nothing may be sent any more. */
  readonly confirm: () => Promise<void>
  /** Throws if that has changed, by the clock: a process may be stopped between any two of its steps. Called right before the sending. */
  readonly guard: () => void
  /** All nodes know of the statement. */
  readonly record: (step: SchemaStep) => Promise<void>
  readonly applied: (cql: string) => void
  readonly log: SchemaLog
}

/**
 * Sends the statements to the one node, one at a time, and waits until all nodes agree before each and after the
 * last. A warning of the server is told once: that vector indexes are experimental comes
 * again with every index of their table. The first failure ends it, unless a second look shows that the work is done:
 * an `ExecutionError` if the server refused, `E_SCHEMA_UNKNOWN` if nobody knows.
 */
export async function applySchema(
  view: SchemaView,
  steps: readonly SchemaStep[],
  { confirm, guard, record, applied, log }: ApplyOptions,
): Promise<void> {
  const { agreementTimeoutMs } = view.limits
  await waitForAgreement(view.driver, view.node, agreementTimeoutMs)
  const warned = new Set<string>()
  for (const [i, step] of steps.entries()) {
    const { cql } = step
    const event = { cql, statement: i + 1, statements: steps.length }
    const start = performance.now()
    await confirm()
    log({ stage: 'sending', ...event })
    guard()
    const answer = send(view, step, log)
    log({ stage: 'sent', ...event })
    const warnings = await answer
    log({ stage: 'answered', ...event })
    await waitForAgreement(view.driver, view.node, agreementTimeoutMs, cql)
    applied(cql)
    const durationMs = Math.round(performance.now() - start)
    const message = `schema statement ${event.statement} of ${event.statements} applied`
    log({ stage: 'agreed', message, durationMs, ...event })
    await record(step)
    log({ stage: 'recorded', ...event })
    for (const warning of warnings) {
      if (!warned.has(warning)) log({ stage: 'remark', message: `the server warns: ${warning}`, cql })
      warned.add(warning)
    }
  }
}

/**
 * Returns the warnings of the server, in one line each. A schema statement is never sent twice by the driver: whether it
 * worked is for the second look to say.
 */
async function send(view: SchemaView, step: SchemaStep, log: SchemaLog): Promise<readonly string[]> {
  const { driver, node, limits } = view
  const options = { prepare: false, isIdempotent: false, host: node.handle, readTimeout: limits.statementTimeoutMs }
  try {
    const { info } = await driver.execute(step.cql, [], options)
    return (info?.warnings ?? []).map((warning) => warning.replace(/\s+/g, ' '))
  } catch (error) {
    const failure = isCassiformError(error) ? error : translateError(error, { cql: step.cql })
    log({ stage: 'remark', message: `schema statement failed: ${failure.message}`, cql: step.cql })
    await judge(view, step, failure)
    return []
  }
}

/** Returns if what the statement was to do is done, by it or by another instance; throws otherwise. */
async function judge(view: SchemaView, step: SchemaStep, failure: CassiformError): Promise<void> {
  const isDone = await lookAtSchema(view).then(
    ({ differences }) =>
      !step.differences.some((was) => differences.some((one) => needsAction(one) && sameMatter(one, was))),
    () => false,
  )
  if (isDone) return
  if (failure.outcome !== 'unknown') throw failure
  const left = step.differences.map(describeDifference).join(' ')
  throw new SchemaError(
    `the outcome of a schema statement is unknown (${failure.code}); a second look still finds: ${left}`,
    {
      code: 'E_SCHEMA_UNKNOWN',
      cql: step.cql,
      outcome: 'unknown',
      cause: failure,
      hint: 'It may take effect yet: start again, and what it did will be seen.',
    },
  )
}
