import { defineCase } from '../../harness/benchmark-case.js'
import { tenWarehouses } from '../../tables/stock.js'

/** The rows of ten partitions, ten each, in the order of the partitions asked for. */
export const benchmarkCase = defineCase({
  name: 'read 10 partitions',
  uses: ['readStockOf'],
  requests: 10,
  blockSizes: { 1: 10, 64: 50 },
  call: (operations) => operations.readStockOf(tenWarehouses),
  answer: (operations) => operations.readStockOf([...tenWarehouses].reverse()),
})
