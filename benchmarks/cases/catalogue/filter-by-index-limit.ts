import { defineCase } from '../../harness/benchmark-case.js'
import { brandOf100 } from '../../tables/catalogue.js'

/** The first ten rows by a column with a secondary index. */
export const benchmarkCase = defineCase({
  name: 'filter by index, limit 10',
  uses: ['findSomeByBrand'],
  requests: 1,
  blockSizes: { 1: 20, 64: 200 },
  call: (operations) => operations.findSomeByBrand(brandOf100, 10),
  answer: (operations) => operations.findSomeByBrand(brandOf100, 10),
})
