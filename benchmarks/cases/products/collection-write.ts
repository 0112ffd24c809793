import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { fiveTags, product } from '../../tables/products.js'

const tagged = () => ({ ...product(randomUUID()), tags: [...fiveTags] })

/** One row with a list of five texts. */
export const benchmarkCase = defineCase({
  name: 'collection write',
  uses: ['insertProduct', 'getProduct'],
  requests: 1,
  call: (operations) => operations.insertProduct(tagged()),
  async answer(operations) {
    const written = tagged()
    await operations.insertProduct(written)
    return (await operations.getProduct(written.id))?.tags
  },
})
