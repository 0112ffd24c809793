import { defineCase } from '../../harness/benchmark-case.js'
import { storedProducts } from '../../tables/products.js'

/** One row by its primary key, as an instance of a class. */
export const benchmarkCase = defineCase({
  name: 'get by key',
  uses: ['getProduct'],
  requests: 1,
  call: (operations, n) => operations.getProduct(storedProducts[n % storedProducts.length]!),
  answer: (operations) => operations.getProduct(storedProducts[0]!),
})
