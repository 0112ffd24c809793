import { ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table, udt, UserType } from 'cassiform'

/** Where a basket is sent to; a part of it may change without the rest. */
@UserType('delivery')
export class Delivery {
  @Column('text') street!: string
  @Column('text') city?: string
}

/** What a customer puts together before he pays. One partition holds all baskets of a customer. */
@Table('baskets')
export class Basket {
  declare readonly [KEY]?: { partition: ['customer']; clustering: ['number']; static: ['greeting'] }

  @PartitionKey('text') customer!: string
  @ClusteringColumn('int') number!: number
  /** One value for all baskets of the customer. */
  @StaticColumn('text') greeting?: string
  @Column('map<text, int>') articles!: Map<string, number>
  @Column('set<text>') vouchers!: Set<string>
  @Column('list<text>') notes!: string[]
  @Column(udt(() => Delivery, { frozen: false })) delivery?: Delivery
  @Column('text') reserved?: string
}
