import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { product } from '../../tables/products.js'

const tenIds = () => Array.from({ length: 10 }, () => randomUUID())

/** Ten rows by their primary keys in one request. The keys are new: to the server a deletion is a write like another. */
export const benchmarkCase = defineCase({
  name: 'delete 10',
  uses: ['deleteProducts', 'insertProduct', 'getProducts'],
  requests: 1,
  blockSizes: { 1: 40, 64: 300 },
  call: (operations) => operations.deleteProducts(tenIds()),
  async answer(operations) {
    const ids = tenIds()
    for (const id of ids) await operations.insertProduct(product(id))
    const before = await operations.getProducts(ids)
    await operations.deleteProducts(ids.slice(1))
    const after = await operations.getProducts(ids)
    return { before: before.map((one) => one?.name), after: after.map((one) => one?.name) }
  },
})
