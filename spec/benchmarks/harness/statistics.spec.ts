import { geometricMean, median, noiseOf, spreadOf } from '../../../benchmarks/harness/statistics.js'

describe('statistics', () => {
  it('takes the middle value, or half way between the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([10, 9, 1])).toBe(9)
  })

  it('does not reorder what it is given', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('averages ratios so that half and double cancel out', () => {
    expect(geometricMean([0.5, 2])).toBeCloseTo(1)
    expect(geometricMean([1.1, 1.1, 1.1])).toBeCloseTo(1.1)
  })

  it('gives the spread with its median', () => {
    expect(spreadOf([1.2, 0.9, 1])).toEqual({ median: 1, min: 0.9, max: 1.2 })
  })

  it('takes a control that was faster for noise as much as one that was slower', () => {
    expect(noiseOf([1, 1.08, 0.8])).toBeCloseTo(1.25)
    expect(noiseOf([1.1, 0.95])).toBeCloseTo(1.1)
    expect(noiseOf([1, 1])).toBe(1)
  })
})
