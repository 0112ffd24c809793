import type { DataSource } from '../../lib/index.js'
import { createTestDataSource } from '../../lib/testing/index.js'
import { bulkWays, writeInChild } from '../integration/memory/bulk-in-child.js'
import { Event } from '../integration/memory/event.js'

const total = Number(process.env.CASSIFORM_SOAK_ROWS ?? 1_000_000)
const minutes = 60_000

let db: DataSource
let keyspace: string

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Event] })
  keyspace = /FROM "(\w+)"/.exec(db.getRepository(Event).explain('scan').cql)![1]!
}, minutes)

afterAll(() => db.destroy())

describe(`${total.toLocaleString('en-US')} rows written from a heap of 64 MB`, () => {
  it.each(bulkWays)(
    '%s: all of them, and no more memory at the end',
    async (way) => {
      const report = await writeInChild(64, keyspace, way, total)
      console.info(`${way}: ${JSON.stringify(report)}`)
    },
    20 * minutes,
  )
})
