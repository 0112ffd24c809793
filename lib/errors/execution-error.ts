import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails, Outcome } from './cassiform-error.js'

/** How many replicas a statement needed and how many there were. */
export interface ReplicaAnswers {
  /** Consistency level the server was working at: of a lightweight transaction the serial one. */
  readonly consistency: string
  /** Replicas that had to answer. */
  readonly required: number
  /** Replicas that answered; of "unavailable", those that are alive. */
  readonly answered: number
  /** Replicas that answered with a failure. */
  readonly failed?: number | undefined
  /** Of reads: whether the replica that was asked for the data, not only for its digest, answered. */
  readonly isDataPresent?: boolean | undefined
}

/** What an `ExecutionError` knows besides its sentence. */
export interface ExecutionDetails extends ErrorDetails {
  readonly outcome: Outcome
  readonly serverCode?: number | undefined
  readonly writeType?: string | undefined
  readonly coordinator?: string | undefined
  readonly replicas?: ReplicaAnswers | undefined
}

/** The driver or the server did not carry a statement out, or could not say whether it did: see `outcome`. */
export class ExecutionError extends CassiformError {
  declare readonly outcome: Outcome
  /** Protocol error code of the server (0x1100 is a write timeout, …), where the server answered. */
  readonly serverCode?: number
  /** What kind of write the server was at: `SIMPLE`, `CAS`, `COUNTER`, `BATCH`, `BATCH_LOG`, `UNLOGGED_BATCH`, … */
  readonly writeType?: string
  /** `address:port` of the node that was asked, where it is known. */
  readonly coordinator?: string
  /** How many replicas answered of how many that had to, where the server said so. */
  readonly replicas?: ReplicaAnswers

  constructor(sentence: string, details: ExecutionDetails) {
    super(sentence, details)
    if (details.serverCode !== undefined) this.serverCode = details.serverCode
    if (details.writeType !== undefined) this.writeType = details.writeType
    if (details.coordinator !== undefined) this.coordinator = details.coordinator
    if (details.replicas !== undefined) this.replicas = details.replicas
  }
}
