import type { Client } from 'cassandra-driver'
import type { ProductOperations } from '../../operations/products.js'
import type { ProductData } from '../../tables/products.js'
import { id, list, mapTable, optional } from './model.js'

class Product {}

/** How the columns of a product are mapped. */
export const productColumns = { id: id('id'), tags: list('tags'), description: optional('description') }

export function productOperations(client: Client, keyspace: string): ProductOperations {
  const { mapper, model } = mapTable<ProductData>(client, keyspace, 'products', Product, productColumns)
  const getProduct = (key: string) => model.get({ id: key })
  return {
    insertProduct: (product) => model.insert(product),
    insertPassingProduct: (product, ttl) => model.insert(product, { ttl }),
    insertNewProduct: async (product) => (await model.insert(product, { ifNotExists: true })).wasApplied(),
    getProduct,
    getProducts: (ids) => Promise.all(ids.map(getProduct)),
    updatePrice: (key, price) => model.update({ id: key, price }),
    updatePriceOfBrand: async (key, price, brand) =>
      (await model.update({ id: key, price }, { when: { brand } })).wasApplied(),
    async reprice(key, price) {
      const product = await getProduct(key)
      if (product === null || product.price === price) return
      await model.update({ id: key, price })
    },
    saveUnchanged: getProduct,
    deleteProduct: (key) => model.remove({ id: key }),
    deleteProducts: (ids) => mapper.batch(ids.map((key) => model.batching.remove({ id: key }))),
  }
}
