import { defineCase } from '../../harness/benchmark-case.js'
import { brandOf100 } from '../../tables/catalogue.js'

/** How many rows there are of a column with a secondary index. */
export const benchmarkCase = defineCase({
  name: 'count by index',
  uses: ['countByBrand'],
  requests: 1,
  blockSizes: { 1: 10, 64: 100 },
  call: (operations) => operations.countByBrand(brandOf100),
  answer: async (operations) => [await operations.countByBrand(brandOf100), await operations.countByBrand('nobody')],
})
