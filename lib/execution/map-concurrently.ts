/** Requests of one call with many items (`insert` of an array, `findByKeys`) that are under way at once. */
export const concurrency = 64

/**
 * Results in the order of the items, at most `limit` under way at once. After a failure nothing more is started; what
 * is under way is awaited, then the first failure is thrown.
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length)
  const failures: unknown[] = []
  const queue = items.entries()
  const lane = async () => {
    for (const [i, item] of queue) {
      if (failures.length > 0) return
      try {
        results[i] = await map(item)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  if (failures.length > 0) throw failures[0]
  return results
}
