import type { DataSource, EntityClass } from 'cassiform'
import { createTestDataSource, recordStatements } from 'cassiform/testing'
import { Article, useArticles } from '../../../examples/readme/article.js'
import { Sensor, useSensors } from '../../../examples/readme/defined.js'
import { countViews, PageViews } from '../../../examples/readme/page-views.js'
import { Person, usePeople } from '../../../examples/readme/person.js'
import { Reading } from '../../../examples/readme/reading.js'
import { useReadings } from '../../../examples/readme/usage.js'
import { commentsOf } from '../../examples/readme/source-regions.js'

jest.setTimeout(60_000)

describe('the calls of the README', () => {
  it.each<[string, EntityClass, (db: DataSource) => Promise<void>]>([
    ['usage', Reading, useReadings],
    ['article', Article, useArticles],
    ['person', Person, usePeople],
    ['page-views', PageViews, countViews],
    ['defined', Sensor, useSensors],
  ])('become the CQL that stands below them: %s', async (file, entity, use) => {
    const db = await createTestDataSource({ entities: [entity] })
    try {
      const recording = recordStatements(db)
      await use(db)
      const sent = recording.statements.map(({ cql }) => cql.replace(/"test_\w+"/, '"plant"'))
      expect(sent.length).toBeGreaterThan(0)
      expect(sent).toEqual(commentsOf(`examples/readme/${file}.ts`, /^(SELECT|INSERT|UPDATE|DELETE) /))
    } finally {
      await db.destroy()
    }
  })

  it('set what an insert supplies, and leave alone what they say stays', async () => {
    const db = await createTestDataSource({ entities: [Article, Person] })
    try {
      const articles = db.getRepository(Article)
      const { id, state, tags, createdAt, updatedAt } = await articles.save(articles.create({}))
      expect({ id, state, tags, createdAt, updatedAt }).toEqual({
        id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/) as string,
        state: 'draft',
        tags: new Set(['new']),
        createdAt: updatedAt,
        updatedAt: expect.any(Date) as Date,
      })
      const people = db.getRepository(Person)
      const key = { id }
      await people.insert({ ...key, work: { street: 'Mill Lane 7', city: 'Hull' }, former: [] })
      await people.update(key, { work: { street: 'Quay 1' } })
      expect((await people.findOneByOrFail(key)).work).toEqual({ street: 'Quay 1', city: 'Hull' })
    } finally {
      await db.destroy()
    }
  })
})

// #region testing
describe('readings', () => {
  let db: DataSource

  beforeAll(async () => {
    db = await createTestDataSource({ entities: [Reading] }) // a real server, a keyspace of its own
  })
  afterAll(() => db.destroy()) // drops the keyspace

  it('are sent with one INSERT', async () => {
    const recording = recordStatements(db)
    const reading = { sensorId: '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47', day: '2026-03-01', at: new Date() }
    await db.getRepository(Reading).insert({ ...reading, value: 21.5, tags: new Set() })
    expect(recording.statements.map(({ cql }) => cql)).toEqual([expect.stringContaining('INSERT INTO')])
  })
})
// #endregion
