import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/**
 * What was to happen after a write failed: a method decorated with `@AfterInsert` and the like, or a subscriber. The
 * write itself was answered and stands, so there is nothing to repeat; `cause` is what was thrown. Of an
 * array all rows are written by then.
 */
export class HookError extends CassiformError {
  /** The row was written before this happened. */
  readonly isWritten = true

  constructor(sentence: string, details: Omit<ErrorDetails, 'code' | 'outcome'>) {
    super(sentence, { ...details, code: 'E_AFTER_HOOK' })
  }
}
