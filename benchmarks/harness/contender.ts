import type { Operations } from '../operations/operations.js'

/** Where a contender works. */
export interface Target {
  /** `host:port` each. */
  readonly contactPoints: readonly string[]
  readonly localDataCenter: string
  readonly keyspace: string
  /** Version of the server, `5.0.9`. */
  readonly server: string
  /** Entry file of the built package; of interest to contenders made with it. */
  readonly packageEntry: string
}

/** A contender connected to its target, alone in a process. */
export interface OpenContender {
  readonly operations: Partial<Operations>
  close(): Promise<void>
}

/** Someone who can carry out operations. */
export interface Contender {
  open(target: Target): Promise<OpenContender>
}
