import type { types } from 'cassandra-driver'
import { ClusteringColumn, Column, KEY, map, PartitionKey, StaticColumn, Table, tuple } from 'cassiform'

/**
 * What the shop sells: one row a product, one partition a department. Every native type once, as the property is read
 * by default, then what collections and tuples hold.
 */
@Table('products', { comment: 'what the shop sells, by department' })
export class Product {
  declare readonly [KEY]?: { partition: ['department']; clustering: ['sku']; static: ['manager'] }

  @PartitionKey('text') department!: string
  @ClusteringColumn('ascii') sku!: string
  /** One value for the whole department. */
  @StaticColumn('text') manager?: string

  @Column('boolean') fragile?: boolean
  @Column('tinyint') stars?: number
  @Column('smallint') watts?: number
  @Column('int') inStock?: number
  @Column('bigint') barcode?: bigint
  @Column('varint') serialNumber?: bigint
  /** Single precision: 1.3 is stored as the nearest of these. */
  @Column('float') weightKg?: number
  @Column('double') lumenPerWatt?: number
  /** Exact, with its scale: a text, because a number would round it. */
  @Column('decimal') price?: string
  @Column('uuid') supplierId?: string
  @Column('timestamp') countedAt?: Date
  /** A day, a time of day: texts, because a Date would bring a time zone with it. */
  @Column('date') onSaleFrom?: string
  @Column('time') orderedBefore?: string
  @Column('duration') warranty?: types.Duration
  @Column('inet') countedFrom?: string
  @Column('blob') thumbnail?: Buffer

  /** The order of elements is kept, and an element may stand in it twice. */
  @Column('list<text>') steps!: string[]
  @Column('set<text>') tags!: Set<string>
  @Column(map('date', 'decimal')) priceHistory!: Map<string, string>
  /** Frozen: one cell, replaced whole. Only frozen collections stand in others. */
  @Column('frozen<map<text, set<int>>>') lengthsCm?: Map<string, Set<number>>
  /** Width, depth and height in millimetres, any of them null where nobody measured. */
  @Column(tuple('int', 'int', 'int')) sizeMm?: [number | null, number | null, number | null]

  /** The same types as something else: `as` names the representation. */
  @Column('bigint', { as: 'number' }) views?: number
  @Column('varint', { as: 'string' }) patent?: string
  @Column('set<text>', { as: 'array' }) colours!: string[]
  @Column('map<text, text>', { as: 'object' }) names!: Record<string, string>
}
