import type { OperationName, Operations } from '../operations/operations.js'
import type { ServerVersion } from '../tables/table.js'

/** How many calls are under way at once; `bulk`: one call that handles many rows, and what is measured is one of them. */
export type Width = 1 | 64 | 'bulk'

/** Calls of one block, by width (of a bulk: its rows); fewer where a call is slow. A width that is missing is not measured. */
export type BlockSizes = Readonly<Partial<Record<Width, number>>>

/** What is timed. `n` counts the calls of a process; `rows`: how many a bulk call is to handle, else 1. */
export type CaseCall<Used> = (operations: Used, n: number, rows: number) => Promise<unknown>

/** One thing to measure, said once for all contenders. */
export interface BenchmarkCase {
  readonly name: string
  /** Operations a contender must have to take part. */
  readonly uses: readonly OperationName[]
  /** The first version of Cassandra that can do it; none: all of them. */
  readonly since?: ServerVersion | undefined
  /** Requests one call makes (of a bulk: one row), whoever makes it; specs assert it. */
  readonly requests: number
  readonly blockSizes: BlockSizes
  readonly call: CaseCall<Operations>
  /** What every contender must answer alike before anything is timed. A write reads back what it wrote. */
  answer(operations: Operations): Promise<unknown>
}

/** A case as its file says it: `call` and `answer` see the operations named in `uses`, and no other. */
export interface CaseDefinition<Used extends OperationName> {
  readonly name: string
  readonly uses: readonly Used[]
  readonly since?: ServerVersion
  readonly requests: number
  readonly blockSizes?: BlockSizes
  readonly call: CaseCall<Pick<Operations, Used>>
  answer(operations: Pick<Operations, Used>): Promise<unknown>
}

/** Blocks of a few milliseconds: long enough to time, short enough for contenders to share every mood of the machine. */
const usualBlockSizes: BlockSizes = { 1: 40, 64: 600 }

/** Completes a case. */
export function defineCase<const Used extends OperationName>(definition: CaseDefinition<Used>): BenchmarkCase {
  return { blockSizes: usualBlockSizes, ...definition }
}

const widths: readonly Width[] = [1, 64, 'bulk']

/** `64 in flight`, `in bulk`. */
export function widthText(width: Width): string {
  return width === 'bulk' ? 'in bulk' : `${width} in flight`
}

/** The widths at which a case is measured. */
export function widthsOf({ blockSizes }: BenchmarkCase): readonly Width[] {
  return widths.filter((width) => blockSizes[width] !== undefined)
}
