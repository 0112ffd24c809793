import { defineCase } from '../../harness/benchmark-case.js'
import { brandOf100 } from '../../tables/catalogue.js'

/** 100 rows by a column with a secondary index. */
export const benchmarkCase = defineCase({
  name: 'filter by index',
  uses: ['findByBrand'],
  requests: 1,
  blockSizes: { 1: 10, 64: 100 },
  call: (operations) => operations.findByBrand(brandOf100),
  answer: (operations) => operations.findByBrand(brandOf100),
})
