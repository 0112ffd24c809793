import { ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table } from 'cassiform'

/** What one sensor measured. One partition holds one day of one sensor, newest first. */
@Table('readings')
export class Reading {
  declare readonly [KEY]?: { partition: ['sensorId', 'day']; clustering: ['at']; static: ['site'] }

  @PartitionKey('uuid') sensorId!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @StaticColumn('text') site?: string
  @Column('double') value!: number
  @Column('set<text>') tags!: Set<string>
  @Column('text') note?: string
}
