import { existsSync } from 'node:fs'
import type { DataSource } from '../../../lib/index.js'
import { createTestDataSource } from '../../../lib/testing/index.js'
import { bulkWays, writeInChild } from './bulk-in-child.js'
import { Event } from './event.js'

const total = 100_000

let db: DataSource
let keyspace: string

beforeAll(async () => {
  if (!existsSync('dist/index.js')) throw new Error('dist is missing: run npm run build first.')
  db = await createTestDataSource({ entities: [Event] })
  keyspace = /FROM "(\w+)"/.exec(db.getRepository(Event).explain('scan').cql)![1]!
}, 60_000)

afterAll(() => db.destroy())

describe('100,000 rows written from a heap of 64 MB', () => {
  it.each(bulkWays)(
    '%s: all of them, and no more memory at the end',
    async (way) => {
      await db.getRepository(Event).clear()
      await writeInChild(64, keyspace, way, total)
      expect(await db.getRepository(Event).count({ scan: true, timeoutMs: 60_000 })).toBe(total)
    },
    240_000,
  )
})
