/** Why a request was given up before the driver had an answer. */
export type GiveUpReason = 'deadline' | 'abort'

/**
 * How far a call had come: its request waited here, was handed to the driver and perhaps carried out, or was answered by some
 * of the rows.
 */
export type GiveUpStage = 'waiting' | 'sent' | 'some rows'

/**
 * Thrown by what stands between a call and the driver: nobody waits for the answer any longer. Translated like a failure
 * of the driver, because only there the statement and its entity are known.
 */
export class GivenUp {
  constructor(
    readonly reason: GiveUpReason,
    readonly stage: GiveUpStage,
    /** Milliseconds that the request had. */
    readonly timeoutMs?: number,
    /** The reason of the signal. */
    readonly cause?: unknown,
  ) {}
}
