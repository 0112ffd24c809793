import { seededIds } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** A product as the application holds it: a uuid is its text, a list is never absent. */
export interface ProductData {
  id: string
  name: string
  brand: string
  category: string
  price: number
  tags: string[]
  description: string | undefined
}

/** Products that are there to be read. */
export const storedProducts = seededIds('1', 100)
/** Products that are there to be changed: more than are ever in flight, so that conditional writes do not contend. */
export const changingProducts = seededIds('2', 100)

/** Tags of a product with a collection. */
export const fiveTags: readonly string[] = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']

/** A product like any other: what the write cases write. Prices are exact in single precision. */
export function product(id: string): ProductData {
  return { id, name: 'Walnut desk', brand: 'Acme', category: 'office', price: 9.5, tags: [], description: undefined }
}

export const productsTable: BenchmarkTable = {
  name: 'products',
  columns: {
    id: 'uuid',
    name: 'text',
    brand: 'text',
    category: 'text',
    price: 'float',
    tags: 'list<text>',
    description: 'text',
  },
  primaryKey: 'id',
  rows: () =>
    [...storedProducts, ...changingProducts].map((id) =>
      valuesOf({ ...product(id), tags: fiveTags, description: 'A desk.' }),
    ),
}
