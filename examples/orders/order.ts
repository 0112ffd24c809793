import { ClusteringColumn, Column, KEY, PartitionKey, Table } from 'cassiform'

/** The orders of a customer. */
@Table('orders')
export class Order {
  declare readonly [KEY]?: { partition: ['customer']; clustering: ['number'] }

  @PartitionKey('text') customer!: string
  @ClusteringColumn('int', { order: 'desc' }) number!: number
  @Column('date') day!: string
  @Column('map<text, int>') articles!: Map<string, number>
  @Column('text') state!: string
}

/** The same orders by day, for those who pack them: a table for each question. */
@Table('orders_by_day')
export class OrderByDay {
  declare readonly [KEY]?: { partition: ['day']; clustering: ['number'] }

  @PartitionKey('date') day!: string
  @ClusteringColumn('int') number!: number
  @Column('text') customer!: string
  @Column('text') state!: string
}
