import type { Target } from './contender.js'
import type { Width } from './benchmark-case.js'

/** What the parent asks of a worker; each request gets one reply. */
export type Request =
  | { readonly kind: 'open'; readonly contender: string; readonly target: Target }
  | { readonly kind: 'answer'; readonly caseName: string }
  | { readonly kind: 'warm'; readonly caseName: string; readonly width: Width; readonly calls: number }
  | { readonly kind: 'block'; readonly caseName: string; readonly width: Width; readonly calls: number }
  | { readonly kind: 'close' }

/** What came of a block. Microseconds. */
export interface Block {
  readonly calls: number
  /** Wall time of each call, one after another; empty for calls under way together. */
  readonly latencies: readonly number[]
  /** Wall time of the whole block. */
  readonly wall: number
  /** User and system time of the whole process, its compiler and collector threads included. */
  readonly cpu: number
}

/** A worker's answer to a request of each kind. */
export interface Replies {
  /** Names of the cases the contender can do. */
  readonly open: readonly string[]
  readonly answer: unknown
  readonly warm: undefined
  readonly block: Block
  readonly close: undefined
}

/** A reply as it travels. */
export type Reply = { readonly value: unknown } | { readonly error: string }
