import 'reflect-metadata'
import { ClusteringColumn, Column, Index, KEY, PartitionKey, StaticColumn, Table } from '../../lib/index.js'
import type { EntityClass } from '../../lib/index.js'
import { buildTableModel } from '../../lib/model/build-table-model.js'
import { snakeCase } from '../../lib/model/naming-strategy.js'
import type { TableModel } from '../../lib/model/table-model.js'

/** Measurements of a sensor: two partition key columns, two clustering columns, a static, every kind of collection. */
@Table('readings', { comment: 'one row per measurement' })
export class Reading {
  declare readonly [KEY]?: { partition: ['sensorId', 'day']; clustering: ['at', 'channel']; static: ['site'] }

  @PartitionKey('uuid') sensorId!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @ClusteringColumn('int') channel!: number
  @StaticColumn('text') site?: string | null
  @Column('double') value!: number
  @Column('set<text>') tags?: Set<string>
  @Column('map<text, int>') counts?: Map<string, number>
  @Column('list<int>') samples?: number[]
  @Column('frozen<list<int>>') shape?: number[]
  @Column('text') note?: string | null
}

/** One partition key column, a secondary and a SAI index. */
@Table()
export class UserAccount {
  @PartitionKey('uuid') id!: string
  @Column('text') @Index() email!: string
  @Column('int', { index: { using: 'sai' } }) age!: number
  @Column('text', { index: { using: 'sai' } }) city?: string
  @Column('text') name?: string
}

/** The model of a class in keyspace `ks`; the declaration must be without mistakes. */
export function modelOf<E extends object>(entity: EntityClass<E>): TableModel<E> {
  const { model, problems } = buildTableModel(entity, {
    keyspace: 'ks',
    namingStrategy: snakeCase,
    absent: 'undefined',
  })
  expect(problems.list).toEqual([])
  return model
}

/** A key of `Reading`, and a whole one. */
export const sensorId = '123e4567-e89b-42d3-a456-426614174000'
export const partition = { sensorId, day: '2026-01-02' }
export const rowKey = { ...partition, at: new Date('2026-01-02T03:04:05.006Z'), channel: 1 }
