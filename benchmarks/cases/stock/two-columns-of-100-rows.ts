import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf100 } from '../../tables/stock.js'

/** Two columns of the 100 rows of a partition. */
export const benchmarkCase = defineCase({
  name: 'two columns of 100 rows',
  uses: ['readNames'],
  requests: 1,
  blockSizes: { 1: 20, 64: 200 },
  call: (operations) => operations.readNames(warehouseOf100),
  answer: (operations) => operations.readNames(warehouseOf100),
})
