import { defineCase } from '../../harness/benchmark-case.js'
import { storedProducts } from '../../tables/products.js'
import { seededId } from '../../tables/seeded-id.js'

const tenFrom = (n: number) => Array.from({ length: 10 }, (_, i) => storedProducts[(n + i) % storedProducts.length]!)

/** Ten rows by their primary keys, in the order asked. */
export const benchmarkCase = defineCase({
  name: 'get 10 by keys',
  uses: ['getProducts'],
  requests: 10,
  blockSizes: { 1: 20, 64: 100 },
  call: (operations, n) => operations.getProducts(tenFrom(n)),
  answer: (operations) => operations.getProducts([storedProducts[7]!, seededId('0', 0), storedProducts[3]!]),
})
