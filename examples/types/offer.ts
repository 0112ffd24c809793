import {
  ClusteringColumn,
  Column,
  Computed,
  CreateDateColumn,
  Index,
  KEY,
  PartitionKey,
  Table,
  UpdateDateColumn,
} from 'cassiform'

export enum OfferState {
  Draft = 'draft',
  Public = 'public',
  Ended = 'ended',
}

/** Keeps a `URL` as its text. What cannot be one is refused by `new URL`, on the way in and out. */
const asUrl = { to: (url: URL) => url.href, from: (text: string) => new URL(text) }

/** A product at a price, the newest first. Half of its columns fill themselves. */
@Table('offers', { comment: 'offers of a product, the newest first' })
export class Offer {
  declare readonly [KEY]?: {
    partition: ['sku']
    clustering: ['id']
    generated: ['id', 'publicId', 'state', 'channels', 'createdAt', 'updatedAt']
    indexed: ['state']
  }

  @PartitionKey('ascii') sku!: string
  /** Made by an insert that has none, and set on the object given. A `timeuuid` sorts by its moment. */
  @ClusteringColumn('timeuuid', { order: 'desc', generated: 'timeuuid' }) id!: string
  @Column('uuid', { generated: 'uuid' }) publicId!: string

  @Index()
  @Column('text', { enum: OfferState, default: OfferState.Draft })
  state!: OfferState
  /** A function makes a value of its own for each row. */
  @Column('set<text>', { default: () => new Set(['shop']) }) channels!: Set<string>

  @Column('decimal') price!: string
  @Column('text', { transformer: asUrl }) page?: URL
  /** Read only where `select` names it. */
  @Column('decimal', { select: false }) paid?: string
  @Column('text') voucher?: string

  @CreateDateColumn() createdAt!: Date
  @UpdateDateColumn() updatedAt!: Date
  /** The server computes these two; nobody writes them. */
  @Computed({ writetime: 'price' }) readonly pricedAt?: bigint
  @Computed({ ttl: 'voucher' }) readonly voucherSecondsLeft?: number
}
