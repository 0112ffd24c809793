import type { KEY } from '../../../lib/index.js'
import type { ProductOperations } from '../../operations/products.js'
import type { ProductData } from '../../tables/products.js'
import type { Package, Topic } from './topic.js'

export function productTopic({ Table, PartitionKey, Column, In }: Package): Topic<ProductOperations> {
  @Table('products')
  class Product implements ProductData {
    declare readonly [KEY]?: { partition: ['id'] }
    @PartitionKey('uuid') id!: string
    @Column('text') name!: string
    @Column('text') brand!: string
    @Column('text') category!: string
    @Column('float') price!: number
    @Column('list<text>') tags!: string[]
    @Column('text') description: string | undefined
  }

  return {
    entities: [Product],
    operations(db) {
      const products = db.getRepository(Product)
      return {
        insertProduct: (product) => products.insert(product),
        insertPassingProduct: (product, seconds) => products.insert(product, { ttl: seconds }),
        insertNewProduct: async (product) => (await products.insert(product, { ifNotExists: true })).applied,
        getProduct: (id) => products.findOneBy({ id }),
        getProducts: (ids) => products.findByKeys(ids.map((id) => ({ id }))),
        updatePrice: (id, price) => products.update({ id }, { price }),
        updatePriceOfBrand: async (id, price, brand) =>
          (await products.update({ id }, { price }, { if: { brand } })).applied,
        async reprice(id, price) {
          const product = await products.findOneBy({ id })
          if (product === null) return
          product.price = price
          await products.save(product)
        },
        async saveUnchanged(id) {
          const product = await products.findOneBy({ id })
          if (product !== null) await products.save(product)
        },
        deleteProduct: (id) => products.delete({ id }),
        deleteProducts: (ids) => products.delete({ id: In(ids) }),
      }
    },
  }
}
