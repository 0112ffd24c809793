import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { product } from '../../tables/products.js'

/** A row inserted and deleted. */
export const benchmarkCase = defineCase({
  name: 'insert, delete',
  uses: ['insertProduct', 'deleteProduct', 'getProduct'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  async call(operations) {
    const id = randomUUID()
    await operations.insertProduct(product(id))
    await operations.deleteProduct(id)
  },
  async answer(operations) {
    const id = randomUUID()
    await operations.insertProduct(product(id))
    const before = await operations.getProduct(id)
    await operations.deleteProduct(id)
    return { before: before?.name, after: await operations.getProduct(id) }
  },
})
