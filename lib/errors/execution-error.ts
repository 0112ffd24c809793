import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails, Outcome } from './cassiform-error.js'

/** The driver or the server did not carry a statement out, or could not say whether it did: see `outcome`. */
export class ExecutionError extends CassiformError {
  declare readonly outcome: Outcome
  /** Protocol error code of the server (0x1100 is a write timeout, …), where the server answered. */
  readonly serverCode?: number

  constructor(
    sentence: string,
    details: ErrorDetails & { readonly outcome: Outcome; readonly serverCode?: number | undefined },
  ) {
    super(sentence, details)
    if (details.serverCode !== undefined) this.serverCode = details.serverCode
  }
}
