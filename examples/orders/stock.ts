import { ClusteringColumn, Column, KEY, PartitionKey, Table } from 'cassiform'

/** What lies in a warehouse: one partition, so that several articles can be taken together or not at all. */
@Table('stock')
export class Stock {
  declare readonly [KEY]?: { partition: ['warehouse']; clustering: ['article'] }

  @PartitionKey('text') warehouse!: string
  @ClusteringColumn('text') article!: string
  @Column('int') left!: number
}
