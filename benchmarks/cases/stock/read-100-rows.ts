import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf100 } from '../../tables/stock.js'

/** A partition of 100 rows in one page, as instances of a class. */
export const benchmarkCase = defineCase({
  name: 'read 100 rows',
  uses: ['readStock'],
  requests: 1,
  blockSizes: { 1: 20, 64: 200 },
  call: (operations) => operations.readStock(warehouseOf100),
  answer: (operations) => operations.readStock(warehouseOf100),
})
