import type { DataSource } from 'cassiform'
import { Earthquake } from '../quickstart/earthquake.js'

/** Work over the whole table, and the place in the table it has come to: stored together, in one write. */
export interface Checkpoint {
  /** Events by magnitude, rounded down. */
  readonly counts: Readonly<Record<string, number>>
  readonly resume?: string
}

/**
 * Counts the events of every magnitude, four ranges of the ring at once. `onProgress` is called when the rows of a page
 * are all counted: what is stored then is the count of exactly the rows before the position. After a stop the rows behind
 * the last position come again, and what was counted of them before has been forgotten.
 */
export async function countMagnitudes(
  db: DataSource,
  from: Checkpoint,
  store: (checkpoint: Checkpoint) => void,
  signal?: AbortSignal,
): Promise<void> {
  const counts: Record<string, number> = { ...from.counts }
  const events = db.getRepository(Earthquake).scan({
    select: ['magnitude'],
    parallelism: 4,
    fetchSize: 100,
    resume: from.resume,
    signal,
    onProgress: ({ resume }) => store({ counts: { ...counts }, resume }),
  })
  for await (const { magnitude } of events) {
    const whole = String(Math.floor(magnitude))
    counts[whole] = (counts[whole] ?? 0) + 1
  }
}
