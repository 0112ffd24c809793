import { BulkTally } from '../../execution/bulk/bulk-tally.js'
import { mapConcurrently } from '../../execution/map-concurrently.js'
import type { Call } from '../../plan/call.js'

/** How the items of an array are written. */
export interface WayOfEach<Item, Result> {
  /** Requests under way at once. */
  readonly lanes: number
  readonly write: (item: Item) => Promise<Result>
  /** Tells those who listen that an item was written; what they throw waits until all are. */
  readonly after?: (result: Result) => Promise<void>
}

/**
 * Writes the items of an array, each by a request of its own; resolves to their results in their order. After a failure
 * nothing more is sent, and it is a `BulkError`, which says what failed and how many are written; where all are written
 * and hooks failed afterwards, it is the first `HookError`.
 */
export async function writeEach<Item, Result>(
  call: Call,
  items: readonly Item[],
  { lanes, write, after }: WayOfEach<Item, Result>,
): Promise<Result[]> {
  const tally = new BulkTally()
  const hookFailures: unknown[] = []
  let firstFailed: number | undefined
  const tell = (result: Result, index: number): Result | Promise<Result> => {
    if (after === undefined) return tally.succeed(result)
    return after(result).then(
      () => tally.succeed(result),
      (error: unknown) => {
        hookFailures.push(error)
        tally.fail([index], error)
        return result
      },
    )
  }
  const refuse = (error: unknown, index: number): never => {
    firstFailed ??= index
    tally.fail([index], error)
    throw error
  }
  try {
    const results = await mapConcurrently(items, lanes, (item, index) =>
      write(item).then(
        (result) => tell(result, index),
        (error: unknown) => refuse(error, index),
      ),
    )
    if (hookFailures.length > 0) throw hookFailures[0]
    return results
  } catch (cause) {
    if (firstFailed === undefined) throw cause
    const left = items.length - tally.succeeded - tally.failed
    const sentence = `${call.method}(): item ${firstFailed} of the array failed`
    throw tally.error(sentence, { code: 'E_BULK_FAILED', entity: call.model.entityName, cause }, left)
  }
}
