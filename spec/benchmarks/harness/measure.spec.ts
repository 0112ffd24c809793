import { defineCase, widthsOf } from '../../../benchmarks/harness/benchmark-case.js'
import { blockCalls, fullEffort, quickEffort, settlingCalls } from '../../../benchmarks/harness/effort.js'
import { measureBlock } from '../../../benchmarks/harness/measure.js'

describe('measureBlock', () => {
  it('makes as many calls of one row as it is told, one by one with their times', async () => {
    const rows: number[] = []
    const block = await measureBlock((count) => Promise.resolve(rows.push(count)), 1, 5)
    expect(rows).toEqual([1, 1, 1, 1, 1])
    expect(block).toMatchObject({ calls: 5, latencies: { length: 5 } })
  })

  it('keeps 64 calls under way', async () => {
    let [underWay, most, calls] = [0, 0, 0]
    const call = async () => {
      calls++
      most = Math.max(most, ++underWay)
      await new Promise(setImmediate)
      underWay--
    }
    const block = await measureBlock(call, 64, 200)
    expect({ most, calls, latencies: block.latencies }).toEqual({ most: 64, calls: 200, latencies: [] })
  })

  it('makes one call of many rows for a bulk, and counts the rows', async () => {
    const rows: number[] = []
    const block = await measureBlock((count) => Promise.resolve(rows.push(count)), 'bulk', 1000)
    expect({ rows, calls: block.calls }).toEqual({ rows: [1000], calls: 1000 })
  })
})

describe('the calls of a block', () => {
  it('are those of the case, a part of them in the short form, one at least', () => {
    expect(blockCalls({ 1: 40, 64: 600 }, 64, fullEffort)).toBe(600)
    expect(blockCalls({ 1: 40, 64: 600 }, 64, quickEffort)).toBe(60)
    expect(blockCalls({ 1: 1 }, 1, quickEffort)).toBe(1)
  })

  it('are several blocks for settling, and a part of one for a bulk', () => {
    expect(settlingCalls({ 64: 600 }, 64, fullEffort)).toBe(7200)
    expect(settlingCalls({ bulk: 100_000 }, 'bulk', fullEffort)).toBe(33_334)
  })
})

describe('widthsOf', () => {
  it('are those that a case has blocks for', () => {
    const definition = { uses: [], requests: 1, call: () => Promise.resolve(), answer: () => Promise.resolve() }
    expect(widthsOf(defineCase({ name: 'usual', ...definition }))).toEqual([1, 64])
    expect(widthsOf(defineCase({ name: 'slow', ...definition, blockSizes: { 1: 2 } }))).toEqual([1])
    expect(widthsOf(defineCase({ name: 'bulk', ...definition, blockSizes: { bulk: 10 } }))).toEqual(['bulk'])
  })
})
