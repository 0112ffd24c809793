import { expectTypeOf } from 'expect-type'
import { ClusteringColumn, Column, KEY, PartitionKey, Table } from 'cassiform'
import type { ColumnsOf, DataSource, FullKey, Repository } from 'cassiform'

abstract class Tenanted {
  @PartitionKey('uuid') tenantId!: string
  @Column('timestamp') createdAt?: Date
}

@Table('orders')
class Order extends Tenanted {
  declare readonly [KEY]?: { partition: ['tenantId']; clustering: ['id'] }

  @ClusteringColumn('timeuuid') id!: string
  @Column('int') total!: number
  @Column('text') private note?: string
  protected cached?: string

  constructor(
    readonly source: string,
    total?: number,
  ) {
    super()
    if (total !== undefined) this.total = total
    this.note = this.cached = source
  }

  get isFree(): boolean {
    return this.total === 0
  }
}

/** A key in the base class holds for the classes below it. */
@Table('refunds')
class Refund extends Order {
  @Column('text') reason!: string
}

declare const db: DataSource
declare const order: Order
const orders = db.getRepository(Order)
const refunds = db.getRepository(Refund)

expectTypeOf(orders).toEqualTypeOf<Repository<Order>>()
expectTypeOf<FullKey<Order>>().toEqualTypeOf<{ readonly tenantId: string; readonly id: string }>()
expectTypeOf<FullKey<Refund>>().toEqualTypeOf<FullKey<Order>>()
// Private and protected properties may be columns; the compiler hides them from everyone, so from conditions as well.
expectTypeOf<ColumnsOf<Order>>().toEqualTypeOf<'tenantId' | 'createdAt' | 'id' | 'total' | 'source' | 'isFree'>()

orders.find({ where: { tenantId: 'a' }, select: ['createdAt', 'total'] })
orders.find({ where: { tenantId: 'a', id: 'b' } })
orders.update({ tenantId: 'a', id: 'b' }, { createdAt: new Date(), total: 1 })
orders.save(order)
orders.insert(order)
orders.remove(order)
refunds.update({ tenantId: 'a', id: 'b' }, { reason: 'x', total: 1 })
expectTypeOf(orders.findOneBy({ tenantId: 'a', id: 'b' })).resolves.toEqualTypeOf<Order | null>()

// @ts-expect-error the partition key of the base class
orders.find({ where: { id: 'b' } })
// @ts-expect-error a column of the base class that is no key column
orders.find({ where: { tenantId: 'a', createdAt: new Date() } })
// @ts-expect-error a private property
orders.find({ where: { tenantId: 'a', note: 'x' } })
// @ts-expect-error a private property
orders.update({ tenantId: 'a', id: 'b' }, { note: 'x' })
// @ts-expect-error a column of the subclass only
orders.update({ tenantId: 'a', id: 'b' }, { reason: 'x' })
// @ts-expect-error no class
db.getRepository('orders')
