import { mapConcurrently } from '../../lib/execution/map-concurrently.js'

/** Work that the spec ends item by item. */
function work() {
  const open = new Map<number, { resolve: (text: string) => void; reject: (error: Error) => void }>()
  const map = (item: number) => new Promise<string>((resolve, reject) => open.set(item, { resolve, reject }))
  const settled = () => new Promise(setImmediate)
  return { open, map, settled, started: () => [...open.keys()] }
}

describe('mapConcurrently', () => {
  it('has so many under way at once, and gives results in the order of the items', async () => {
    const { open, map, settled, started } = work()
    const all = mapConcurrently([1, 2, 3, 4], 2, map)
    expect(started()).toEqual([1, 2])
    open.get(2)!.resolve('two')
    await settled()
    expect(started()).toEqual([1, 2, 3])
    for (const [item, text] of [
      [3, 'three'],
      [1, 'one'],
    ] as const)
      open.get(item)!.resolve(text)
    await settled()
    open.get(4)!.resolve('four')
    expect(await all).toEqual(['one', 'two', 'three', 'four'])
  })

  it('starts nothing after a failure, awaits what is under way, and throws the first', async () => {
    const { open, map, settled, started } = work()
    const all = mapConcurrently([1, 2, 3], 2, map)
    let isOver = false
    const failure = all.catch((error: unknown) => error).finally(() => (isOver = true))
    open.get(2)!.reject(new Error('second'))
    await settled()
    expect([started(), isOver]).toEqual([[1, 2], false])
    open.get(1)!.reject(new Error('first'))
    expect(await failure).toEqual(new Error('second'))
    expect(started()).toEqual([1, 2])
  })

  it('takes what is thrown at once for a failure, and no items for none', async () => {
    const failing = (item: number): Promise<number> => {
      if (item === 2) throw new Error('second')
      return Promise.resolve(item)
    }
    await expect(mapConcurrently([1, 2, 3], 8, failing)).rejects.toEqual(new Error('second'))
    expect(await mapConcurrently([], 8, failing)).toEqual([])
  })
})
