import type { BlockSizes, Width } from './benchmark-case.js'

/** How much is measured. */
export interface Effort {
  /** Times everything is repeated with fresh processes. */
  readonly rounds: number
  /** Turns each side gets in a row of the table and round; a bulk row gets `bulkBlocks`. */
  readonly blocks: number
  readonly bulkBlocks: number
  /** Blocks each side makes of a row before its first turn; of a bulk row none, settling is enough. */
  readonly warmUpBlocks: number
  /** What part of a case's block is one block. */
  readonly blockShare: number
  /** Blocks of every case a new process makes before anything else: the optimising compiler settles. */
  readonly settlingBlocks: number
}

/**
 * A quarter of an hour a round for all cases; two minutes for one case. Each case is other code of a contender, but the same
 * of the bare driver: with less to settle by, a case would be measured by how long it takes to compile.
 */
export const fullEffort: Effort = {
  rounds: 7,
  blocks: 10,
  bulkBlocks: 1,
  warmUpBlocks: 2,
  blockShare: 1,
  settlingBlocks: 12,
}
/** A minute for all cases: shows that everything runs and that all sides agree, not how fast anything is. */
export const quickEffort: Effort = {
  rounds: 1,
  blocks: 2,
  bulkBlocks: 1,
  warmUpBlocks: 0,
  blockShare: 0.1,
  settlingBlocks: 1,
}

/** The calls of one block, at least one. */
export function blockCalls(blockSizes: BlockSizes, width: Width, { blockShare }: Effort): number {
  return Math.max(1, Math.round((blockSizes[width] ?? 0) * blockShare))
}

/** The calls before anything else. A bulk is so many calls that a third of a block will do. */
export function settlingCalls(blockSizes: BlockSizes, width: Width, effort: Effort): number {
  const calls = blockCalls(blockSizes, width, effort)
  return width === 'bulk' ? Math.ceil(calls / 3) : calls * effort.settlingBlocks
}
