import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf10000 } from '../../tables/stock.js'

/** 10,000 rows in pages of 1,000, one after another; the last one is empty. */
export const benchmarkCase = defineCase({
  name: 'page through 10,000 rows',
  uses: ['readPages'],
  requests: 11,
  blockSizes: { 1: 1 },
  async call(operations) {
    let lines = 0
    await operations.readPages(warehouseOf10000, 1000, (page) => (lines += page.length))
    return lines
  },
  async answer(operations) {
    const pages: unknown[] = []
    await operations.readPages(warehouseOf10000, 3000, (page) => pages.push([page.length, page[0], page.at(-1)]))
    return pages
  },
})
