import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** An item of a bulk write that was not written, or of which nobody knows. */
export interface BulkItemFailure {
  /** Its place in the source, from 0 on. */
  readonly index: number
  readonly error: unknown
}

/** A bulk write that did not come to its end. What was under way when it stopped has been awaited and is counted. */
export class BulkError extends CassiformError {
  /** Items that are written. */
  readonly succeeded: number
  /** Items that failed. What the source had left is in neither. */
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
