import type { Outcome } from '../errors/cassiform-error.js'
import type { ReplicaAnswers } from '../errors/execution-error.js'

/** What is known of a failure: a sentence, a stable code, and what became of the statement. */
export interface Diagnosis {
  readonly sentence: string
  readonly code: string
  readonly outcome: Outcome
  readonly hint?: string | undefined
  /** Protocol code of the server's answer. */
  readonly serverCode?: number | undefined
  /** `SIMPLE`, `CAS`, `BATCH`, …: what the server was doing when it failed. */
  readonly writeType?: string | undefined
  /** `address:port` of the node that was asked. */
  readonly coordinator?: string | undefined
  readonly replicas?: ReplicaAnswers | undefined
}

/** What to do about a write that may have been applied. */
export const readBack = 'A write may have been applied: read it back before repeating it.'
