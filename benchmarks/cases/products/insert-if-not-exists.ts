import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { product, storedProducts } from '../../tables/products.js'

/** One row of a new key, `IF NOT EXISTS`. */
export const benchmarkCase = defineCase({
  name: 'insert if not exists',
  uses: ['insertNewProduct', 'getProduct'],
  requests: 1,
  blockSizes: { 1: 20, 64: 200 },
  call: (operations) => operations.insertNewProduct(product(randomUUID())),
  async answer(operations) {
    const id = randomUUID()
    const isNew = await operations.insertNewProduct(product(id))
    const isNewAgain = await operations.insertNewProduct({ ...product(id), name: 'Another desk' })
    const isStoredNew = await operations.insertNewProduct(product(storedProducts[0]!))
    return { isNew, isNewAgain, isStoredNew, stored: { ...(await operations.getProduct(id)), id: undefined } }
  },
})
