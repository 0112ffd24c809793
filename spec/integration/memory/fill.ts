import { Client, types } from 'cassandra-driver'
import { buckets } from './event.js'

/** Rows of one batch: all of one partition, so that the limits for batches of several do not hold. */
const batchSize = 100
const lanes = 8

const body = 'x'.repeat(120)

/** Writes so many rows into the table of `Event`, by the driver alone and as fast as it goes. */
export async function fill(keyspace: string, total: number): Promise<void> {
  const contactPoints = process.env.CASSANDRA_CONTACT_POINTS!.split(',')
  const client = new Client({ contactPoints, localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1' })
  const insert = `INSERT INTO "${keyspace}".events (bucket, n, id, title, body, amount, at) VALUES (?, ?, ?, ?, ?, ?, ?)`
  const cql = `BEGIN UNLOGGED BATCH ${`${insert};`.repeat(batchSize)} APPLY BATCH`
  const starts = Array.from({ length: total / batchSize }, (_, i) => i * batchSize).values()
  const lane = async () => {
    for (const start of starts) await client.execute(cql, batchAt(start, total), { prepare: true, isIdempotent: true })
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  await client.shutdown()
}

function batchAt(start: number, total: number): unknown[] {
  const rowsOfBucket = total / buckets
  return Array.from({ length: batchSize }, (_, i) => {
    const row = start + i
    const n = row % rowsOfBucket
    return [Math.floor(row / rowsOfBucket), n, types.Uuid.random(), `title ${n}`, body, n / 3, new Date(n)]
  }).flat()
}
