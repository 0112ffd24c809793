import type { DataSource, EntityClass } from 'cassiform'
import { createTestDataSource } from 'cassiform/testing'
import { Announcement } from '../../../examples/conditions/announcement.js'
import { Departure } from '../../../examples/conditions/departure.js'
import { Station } from '../../../examples/conditions/station.js'
import { Article, useArticles } from '../../../examples/docs/article.js'
import { batchOrders } from '../../../examples/docs/batches.js'
import { reserveSeats } from '../../../examples/docs/conditional-writes.js'
import { askTimetable } from '../../../examples/docs/conditions.js'
import { Sensor, useSensors } from '../../../examples/docs/defined.js'
import { readInTime } from '../../../examples/docs/failures.js'
import { AssignedTicket, Ticket, useTickets } from '../../../examples/docs/materialized-views.js'
import { countViews, PageViews } from '../../../examples/docs/page-views.js'
import { walkEarthquakes } from '../../../examples/docs/pages.js'
import { Person, usePeople } from '../../../examples/docs/person.js'
import { askDepots } from '../../../examples/docs/raw-cql.js'
import { askRental } from '../../../examples/docs/results.js'
import { askBicycles } from '../../../examples/docs/vectors.js'
import { Basket, useBaskets } from '../../../examples/docs/writes.js'
import { Order, OrderByDay } from '../../../examples/orders/order.js'
import { Stock } from '../../../examples/orders/stock.js'
import { Earthquake } from '../../../examples/quickstart/earthquake.js'
import { Parcel } from '../../../examples/raw-cql/parcel.js'
import { Reading } from '../../../examples/readme/reading.js'
import { Programme } from '../../../examples/reservations/programme.js'
import { Seat } from '../../../examples/reservations/seat.js'
import { Bicycle } from '../../../examples/results/bicycles.js'
import { Trip } from '../../../examples/results/trip.js'
import { onServersWith } from '../support/server-features.js'
import { saidIn, sentBy } from './support/sent-by.js'

jest.setTimeout(60_000)

type Use = (db: DataSource) => Promise<void>

const quiet = () => {}
const never = new AbortController().signal

describe('the calls of the pages', () => {
  it.each<[string, readonly EntityClass[], Use]>([
    ['article', [Article], useArticles],
    ['person', [Person], usePeople],
    ['page-views', [PageViews], countViews],
    ['defined', [Sensor], useSensors],
    ['materialized-views', [Ticket, AssignedTicket], useTickets],
    ['conditions', [Departure, Station, Announcement], askTimetable],
    ['results', [Trip], askRental],
    ['pages', [Earthquake], walkEarthquakes],
    ['writes', [Basket], useBaskets],
    ['conditional-writes', [Seat, Programme], (db) => reserveSeats(db, quiet)],
    ['batches', [Order, OrderByDay, Stock, PageViews], (db) => batchOrders(db, quiet)],
    ['raw-cql', [Parcel], (db) => askDepots(db, quiet)],
    ['failures', [Reading], (db) => readInTime(db, never, quiet)],
  ])('become the CQL that stands below them: %s', async (file, entities, use) => {
    expect(await sentBy(entities, use)).toEqual(saidIn(`examples/docs/${file}.ts`))
  })

  onServersWith('vectors').it('become the CQL that stands below them: vectors', async () => {
    expect(await sentBy([Bicycle], askBicycles)).toEqual(saidIn('examples/docs/vectors.ts'))
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
