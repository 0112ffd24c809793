import { splitRing, wholeRing } from '../../../lib/execution/pages/token-ranges.js'

describe('the ring', () => {
  it.each([1, 2, 3, 7, 64, 1000, 4096])('in %i ranges is whole, without gap or overlap', (count) => {
    const ranges = splitRing(count)
    expect(ranges).toHaveLength(count)
    expect(ranges[0]!.after).toBe(-9223372036854775808n)
    expect(ranges.at(-1)!.upTo).toBe(9223372036854775807n)
    expect(ranges.filter(({ after }, i) => i > 0 && after !== ranges[i - 1]!.upTo)).toEqual([])
  })

  it('is split evenly', () => {
    const sizes = splitRing(1000).map(({ after, upTo }) => upTo - after)
    const [smallest, largest] = [sizes, sizes].map((all, i) => all.reduce((a, b) => ((i === 0) === a < b ? a : b))) as [
      bigint,
      bigint,
    ]
    expect(largest - smallest).toBeLessThanOrEqual(1n)
    expect(splitRing(1)).toEqual([wholeRing])
  })
})
