import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import { changingProducts, product } from '../../tables/products.js'

/** One column by primary key, `IF` another has the value it has. Calls in flight change different rows. */
export const benchmarkCase = defineCase({
  name: 'update if',
  uses: ['updatePriceOfBrand', 'insertProduct', 'getProduct'],
  requests: 1,
  blockSizes: { 1: 20, 64: 200 },
  call: (operations, n) => operations.updatePriceOfBrand(changingProducts[n % changingProducts.length]!, n, 'Acme'),
  async answer(operations) {
    const id = randomUUID()
    await operations.insertProduct(product(id))
    const ofBrand = await operations.updatePriceOfBrand(id, 1.5, 'Acme')
    const ofAnother = await operations.updatePriceOfBrand(id, 2.5, 'Zenith')
    return { ofBrand, ofAnother, price: (await operations.getProduct(id))?.price }
  },
})
