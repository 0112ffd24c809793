import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/**
 * `scan()` stopped before its end: a page failed, or its signal fired. `code`, `outcome` and `cql` are those of the
 * failure, which is the `cause`.
 */
export class ScanError extends CassiformError {
  /** Rows that were handed out before `resume`, those of earlier parts of the scan included. */
  readonly rows: number
  /** Where to go on, `scan({ resume: error.resume })`: rows handed out after it come again. */
  readonly resume: string

  constructor(cause: CassiformError, { rows, resume }: { readonly rows: number; readonly resume: string }) {
    const details: ErrorDetails = {
      code: cause.code,
      entity: cause.entity,
      property: cause.property,
      cql: cause.cql,
      outcome: cause.outcome,
      hint: 'error.resume says where to go on.',
      cause,
    }
    super(`scan() stopped after ${rows} rows: ${withoutPlace(cause.message)}`, details)
    this.rows = rows
    this.resume = resume
  }
}

/** The place stands in front of the sentence already. */
function withoutPlace(message: string): string {
  return message.replace(/^\[[^\]]+\] /, '')
}
