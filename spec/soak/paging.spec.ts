import type { DataSource } from '../../lib/index.js'
import { createTestDataSource } from '../../lib/testing/index.js'
import { Event } from '../integration/memory/event.js'
import { fill } from '../integration/memory/fill.js'
import { expectConstantMemory, walkInChild, ways } from '../integration/memory/walk-in-child.js'

const total = Number(process.env.CASSIFORM_SOAK_ROWS ?? 2_000_000)
const minutes = 60_000

let db: DataSource
let keyspace: string

beforeAll(async () => {
  db = await createTestDataSource({ entities: [Event] })
  keyspace = /FROM "(\w+)"/.exec(db.getRepository(Event).explain('scan').cql)![1]!
  await fill(keyspace, total)
}, 20 * minutes)

afterAll(() => db.destroy(), minutes)

describe(`${total.toLocaleString('en-US')} rows in a heap of 96 MB`, () => {
  it.each(ways)(
    'by %s: every row once, and no more memory at the end',
    async (way) => {
      const walk = await walkInChild(96, keyspace, way, total)
      console.info(`${way}: ${JSON.stringify(walk)}`)
      expectConstantMemory(walk, total)
    },
    20 * minutes,
  )
})
