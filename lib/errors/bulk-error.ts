import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/**
 * An item that was not written, or of which nobody knows, as the `outcome` of `error` says; one with a `HookError` is
 * written, and what was to happen afterwards failed.
 */
export interface BulkItemFailure {
  /** Its place in the source or the array, from 0 on. */
  readonly index: number
  readonly error: unknown
}

/**
 * Several writes of one call that did not come to their end: of `insertMany` and the like, and of arrays given to `insert`,
 * `save` and `remove`. What was under way when they stopped has been awaited and is counted. `outcome` is the worst of the
 * items that failed, and says nothing of those that are written; it is absent where hooks failed and nothing else.
 */
export class BulkError extends CassiformError {
  /** Items that are written, and with which nothing failed. */
  readonly succeeded: number
  /** Items that failed. What the source or the array had left, and was not sent, is in neither. */
  readonly failed: number
  /** The first hundred failures. */
  readonly failures: readonly BulkItemFailure[]

  constructor(
    sentence: string,
    {
      succeeded,
      failed,
      failures,
      ...details
    }: ErrorDetails & { succeeded: number; failed: number; failures: readonly BulkItemFailure[] },
  ) {
    super(sentence, details)
    this.succeeded = succeeded
    this.failed = failed
    this.failures = failures
  }
}
