import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf10000 } from '../../tables/stock.js'

/** All of a partition of 10,000 rows, fetched in pages of 5,000 and returned together; after full pages an empty one comes. */
export const benchmarkCase = defineCase({
  name: 'read 10,000 rows',
  uses: ['readStock'],
  requests: 3,
  blockSizes: { 1: 1 },
  call: (operations) => operations.readStock(warehouseOf10000),
  answer: (operations) => operations.readStock(warehouseOf10000),
})
