import { ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table } from 'cassiform'

/**
 * One seismic event. The table is made for its question, "what happened on this day, the latest first?":
 *
 * - the partition is a UTC day. It bounds how many rows lie together (a few hundred here, some thousands on the worst
 *   day), it spreads the days over the nodes, and who asks always knows which day is meant;
 * - rows of a day are stored by time, newest first, so that "the latest five" is the beginning of the partition;
 * - two events may share a millisecond: the id of the event makes the key unique.
 *
 * `KEY` tells the compiler the same: a query without the day, or a changed key column, does not compile.
 */
@Table('earthquakes_by_day', { comment: 'seismic events of one UTC day, newest first' })
export class Earthquake {
  declare readonly [KEY]?: { partition: ['day']; clustering: ['occurredAt', 'id']; static: ['feedTakenAt'] }

  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) occurredAt!: Date
  @ClusteringColumn('text') id!: string

  /** When the feed of this day was taken. One value for the whole partition: a day still under way is incomplete. */
  @StaticColumn('timestamp') feedTakenAt?: Date

  @Column('text') kind!: string
  @Column('double') magnitude!: number
  @Column('text') place!: string
  @Column('double') latitude!: number
  @Column('double') longitude!: number
  @Column('double') depthKm!: number
  @Column('text') status!: 'automatic' | 'reviewed'

  /** How many people reported to have felt it; absent where nobody was asked. */
  @Column('int') felt?: number

  /**
   * What has been made of the event. It grows by `Add`, one element at a time, so it is not frozen: each element is a
   * cell. Writing such a set whole costs a deletion first, once a row here.
   */
  @Column('set<text>') products!: Set<string>

  /** Networks that contributed: written once and read whole, so it is frozen, a single cell. */
  @Column('frozen<set<text>>') networks!: Set<string>
}
