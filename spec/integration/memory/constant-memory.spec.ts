import { existsSync } from 'node:fs'
import type { DataSource } from '../../../lib/index.js'
import { createTestDataSource } from '../../../lib/testing/index.js'
import { Event } from './event.js'
import { fill } from './fill.js'
import { expectConstantMemory, walkInChild, ways } from './walk-in-child.js'

const total = 100_000

let db: DataSource
let keyspace: string

beforeAll(async () => {
  if (!existsSync('dist/index.js')) throw new Error('dist is missing: run npm run build first.')
  db = await createTestDataSource({ entities: [Event] })
  keyspace = /FROM "(\w+)"/.exec(db.getRepository(Event).explain('scan').cql)![1]!
  await fill(keyspace, total)
}, 300_000)

afterAll(() => db.destroy(), 60_000)

describe('100,000 rows in a heap of 64 MB', () => {
  it.each(ways)(
    'by %s: every row once, and no more memory at the end',
    async (way) => {
      expectConstantMemory(await walkInChild(64, keyspace, way, total), total)
    },
    120_000,
  )
})
