import type { types } from 'cassandra-driver'
import type { ProductOperations } from '../../operations/products.js'
import { productsTable } from '../../tables/products.js'
import type { ProductData } from '../../tables/products.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, idOf, notIdempotent } from './bare-client.js'
import type { BareClient } from './bare-client.js'

export class Product implements ProductData {
  id: string
  name: string
  brand: string
  category: string
  price: number
  tags: string[]
  description: string | undefined

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.name = row.name as string
    this.brand = row.brand as string
    this.category = row.category as string
    this.price = row.price as number
    this.tags = (row.tags as string[] | null) ?? []
    this.description = (row.description as string | null) ?? undefined
  }
}

const valuesOf = (p: ProductData) => [p.id, p.name, p.brand, p.category, p.price, p.tags, p.description]

export function productOperations(client: BareClient, keyspace: string): ProductOperations {
  const insert = insertInto(keyspace, productsTable)
  const insertPassing = `${insert} USING TTL ?`
  const insertNew = `${insert} IF NOT EXISTS`
  const get = selectFrom(keyspace, productsTable, 'id = ?')
  const update = `UPDATE ${keyspace}.products SET price = ? WHERE id = ?`
  const updateIf = `${update} IF brand = ?`
  const remove = `DELETE FROM ${keyspace}.products WHERE id = ?`
  const removeMany = `DELETE FROM ${keyspace}.products WHERE id IN ?`
  const getProduct = async (id: string) => firstOf(Product, await client.execute(get, [id], idempotent))
  return {
    insertProduct: (p) => client.execute(insert, valuesOf(p), idempotent),
    insertPassingProduct: (p, seconds) => client.execute(insertPassing, [...valuesOf(p), seconds], idempotent),
    insertNewProduct: async (p) => (await client.execute(insertNew, valuesOf(p), notIdempotent)).wasApplied(),
    getProduct,
    getProducts: (ids) => Promise.all(ids.map(getProduct)),
    updatePrice: (id, price) => client.execute(update, [price, id], idempotent),
    updatePriceOfBrand: async (id, price, brand) =>
      (await client.execute(updateIf, [price, id, brand], notIdempotent)).wasApplied(),
    async reprice(id, price) {
      const found = await getProduct(id)
      if (found === null || found.price === price) return
      await client.execute(update, [price, id], idempotent)
    },
    saveUnchanged: getProduct,
    deleteProduct: (id) => client.execute(remove, [id], idempotent),
    deleteProducts: (ids) => client.execute(removeMany, [ids], idempotent),
  }
}
