import type { Operations } from './operations.js'

/** Where a contender works. */
export interface Target {
  /** `host:port` each. */
  readonly contactPoints: readonly string[]
  readonly localDataCenter: string
  readonly keyspace: string
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
