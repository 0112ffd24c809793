/** Why a request was given up before the driver had an answer. */
export type GiveUpReason = 'deadline' | 'abort'

/**
 * Thrown by what stands between a call and the driver: nobody waits for the answer any longer. Translated like a failure
 * of the driver, because only there the statement and its entity are known.
 */
export class GivenUp {
  constructor(
    readonly reason: GiveUpReason,
    /** Handed to the driver, and perhaps carried out. */
    readonly isSent: boolean,
    /** Milliseconds that the request had. */
    readonly timeoutMs?: number,
    /** The reason of the signal. */
    readonly cause?: unknown,
  ) {}
}
