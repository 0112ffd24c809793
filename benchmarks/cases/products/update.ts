import { defineCase } from '../../harness/benchmark-case.js'
import { changingProducts } from '../../tables/products.js'

const keyOf = (n: number) => changingProducts[n % changingProducts.length]!

/** One column by primary key, another value every time. */
export const benchmarkCase = defineCase({
  name: 'update',
  uses: ['updatePrice', 'getProduct'],
  requests: 1,
  call: (operations, n) => operations.updatePrice(keyOf(n), n),
  async answer(operations) {
    await operations.updatePrice(keyOf(0), 12.25)
    return operations.getProduct(keyOf(0))
  },
})
