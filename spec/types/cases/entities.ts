import { ClusteringColumn, Column, defineEntity, Index, KEY, map, PartitionKey, StaticColumn, Table } from 'cassiform'
import type { Repository } from 'cassiform'

/** Two partition key columns, two clustering columns, a static, every kind of collection. */
@Table('readings')
export class Reading {
  declare readonly [KEY]?: { partition: ['sensorId', 'day']; clustering: ['at', 'channel']; static: ['site'] }

  @PartitionKey('uuid') sensorId!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @ClusteringColumn('int') channel!: number
  @StaticColumn('text') site?: string | null
  @Column('double') value!: number
  @Column('set<text>') tags!: Set<string>
  @Column(map('text', 'int')) counts!: Map<string, number>
  @Column('list<int>') samples!: number[]
  @Column('text') note?: string

  label(): string {
    return `${this.sensorId} ${this.day}`
  }
}

/** No static column, and indexes that `where` may use without the partition key. */
@Table('accounts')
export class Account {
  declare readonly [KEY]?: { partition: ['id']; indexed: ['email', 'age'] }

  @PartitionKey('uuid') id!: string
  @Column('text') @Index() email!: string
  @Column('int') @Index({ using: 'sai' }) age?: number
  @Column('text') name!: string
}

/** Without `KEY`: values are checked, keys at run time only. */
@Table('devices')
export class Device {
  @PartitionKey('uuid') id!: string
  @ClusteringColumn('int') slot!: number
  @StaticColumn('text') site?: string
  @Column('text') model!: string
  @Column('set<text>') tags?: Set<string>
}

/** Literal unions, enums, bigint, Buffer, a generated key column. */
@Table('jobs')
export class Job {
  declare readonly [KEY]?: { partition: ['queue']; clustering: ['priority', 'id']; generated: ['id'] }

  @PartitionKey('text') queue!: 'mail' | 'push'
  @ClusteringColumn('bigint') priority!: bigint
  @ClusteringColumn('timeuuid') id!: string
  @Column('text') state!: State
  @Column('text') kind?: 'once' | 'daily'
  @Column('blob') payload!: Buffer
  @Column('boolean') isUrgent!: boolean
  @Column('varint') cost!: bigint | null
}

export enum State {
  Open = 'open',
  Done = 'done',
}

export declare const readings: Repository<Reading>
export declare const accounts: Repository<Account>
export declare const devices: Repository<Device>
export declare const jobs: Repository<Job>

declare const text: string
declare const date: Date
export const partition = { sensorId: text, day: text }
export const rowKey = { ...partition, at: date, channel: 1 }

/** A `KEY` that lists what nobody outside the class can name. */
export class Hidden {
  declare readonly [KEY]?: { partition: ['id'] }
  private id!: string
  name!: string
}

export declare const hidden: Repository<Hidden>

/** Without decorators. */
export const Defined = defineEntity({
  name: 'defined',
  columns: { a: 'uuid', b: 'int', c: 'text' },
  partitionKey: ['a'],
  clusteringColumns: [{ b: 'desc' }],
})

export declare const defined: Repository<InstanceType<typeof Defined>>
