import type { ProductData, StockLineData } from '../tables/rows.js'

/**
 * What cases may ask of a contender. A contender implements what it can; a case that uses anything else is left out
 * for it. Rows are data, compared by value: each side returns instances of classes of its own.
 */
export interface Operations {
  insertProduct(product: ProductData): Promise<unknown>
  /** The product of a primary key. */
  getProduct(id: string): Promise<ProductData | null>
  /** Changes one column of a product, by its primary key, without reading it. */
  updatePrice(id: string, price: number): Promise<unknown>
  /** All lines of a partition. */
  readStock(warehouse: string): Promise<readonly StockLineData[]>
}

/** The name of an operation. */
export type OperationName = keyof Operations
