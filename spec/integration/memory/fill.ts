import { Client, errors, types } from 'cassandra-driver'
import { buckets } from './event.js'

/** Rows of one batch: all of one partition, so that the limits for batches of several do not hold. */
const batchSize = 200
const lanes = 4

/** A small server that is flushing answers late or refuses: the same rows are written again, for some minutes. */
const maxTries = 25
const firstPauseMs = 250
const longestPauseMs = 15_000

const body = 'x'.repeat(120)

/** Writes so many rows into the table of `Event`, by the driver alone and as fast as the server takes them. */
export async function fill(keyspace: string, total: number): Promise<void> {
  const contactPoints = process.env.CASSANDRA_CONTACT_POINTS!.split(',')
  const client = new Client({ contactPoints, localDataCenter: process.env.CASSANDRA_LOCAL_DC ?? 'datacenter1' })
  const insert = `INSERT INTO "${keyspace}".events (bucket, n, id, title, body, amount, at) VALUES (?, ?, ?, ?, ?, ?, ?);`
  const waiting = batchesOf(total)
  const lane = async () => {
    for (const rows of waiting) {
      const cql = `BEGIN UNLOGGED BATCH ${insert.repeat(rows.length)} APPLY BATCH`
      await untilWritten(() => client.execute(cql, rows.flat(), { prepare: true }))
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    await client.shutdown()
  }
}

/** Sends again what failed: rows that are written twice are the same rows. */
async function untilWritten(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; tries < maxTries; tries++) {
    try {
      return void (await write())
    } catch (error) {
      if (isMistake(error)) throw error
      const pauseMs = Math.min(firstPauseMs * 2 ** tries, longestPauseMs)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  await write()
}

/** What the server refuses it refuses again: `Syntax_error` and what follows in the native protocol. */
function isMistake(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.code >= Number(types.responseErrorCodes.syntaxError)
}

/** Rows of one bucket each; made when a lane asks for them. */
function* batchesOf(total: number): Generator<unknown[][], undefined> {
  const rowsOfBucket = total / buckets
  for (let bucket = 0; bucket < buckets; bucket++) {
    for (let first = 0; first < rowsOfBucket; first += batchSize) {
      const length = Math.min(batchSize, rowsOfBucket - first)
      yield Array.from({ length }, (_, i) => rowAt(bucket, first + i))
    }
  }
}

function rowAt(bucket: number, n: number): unknown[] {
  return [bucket, n, types.Uuid.random(), `title ${n}`, body, n / 3, new Date(n)]
}
