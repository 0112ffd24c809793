import { defineCase } from '../../harness/benchmark-case.js'
import { storedProducts } from '../../tables/products.js'

/** A row read and stored as it is: nothing is sent. */
export const benchmarkCase = defineCase({
  name: 'read, save unchanged',
  uses: ['saveUnchanged', 'getProduct'],
  requests: 1,
  call: (operations, n) => operations.saveUnchanged(storedProducts[n % storedProducts.length]!),
  async answer(operations) {
    await operations.saveUnchanged(storedProducts[0]!)
    return operations.getProduct(storedProducts[0]!)
  },
})
