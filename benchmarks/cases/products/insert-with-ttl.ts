import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { product } from '../../tables/products.js'

/** One row that expires after a minute. */
export const benchmarkCase = defineCase({
  name: 'insert with ttl',
  uses: ['insertPassingProduct', 'getProduct'],
  requests: 1,
  call: (operations) => operations.insertPassingProduct(product(randomUUID()), 60),
  async answer(operations) {
    const id = randomUUID()
    await operations.insertPassingProduct(product(id), 60)
    return { ...(await operations.getProduct(id)), id: undefined }
  },
})
