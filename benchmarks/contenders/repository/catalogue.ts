import type { KEY } from '../../../lib/index.js'
import type { CatalogueOperations } from '../../operations/catalogue.js'
import type { ProductData } from '../../tables/products.js'
import type { Package, Topic } from './topic.js'

export function catalogueTopic({ Table, PartitionKey, Column, Index }: Package): Topic<CatalogueOperations> {
  @Table('catalogue')
  class CatalogueEntry implements ProductData {
    declare readonly [KEY]?: { partition: ['id']; indexed: ['brand'] }
    @PartitionKey('uuid') id!: string
    @Column('text') name!: string
    @Column('text') @Index() brand!: string
    @Column('text') category!: string
    @Column('float') price!: number
    @Column('list<text>') tags!: string[]
    @Column('text') description: string | undefined
  }

  return {
    entities: [CatalogueEntry],
    operations(db) {
      const catalogue = db.getRepository(CatalogueEntry)
      return {
        findByBrand: (brand) => catalogue.findBy({ brand }),
        findSomeByBrand: (brand, limit) => catalogue.find({ where: { brand }, limit }),
        countByBrand: (brand) => catalogue.count({ where: { brand } }),
      }
    },
  }
}
