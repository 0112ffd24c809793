import {
  BeforeInsert,
  ClusteringColumn,
  Column,
  Computed,
  CreateDateColumn,
  MaterializedView,
  PartitionKey,
  StaticColumn,
  Table,
} from '../../lib/index.js'

const asUrl = { to: (url: URL) => url.href, from: (text: string) => new URL(text) }

/** What a table and a view may have in common. */
export abstract class Dated {
  @CreateDateColumn() createdAt!: Date
  touched = 0

  @BeforeInsert()
  touch(): void {
    this.touched++
  }
}

@Table('tickets', { comment: 'what is to be done' })
export class Ticket extends Dated {
  @PartitionKey('text', { name: 'Project "x"' }) project!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) openedAt!: Date
  @ClusteringColumn('uuid', { generated: 'uuid' }) id!: string
  @StaticColumn('text') owner?: string
  @Column('text', { name: 'who', default: 'nobody' }) assignee?: string
  @Column('text', { transformer: asUrl }) page?: URL
  @Column('bigint', { as: 'number' }) cost?: number
  @Column('set<text>', { nullable: true }) labels?: Set<string>
  @Column('text', { enum: ['open', 'done'] }) state?: 'open' | 'done'
}

@MaterializedView(() => Ticket, { name: 'tickets_by_assignee', comment: 'whose is it', with: { gcGraceSeconds: 60 } })
export class AssignedTicket extends Dated {
  @PartitionKey() assignee!: string
  @ClusteringColumn({ order: 'desc' }) openedAt!: Date
  @ClusteringColumn() project!: string
  @ClusteringColumn('uuid') id!: string
  @Column() page?: URL
  @Column() cost?: number
  @Column({ select: false }) labels?: Set<string>
  @Column('text') state?: string
  @Computed({ writetime: 'cost' }) readonly pricedAt?: bigint
}
