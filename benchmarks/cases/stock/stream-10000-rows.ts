import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf10000 } from '../../tables/stock.js'

/** 10,000 rows one by one, fetched in pages of 1,000. A repository reads a page while the one before is handed out. */
export const benchmarkCase = defineCase({
  name: 'stream 10,000 rows',
  uses: ['streamStock'],
  requests: 11,
  blockSizes: { 1: 1 },
  async call(operations) {
    let sum = 0
    await operations.streamStock(warehouseOf10000, ({ price }) => (sum += price))
    return sum
  },
  async answer(operations) {
    const lines: unknown[] = []
    await operations.streamStock(warehouseOf10000, (line) => lines.push(line))
    return lines
  },
})
