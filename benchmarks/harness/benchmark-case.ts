import type { OperationName, Operations } from './operations.js'

/** How many calls are under way at once. */
export type Width = 1 | 64

/** Calls of one block, by width; fewer where a call is slow. */
export type BlockSizes = Readonly<Record<Width, number>>

/** One thing to measure, said once for all contenders. */
export interface BenchmarkCase {
  readonly name: string
  /** Operations a contender must have to take part. */
  readonly uses: readonly OperationName[]
  /** Requests one call makes, whoever makes it; specs assert it. */
  readonly requests: number
  readonly blockSizes: BlockSizes
  /** What is timed; `n` counts the calls of a process. */
  call(operations: Operations, n: number): Promise<unknown>
  /** What every contender must answer alike before anything is timed. A write reads back what it wrote. */
  answer(operations: Operations): Promise<unknown>
}

/** A case as its file says it: `call` and `answer` see the operations named in `uses`, and no other. */
export interface CaseDefinition<Used extends OperationName> {
  readonly name: string
  readonly uses: readonly Used[]
  readonly requests: number
  readonly blockSizes?: BlockSizes
  call(operations: Pick<Operations, Used>, n: number): Promise<unknown>
  answer(operations: Pick<Operations, Used>): Promise<unknown>
}

/** Blocks of a few milliseconds: long enough to time, short enough for contenders to share every mood of the machine. */
const usualBlockSizes: BlockSizes = { 1: 40, 64: 1000 }

/** Completes a case. */
export function defineCase<const Used extends OperationName>(definition: CaseDefinition<Used>): BenchmarkCase {
  return { blockSizes: usualBlockSizes, ...definition }
}
