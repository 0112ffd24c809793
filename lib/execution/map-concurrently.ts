/** Requests of one call with many items (`insert` of an array, `findByKeys`) that are under way at once. */
export const concurrency = 64

/**
 * Results in the order of the items, at most `limit` under way at once. After a failure nothing more is started; what
 * is under way is awaited, then the first failure is thrown. No asynchronous function: one for each item would cost as
 * much as the rest of a read by key.
 */
export function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length)
  const failures: unknown[] = []
  let next = 0
  let underWay = 0
  return new Promise((resolve, reject) => {
    const startMore = (): void => {
      while (next < items.length && underWay < limit && failures.length === 0) start(next++)
      if (underWay > 0) return
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what `map` failed with
      if (failures.length > 0) reject(failures[0])
      else resolve(results)
    }
    const start = (i: number): void => {
      underWay++
      const settled = (): void => {
        underWay--
        startMore()
      }
      begin(map, items[i]!, i).then(
        (result) => {
          results[i] = result
          settled()
        },
        (error: unknown) => {
          failures.push(error)
          settled()
        },
      )
    }
    startMore()
  })
}

/** What `map` throws is a failure like any other. */
function begin<Item, Result>(
  map: (item: Item, index: number) => Promise<Result>,
  item: Item,
  index: number,
): Promise<Result> {
  try {
    return map(item, index)
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what `map` threw
    return Promise.reject(error)
  }
}
