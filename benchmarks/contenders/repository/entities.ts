import type * as Cassiform from '../../../lib/index.js'
import type { KEY } from '../../../lib/index.js'
import type { ProductData, StockLineData } from '../../tables/rows.js'

/** What a program gets from `import … from 'cassiform'`: specs give the sources, the benchmark gives the built package. */
export type Package = typeof Cassiform

/** The entities of the benchmark, declared with one copy of the package. */
export function declareEntities({ Table, PartitionKey, ClusteringColumn, Column }: Package) {
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

  @Table('stock_lines')
  class StockLine implements StockLineData {
    declare readonly [KEY]?: { partition: ['warehouse']; clustering: ['seq'] }
    @PartitionKey('text') warehouse!: string
    @ClusteringColumn('int') seq!: number
    @Column('uuid') id!: string
    @Column('text') name!: string
    @Column('text') brand!: string
    @Column('text') category!: string
    @Column('double') price!: number
    @Column('list<text>') tags!: string[]
    @Column('timestamp') createdAt!: Date
  }

  return { Product, StockLine }
}

type Entities = ReturnType<typeof declareEntities>
/** An entity of each table. */
export type Product = InstanceType<Entities['Product']>
export type StockLine = InstanceType<Entities['StockLine']>
