/** How much is measured. */
export interface Effort {
  /** Times everything is repeated with fresh processes. */
  readonly rounds: number
  /** Turns each side gets in a row of the table and round. */
  readonly blocks: number
  /** Blocks each side makes of a row before its first turn. */
  readonly warmUpBlocks: number
  /** Calls of every case a new process makes, 64 under way at once, before anything else: the optimising compiler settles. */
  readonly settlingCalls: number
}

/** A few minutes. */
export const fullEffort: Effort = { rounds: 7, blocks: 12, warmUpBlocks: 3, settlingCalls: 4000 }
/** Less than a minute: shows that everything runs, and large losses. */
export const quickEffort: Effort = { rounds: 3, blocks: 5, warmUpBlocks: 1, settlingCalls: 2000 }
