import { isCassiformError } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { countMagnitudes } from './magnitudes.js'
import type { Checkpoint } from './magnitudes.js'

/** A deployment stops the first run in the middle; the second goes on from what the first had stored. */
export const resumedScan: Question = {
  text: 'How many events are there of each magnitude, in all the table? The first run is stopped, the second goes on.',
  columns: ['magnitude', 'after the stop', 'at the end'],
  async answer(db) {
    const deployment = new AbortController()
    let stored: Checkpoint = { counts: {} }
    const store = (checkpoint: Checkpoint): void => {
      stored = checkpoint
      if (sum(checkpoint) > 500) deployment.abort()
    }

    await countMagnitudes(db, stored, store, deployment.signal).catch((error: unknown) => {
      if (!isCassiformError(error) || error.code !== 'E_ABORTED') throw error
    })
    const first = stored
    await countMagnitudes(db, stored, store)

    const magnitudes = Object.keys(stored.counts).map(Number)
    const rows = magnitudes
      .sort((a, b) => a - b)
      .map((from) => [
        `${from.toFixed(1)} to ${(from + 0.9).toFixed(1)}`,
        first.counts[from] ?? 0,
        stored.counts[from]!,
      ])
    return [...rows, ['together', sum(first), sum(stored)]]
  },
}

function sum({ counts }: Checkpoint): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
