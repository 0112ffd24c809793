import { ClusteringColumn, Column, Index, KEY, map, PartitionKey, set, Table } from 'cassiform'

/** A train that leaves a station: those of one station and day lie together, in the order of their times. */
@Table('departures')
export class Departure {
  declare readonly [KEY]?: {
    partition: ['station', 'day']
    clustering: ['at', 'platform']
    indexed: ['calls', 'seats']
  }

  @PartitionKey('text') station!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('time') at!: string
  @ClusteringColumn('int') platform!: number
  @Column('text') to!: string
  /** Where it calls on the way. */
  @Column(set('text')) @Index() calls!: Set<string>
  /** Free seats by class, and room for bicycles. */
  @Column(map('text', 'int'))
  @Index({ target: 'keys', name: 'departures_seat_kinds' })
  @Index({ target: 'entries', name: 'departures_seat_numbers' })
  seats!: Map<string, number>
}
