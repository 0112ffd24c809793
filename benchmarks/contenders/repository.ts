import type { Repository } from '../../lib/index.js'
import type { Contender } from '../harness/contender.js'
import { loadPackage } from '../harness/discover.js'
import type { Operations } from '../harness/operations.js'
import { declareEntities } from './repository/entities.js'
import type { Package, Product, StockLine } from './repository/entities.js'

/** The operations as an application would write them with repositories. */
export function repositoryOperations(products: Repository<Product>, stockLines: Repository<StockLine>): Operations {
  return {
    insertProduct: (product) => products.insert(product),
    getProduct: (id) => products.findOneBy({ id }),
    updatePrice: (id, price) => products.update({ id }, { price }),
    readStock: (warehouse) => stockLines.findBy({ warehouse }),
  }
}

/** Cassiform as it is published: the built package, options left as they are. */
export const contender: Contender = {
  async open({ contactPoints, localDataCenter, keyspace, packageEntry }) {
    const cassiform = loadPackage(packageEntry) as Package
    const { Product, StockLine } = declareEntities(cassiform)
    const entities = [Product, StockLine]
    const db = new cassiform.DataSource({ contactPoints, localDataCenter, keyspace, entities })
    await db.initialize()
    return {
      operations: repositoryOperations(db.getRepository(Product), db.getRepository(StockLine)),
      close: () => db.destroy(),
    }
  },
}
