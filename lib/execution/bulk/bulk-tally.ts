import { BulkError } from '../../errors/bulk-error.js'
import type { BulkItemFailure } from '../../errors/bulk-error.js'
import { isCassiformError } from '../../errors/cassiform-error.js'
import type { ErrorDetails, Outcome } from '../../errors/cassiform-error.js'
import { HookError } from '../../errors/hook-error.js'

/** Failures that are kept. */
const maxFailures = 100

/** Counts what became of the items of one call, and says it when the call fails. */
export class BulkTally {
  readonly #failures: BulkItemFailure[] = []
  /** Of all failures: no more than a hundred are kept. */
  readonly #outcomes = new Set<Outcome | undefined>()
  #succeeded = 0
  #failed = 0
  #failedAfter = 0

  get succeeded(): number {
    return this.#succeeded
  }

  get failed(): number {
    return this.#failed
  }

  /** Items with which nothing went wrong, one unless said otherwise; hands on what came of them. */
  succeed<T>(result: T, items = 1): T {
    this.#succeeded += items
    return result
  }

  /** Items, by their places, that failed with one error. */
  fail(indexes: readonly number[], error: unknown): void {
    this.#failed += indexes.length
    if (error instanceof HookError) this.#failedAfter += indexes.length
    this.#outcomes.add(isCassiformError(error) ? error.outcome : 'unknown')
    for (const index of indexes) if (this.#failures.length < maxFailures) this.#failures.push({ index, error })
  }

  /** `save(): item 1 failed; 1 written, 1 failed, 2 not sent.`, and why. */
  error(sentence: string, details: Omit<ErrorDetails, 'outcome'>, notSent = 0): BulkError {
    const [succeeded, failed] = [this.#succeeded, this.#failed]
    const after = this.#failedAfter === 0 ? '' : `, ${this.#failedAfter} of them after being written`
    const left = notSent === 0 ? '' : `, ${notSent} not sent`
    const counts = `${succeeded} written, ${failed} failed${after}${left}.`
    return new BulkError(`${sentence}; ${counts}${reasonOf(details.cause)}`, {
      ...details,
      outcome: worstOutcome(this.#outcomes),
      succeeded,
      failed,
      failures: this.#failures,
    })
  }
}

/** Our own messages hold no values; others are only the cause. */
function reasonOf(cause: unknown): string {
  return isCassiformError(cause) ? ` ${cause.message}` : ''
}

function worstOutcome(outcomes: ReadonlySet<Outcome | undefined>): Outcome | undefined {
  return (['unknown', 'rejected', 'not_sent'] as const).find((outcome) => outcomes.has(outcome))
}
