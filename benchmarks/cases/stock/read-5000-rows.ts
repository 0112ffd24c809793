import { defineCase } from '../../harness/benchmark-case.js'
import { warehouseOf5000 } from '../../tables/stock.js'

/** A partition of 5,000 rows in one page, as instances of a class. */
export const benchmarkCase = defineCase({
  name: 'read 5,000 rows',
  uses: ['readStockAtOnce'],
  requests: 1,
  blockSizes: { 1: 2 },
  call: (operations) => operations.readStockAtOnce(warehouseOf5000),
  answer: (operations) => operations.readStockAtOnce(warehouseOf5000),
})
