import {
  AfterLoad,
  BeforeWrite,
  ClusteringColumn,
  Column,
  Discriminator,
  DiscriminatorValue,
  KEY,
  PartitionKey,
  Table,
} from 'cassiform'

/** What happens to a parcel: one table, one class for each kind of event. */
@Table('parcel_events')
export abstract class ParcelEvent {
  declare readonly [KEY]?: { partition: ['parcel']; clustering: ['at'] }

  @PartitionKey('text') parcel!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  /** Which class a row is of: set when it is written, read when it comes back. */
  @Discriminator() @Column('text') kind?: string
  @Column('text') depot?: string

  /** Every class says it in its own words. */
  abstract sentence(): string
}

@DiscriminatorValue('scanned')
export class Scanned extends ParcelEvent {
  @Column('int') belt?: number

  sentence(): string {
    return `on belt ${this.belt} in ${this.depot}`
  }
}

@DiscriminatorValue('delayed')
export class Delayed extends ParcelEvent {
  @Column('text') reason?: string
  @Column('int') minutes?: number
  /** No column: made of two that are, whenever a delay is read. */
  until?: Date

  @AfterLoad()
  addUp(): void {
    this.until = new Date(this.at.getTime() + (this.minutes ?? 0) * 60_000)
  }

  sentence(): string {
    return `held up in ${this.depot} until ${this.until?.toISOString().slice(11, 16) ?? 'further notice'}: ${this.reason}`
  }
}

@DiscriminatorValue('delivered')
export class Delivered extends ParcelEvent {
  @Column('text') recipient?: string
  @Column('set<text>') neighbours?: Set<string>

  /** Before an insert and before a change: what it sets is written, what it throws stops the write. */
  @BeforeWrite()
  tidy(): void {
    const recipient = this.recipient?.trim()
    if (!recipient) throw new Error('Nobody has signed for the parcel.')
    this.recipient = recipient
  }

  sentence(): string {
    return `signed for by ${this.recipient}`
  }
}
