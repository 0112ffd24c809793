import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { changingProducts, product } from '../../tables/products.js'

/** A row read, one column changed, the row stored: one column is sent. */
export const benchmarkCase = defineCase({
  name: 'read, change, save',
  uses: ['reprice', 'insertProduct', 'getProduct'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  call: (operations, n) => operations.reprice(changingProducts[n % changingProducts.length]!, n + 0.25),
  async answer(operations) {
    const id = randomUUID()
    await operations.insertProduct(product(id))
    await operations.reprice(id, 77)
    return { ...(await operations.getProduct(id)), id: undefined }
  },
})
