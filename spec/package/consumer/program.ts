import { Between, ClusteringColumn, Column, DataSource, KEY, map, PartitionKey, StaticColumn, Table } from 'cassiform'
import { createTestDataSource, recordStatements, startCassandra } from 'cassiform/testing'

@Table('readings')
class Reading {
  declare readonly [KEY]?: { partition: ['sensorId', 'day']; clustering: ['at']; static: ['site'] }

  @PartitionKey('uuid') sensorId!: string
  @PartitionKey('date') day!: string
  @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
  @StaticColumn('text') site?: string
  @Column('double') value!: number
  @Column(map('text', 'int')) counts!: Map<string, number>
}

const db = new DataSource({
  contactPoints: ['127.0.0.1'],
  localDataCenter: 'datacenter1',
  keyspace: 'shop',
  entities: [Reading],
})
const readings = db.getRepository(Reading)
const partition = { sensorId: '123e4567-e89b-42d3-a456-426614174000', day: '2026-01-02' }

// @ts-expect-error the partition key is incomplete
const incomplete = () => readings.findBy({ sensorId: 'a' })
const narrow = async (): Promise<number[]> => {
  const rows = await readings.find({ where: partition, select: ['value'] })
  return rows.map((row) => row.value)
}

// Sends nothing: it takes a declaration through decorators, model and planner to the statement.
const range = Between(new Date(0), new Date(1))
const { cql } = readings.explain('find', { where: { ...partition, at: range }, select: ['at', 'value'], limit: 10 })
const functions = [incomplete, narrow, createTestDataSource, recordStatements, startCassandra]
console.log(functions.every((one) => typeof one === 'function') ? cql : 'something is missing')
