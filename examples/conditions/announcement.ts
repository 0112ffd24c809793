import { ClusteringColumn, Column, KEY, PartitionKey, Table } from 'cassiform'

/** What is said over the loudspeakers of a station; its id is a moment. */
@Table('announcements')
export class Announcement {
  declare readonly [KEY]?: { partition: ['station']; clustering: ['id']; generated: ['id'] }

  @PartitionKey('text') station!: string
  @ClusteringColumn('timeuuid', { generated: 'timeuuid' }) id!: string
  @Column('text') words!: string
}
