import { ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table } from 'cassiform'

/** The seats of a show, all in one partition. Who has one is decided by conditional writes. */
@Table('seats')
export class Seat {
  declare readonly [KEY]?: { partition: ['show']; clustering: ['seat']; static: ['isOpen'] }

  @PartitionKey('text') show!: string
  @ClusteringColumn('text') seat!: string
  @StaticColumn('boolean') isOpen?: boolean
  /** Proves, after a time-out, whose reservation the row is: no other insert has this id. */
  @Column('uuid', { generated: 'uuid' }) reservation?: string
  @Column('text') guest!: string
  @Column('list<text>') wishes?: string[]
}
