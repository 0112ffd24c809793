import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { product } from '../../tables/products.js'

/** One row, all columns; its id is made within the call. */
export const benchmarkCase = defineCase({
  name: 'insert',
  uses: ['insertProduct', 'getProduct'],
  requests: 1,
  call: (operations) => operations.insertProduct(product(randomUUID())),
  async answer(operations) {
    const written = { ...product(randomUUID()), description: 'A desk.', tags: ['oak', 'new'] }
    await operations.insertProduct(written)
    return { ...(await operations.getProduct(written.id)), id: undefined }
  },
})
