import type { KEY } from '../../../lib/index.js'
import type { StockOperations } from '../../operations/stock.js'
import type { StockLineData } from '../../tables/stock.js'
import type { Package, Topic } from './topic.js'

export function stockTopic({ Table, PartitionKey, ClusteringColumn, Column, In }: Package): Topic<StockOperations> {
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

  return {
    entities: [StockLine],
    operations(db) {
      const lines = db.getRepository(StockLine)
      return {
        readStock: (warehouse) => lines.findBy({ warehouse }),
        readStockAtOnce: (warehouse) => lines.find({ where: { warehouse }, fetchSize: 6000 }),
        readStockOf: (warehouses) => lines.findBy({ warehouse: In(warehouses) }),
        async readPages(warehouse, pageSize, onPage) {
          let page: string | undefined
          do {
            const { items, nextPage } = await lines.findPage({ where: { warehouse }, pageSize, page })
            onPage(items)
            page = nextPage
          } while (page !== undefined)
        },
        async streamStock(warehouse, onLine) {
          for await (const line of lines.stream({ where: { warehouse } })) onLine(line)
        },
        sumPrices: async (warehouse) => Number(await lines.sum('price', { warehouse })),
        insertStock: (given) => lines.insertMany(given),
        readNames: (warehouse) => lines.find({ where: { warehouse }, select: ['seq', 'name'] }),
      }
    },
  }
}
