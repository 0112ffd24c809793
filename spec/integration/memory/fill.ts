import { Client, types } from 'cassandra-driver'
import { buckets } from './event.js'

/** Rows of one batch: all of one partition, so that the limits for batches of several do not hold. */
const batchSize = 50
const lanes = 4

/** A small server that is flushing answers late: the same rows are written again, after a pause of seconds. */
const pauses = [1, 5, 20, 60]

const body = 'x'.repeat(120)

/** Writes so many rows into the table of `Event`, by the driver alone and as fast as it goes. */
export async function fill(keyspace: string, total: number): Promise<void> {
  const contactPoints = process.env.CASSANDRA_CONTACT_POINTS!.split(',')
  const client = new Client({ contactPoints, localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1' })
  const insert = `INSERT INTO "${keyspace}".events (bucket, n, id, title, body, amount, at) VALUES (?, ?, ?, ?, ?, ?, ?)`
  const cql = `BEGIN UNLOGGED BATCH ${`${insert};`.repeat(batchSize)} APPLY BATCH`
  const starts = Array.from({ length: total / batchSize }, (_, i) => i * batchSize).values()
  const lane = async () => {
    for (const start of starts) await untilWritten(() => client.execute(cql, batchAt(start, total), { prepare: true }))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  await client.shutdown()
}

async function untilWritten(write: () => Promise<unknown>): Promise<void> {
  for (const pause of pauses) {
    try {
      return void (await write())
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause * 1000))
    }
  }
  await write()
}

function batchAt(start: number, total: number): unknown[] {
  const rowsOfBucket = total / buckets
  return Array.from({ length: batchSize }, (_, i) => {
    const row = start + i
    const n = row % rowsOfBucket
    return [Math.floor(row / rowsOfBucket), n, types.Uuid.random(), `title ${n}`, body, n / 3, new Date(n)]
  }).flat()
}
