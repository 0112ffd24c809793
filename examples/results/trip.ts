import { ClusteringColumn, Column, KEY, PartitionKey, StaticColumn, Table, udt, UserType } from 'cassiform'

/** Who rode. */
@UserType('rider')
export class Rider {
  @Column('text') name!: string
  @Column('smallint') born!: number
}

/** One ride on a rented bicycle: a partition a city and day, which also knows the weather of the day. */
@Table('trips')
export class Trip {
  declare readonly [KEY]?: { partition: ['city', 'day']; clustering: ['station', 'bike']; static: ['weather'] }

  @PartitionKey('text') city!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('text') station!: string
  @ClusteringColumn('int') bike!: number
  @StaticColumn('text') weather?: string
  @Column('int') minutes!: number
  @Column('decimal') price!: string
  @Column(udt(() => Rider)) rider!: Rider
  /** Percent, at each station the bicycle passed. */
  @Column('map<text, int>') battery!: Map<string, number>
}
