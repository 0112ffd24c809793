import type { KEY } from '../../../lib/index.js'
import type { ProductOperations } from '../../operations/products.js'
import type { ProductData } from '../../tables/products.js'
import type { Package, Topic } from './topic.js'

export function productTopic({ Table, PartitionKey, Column, In }: Package): Topic<Partial<ProductOperations>> {
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
        getProduct: (id) => products.findOneBy({ id }),
        getProducts: (ids) => products.findByKeys(ids.map((id) => ({ id }))),
        updatePrice: (id, price) => products.update({ id }, { price }),
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
