import type { SchemaEvent, SchemaStage } from 'cassiform'
import type { ModelName } from './models.js'

/** What an instance is to be, its one argument, as JSON. */
export interface InstanceSettings {
  readonly keyspace: string
  readonly model: ModelName
  readonly contactPoints: readonly string[]
  readonly localDataCenter: string
  readonly leaseMs?: number
  readonly waitTimeoutMs?: number
  readonly allowNodesDown?: boolean
  /** Connects before it says that it has loaded, so that what is timed is schema sync and nothing else. */
  readonly connectsFirst?: boolean
  readonly fault?: Fault
}

/** What an instance does to itself when schema sync is at a stage, told by `cassiform:schema` before the next step is taken. */
export interface Fault {
  readonly stage: SchemaStage
  /** The n-th time that it is there, from 1; but for `acquiring`, only statements under the lease count. */
  readonly occurrence: number
  readonly signal: 'SIGKILL' | 'SIGSTOP'
  /** Milliseconds from then on: after `sent`, when the statement has left the process. At once if it is not given. */
  readonly delayMs?: number
  /** A file that does not exist: of all instances only the one that creates it has the fault. */
  readonly token: string
}

/** What the parent tells an instance. */
export type Order =
  | { readonly kind: 'go' }
  | { readonly kind: 'write'; readonly writer: string; readonly rows: number }
  | { readonly kind: 'traffic'; readonly writer: string; readonly milliseconds: number; readonly everyMs: number }
  | { readonly kind: 'end' }

/** Statements that the driver was given, whatever for. */
export interface Sent {
  /** `CREATE`, `ALTER`, `DROP` … */
  readonly schema: number
  /** Lightweight transactions. */
  readonly conditional: number
}

/** What an instance tells the parent. */
export type Report =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'event'; readonly event: SchemaEvent }
  | { readonly kind: 'ready'; readonly milliseconds: number; readonly sent: Sent }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly milliseconds: number }
  | { readonly kind: 'wrote'; readonly rows: number }
  | { readonly kind: 'moved'; readonly done: number; readonly failures: readonly string[] }
