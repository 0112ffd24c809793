import { product, productsTable } from './products.js'
import { seededIds } from './seeded-id.js'
import { valuesOf } from './table.js'
import type { BenchmarkTable } from './table.js'

/** A brand of 100 products. */
export const brandOf100 = 'Brand of 100'

/** The columns of products, with an index. A table of its own, so that the index does not grow with what others insert. */
export const catalogueTable: BenchmarkTable = {
  ...productsTable,
  name: 'catalogue',
  indexes: ['(brand)'],
  rows: () => seededIds('3', 100).map((id) => valuesOf({ ...product(id), brand: brandOf100 })),
}
