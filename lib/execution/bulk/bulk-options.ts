import type { BulkItemFailure } from '../../errors/bulk-error.js'
import { checkCallback, checkSignal, positiveInteger } from '../options.js'

/** How far a bulk write is. */
export interface BulkProgress {
  readonly succeeded: number
  readonly failed: number
  /** Milliseconds since it began. */
  readonly durationMs: number
}

/** What is known of an item that failed, and the item itself. */
export interface BulkFailure<Item> extends BulkItemFailure {
  readonly item: Item
}

/** How a bulk write goes about its source. */
export interface BulkSettings<Item> {
  /** Requests under way at once, 100 unless said otherwise; never more than `maxInFlight` of the data source. */
  readonly concurrency?: number | undefined
  /** Hears of every hundred items, and once at the end. A promise of its own takes the place of a request until it settles. */
  readonly onProgress?: ((progress: BulkProgress) => unknown) | undefined
  /**
   * Told of each item that failed, and awaited; the write then goes on. Without it the first failure ends the write.
   * After a hundred failures in a row to reach the servers the write ends either way.
   */
  readonly onFailure?: ((failure: BulkFailure<Item>) => unknown) | undefined
  /** Ends the write: nothing new is started, what is under way is awaited. */
  readonly signal?: AbortSignal | undefined
}

/** What became of a bulk write that came to its end. */
export interface BulkResult {
  /** Items that are written. */
  readonly succeeded: number
}

/** What every bulk write knows besides the options of its requests. */
export const bulkOptionNames = [
  'concurrency',
  'onProgress',
  'onFailure',
  'signal',
] as const satisfies (keyof BulkSettings<unknown>)[]

const standardConcurrency = 100

/** Requests at once; a wrong option is an `OptionError`. */
export function checkBulkSettings(settings: BulkSettings<never>, maxInFlight: number, entity?: string): number {
  const { concurrency, onProgress, onFailure, signal } = settings
  for (const [name, callback] of Object.entries({ onProgress, onFailure })) checkCallback(name, callback, entity)
  checkSignal(signal, entity)
  return Math.min(positiveInteger('concurrency', concurrency, entity) ?? standardConcurrency, maxInFlight)
}
