import type { ProductData } from '../tables/products.js'

/** Rows by a column that has an index. */
export interface CatalogueOperations {
  findByBrand(brand: string): Promise<readonly ProductData[]>
  /** The first ones only. */
  findSomeByBrand(brand: string, limit: number): Promise<readonly ProductData[]>
  countByBrand(brand: string): Promise<number>
}
