import { ExecutionError } from './execution-error.js'

/** What became of a conditional write, as far as the row tells. */
export type LwtOutcome = 'applied' | 'not_applied' | 'undecidable'

/**
 * Nobody knows whether a conditional write was applied: the server could not say, or its answer never came. It is not
 * sent again: the second time, its condition would meet what the first time may have written.
 */
export class LwtUnknownError extends ExecutionError {
  readonly #resolve: () => Promise<LwtOutcome>

  constructor(cause: ExecutionError, resolve: () => Promise<LwtOutcome>) {
    super('whether the conditional write was applied is not known.', {
      ...cause,
      code: 'E_LWT_UNKNOWN',
      outcome: 'unknown',
      hint: 'await error.resolve() reads the row and says what it proves.',
      cause,
    })
    this.#resolve = resolve
  }

  /**
   * Reads the row at SERIAL (LOCAL_SERIAL where the write was), which ends what the server left unfinished, and answers
   * what it proves:
   *
   * - `applied`: the row holds a value that only this write can have put there. Of an insert that is an id which was
   *   generated for the object given; of an update a value in a column declared `generated`, beside all others it set.
   * - `not_applied`: the server has ended its attempt, and the row is as the condition wants it without what the write
   *   would have left there, so that it is as if nothing had been sent, and safe to repeat. Also: an insert found the
   *   row of another, by its generated id; a version is the one that this write wanted, with other values.
   * - `undecidable`: anything else. The row equals what was to be written, but others could have written the same; it
   *   was changed or deleted since; cells expired; the request may still be on its way, because no server answered it.
   *
   * A failure of the read rejects. May be called again.
   */
  resolve(): Promise<LwtOutcome> {
    return this.#resolve()
  }
}
