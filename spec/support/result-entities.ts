import type { types } from 'cassandra-driver'
import {
  ClusteringColumn,
  Column,
  Computed,
  Index,
  KEY,
  PartitionKey,
  StaticColumn,
  Table,
  udt,
  UserType,
  vector,
} from '../../lib/index.js'

@UserType()
export class Place {
  @Column('text') city?: string
  @Column('bigint', { as: 'number', name: 'Zip "code"' }) zip?: number
}

const shout = { to: (value: string) => value.toLowerCase(), from: (value: string) => value.toUpperCase() }

/** What reads can ask for besides whole columns: times, fields, elements, numbers of every kind. */
@Table('measurements')
export class Measurement {
  declare readonly [KEY]?: { partition: ['site', 'day']; clustering: ['hour', 'minute']; static: ['owner'] }

  @PartitionKey('text') site!: string
  @PartitionKey('int') day!: number
  @ClusteringColumn('int') hour!: number
  @ClusteringColumn('int') minute!: number
  @StaticColumn('text') owner?: string
  @Column('tinyint') tiny?: number
  @Column('bigint') big?: bigint
  @Column('bigint', { as: 'number' }) small?: number
  @Column('double') value?: number
  @Column('float') rough?: number
  @Column('decimal') price?: string
  @Column('text') note?: string
  @Column('text', { transformer: shout }) loud?: string
  @Column('duration') lasted?: types.Duration
  @Column('set<text>') tags?: Set<string>
  @Column('map<text, int>') counts?: Map<string, number>
  @Column('frozen<map<text, timestamp>>', { as: 'object' }) moments?: Record<string, Date>
  @Column(udt(() => Place)) place?: Place
  @Column(udt(() => Place, { frozen: false })) loose?: Place
  @Column('text', { select: false }) hidden?: string
  @Computed({ writetime: 'value' }) readonly writtenAt?: bigint
}

/** Vectors with an index for each measure of similarity, and one without. */
@Table('pictures')
export class Picture {
  declare readonly [KEY]?: { partition: ['album']; clustering: ['name']; indexed: ['size'] }

  @PartitionKey('text') album!: string
  @ClusteringColumn('text') name!: string
  @Column(vector('float', 3)) @Index({ using: 'sai' }) cosine?: Float32Array
  @Column(vector('float', 3)) @Index({ using: 'sai', similarity: 'euclidean' }) euclidean?: Float32Array
  @Column(vector('float', 3), { as: 'array' }) @Index({ using: 'sai', similarity: 'dot_product' }) dot?: number[]
  @Column(vector('float', 3)) plain?: Float32Array
  @Column('int') @Index({ using: 'sai' }) size?: number
  @Column('text') @Index() artist?: string
  @Column('text') note?: string
}
