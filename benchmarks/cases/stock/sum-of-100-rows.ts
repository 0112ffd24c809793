import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf100 } from '../../tables/stock.js'

/** The sum of a column over the 100 rows of a partition. */
export const benchmarkCase = defineCase({
  name: 'sum of 100 rows',
  uses: ['sumPrices'],
  requests: 1,
  blockSizes: { 1: 20, 64: 300 },
  call: (operations) => operations.sumPrices(warehouseOf100),
  answer: async (operations) => [await operations.sumPrices(warehouseOf100), await operations.sumPrices('nowhere')],
})
