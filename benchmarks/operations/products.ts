import type { ProductData } from '../tables/products.js'

/** Rows by their primary key. */
export interface ProductOperations {
  insertProduct(product: ProductData): Promise<unknown>
  /** Writes a product that expires after some seconds. */
  insertPassingProduct(product: ProductData, seconds: number): Promise<unknown>
  /** Writes a product unless there is one of its key; whether it did. */
  insertNewProduct(product: ProductData): Promise<boolean>
  getProduct(id: string): Promise<ProductData | null>
  /** In the order of the ids, null for those that are missing: one request each, all at once. */
  getProducts(ids: readonly string[]): Promise<readonly (ProductData | null)[]>
  /** Changes one column, without reading it. */
  updatePrice(id: string, price: number): Promise<unknown>
  /** Changes one column if another has a value; whether it did. */
  updatePriceOfBrand(id: string, price: number, brand: string): Promise<boolean>
  /** Reads a product, changes one column of it and stores it: what is sent is the change. */
  reprice(id: string, price: number): Promise<unknown>
  /** Reads a product and stores it as it is: nothing is sent. */
  saveUnchanged(id: string): Promise<unknown>
  deleteProduct(id: string): Promise<unknown>
  deleteProducts(ids: readonly string[]): Promise<unknown>
}
