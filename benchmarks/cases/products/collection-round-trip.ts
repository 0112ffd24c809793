import { randomUUID } from 'node:crypto'
import { defineCase } from '../../harness/benchmark-case.js'
import type { ProductOperations } from '../../operations/products.js'
import { fiveTags, product } from '../../tables/products.js'

async function roundTrip(operations: Pick<ProductOperations, 'insertProduct' | 'getProduct'>) {
  const written = { ...product(randomUUID()), tags: [...fiveTags] }
  await operations.insertProduct(written)
  return operations.getProduct(written.id)
}

/** A row with a list of five texts, written and read back. */
export const benchmarkCase = defineCase({
  name: 'collection round trip',
  uses: ['insertProduct', 'getProduct'],
  requests: 2,
  blockSizes: { 1: 20, 64: 300 },
  call: roundTrip,
  answer: async (operations) => ({ ...(await roundTrip(operations)), id: undefined }),
})
