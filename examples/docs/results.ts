import { Element, Field, Ttl, Writetime } from 'cassiform'
import type { DataSource } from 'cassiform'
import { Trip } from '../results/trip.js'

const saturday = { city: 'Ghent', day: '2026-05-02' }

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function askRental(db: DataSource): Promise<void> {
  // #region select
  const trips = db.getRepository(Trip)

  const rides = await trips.find({ where: saturday, select: ['bike', 'minutes'] }) // Pick<Trip, 'bike' | 'minutes'>[]
  // SELECT "bike", "minutes" FROM "plant"."trips" WHERE "city" = ? AND "day" = ?

  const details = await trips.find({
    where: saturday,
    select: {
      bike: true,
      rider: Field('rider', 'name'), // string | undefined
      atCastle: Element('battery', 'Castle'), // number | undefined
      writtenAt: Writetime('price'), // bigint, microseconds
      secondsLeft: Ttl('price'), // number | undefined
    },
  })
  // SELECT "bike", "rider"."name" AS "field 10", "battery"[?] AS "element 11", writetime("price") AS "writetime 12",
  //   ttl("price") AS "ttl 13"
  //   FROM "plant"."trips" WHERE "city" = ? AND "day" = ?
  // #endregion
  void [rides, details]

  // #region into
  class Receipt {
    bike!: number
    price!: string

    get text(): string {
      return `Bicycle ${this.bike}: € ${this.price}`
    }
  }

  const receipts = await trips.find({ where: saturday, select: ['bike', 'price'], into: Receipt })
  // SELECT "bike", "price" FROM "plant"."trips" WHERE "city" = ? AND "day" = ?
  // #endregion
  void receipts

  // #region groups
  const firstOfEach = await trips.find({ where: saturday, groupBy: ['station'], select: ['station', 'bike'] })
  // SELECT "station", "bike" FROM "plant"."trips" WHERE "city" = ? AND "day" = ? GROUP BY "station"

  const days = await trips.find({ distinct: true, scan: true }) // the key of each partition and its static columns
  // SELECT DISTINCT "city", "day", "weather" FROM "plant"."trips"
  // #endregion
  void [firstOfEach, days]

  // #region figures
  await trips.countBy(saturday) // number
  // SELECT count(*) AS "count" FROM "plant"."trips" WHERE "city" = ? AND "day" = ?

  await trips.sum('minutes', saturday) // bigint, 0n of no rows
  // SELECT sum(cast("minutes" AS varint)) AS "figure" FROM "plant"."trips" WHERE "city" = ? AND "day" = ?

  await trips.average('minutes', saturday) // number, undefined of no rows
  // SELECT avg(cast("minutes" AS double)) AS "figure", count("minutes") AS "count" FROM "plant"."trips"
  //   WHERE "city" = ? AND "day" = ?

  await trips.maximum('price', saturday) // string, the type of the column
  // SELECT max("price") AS "figure" FROM "plant"."trips" WHERE "city" = ? AND "day" = ?

  const [firstTwo, all] = await trips.findAndCount({ where: saturday, limit: 2, select: ['bike'] })
  // SELECT "bike" FROM "plant"."trips" WHERE "city" = ? AND "day" = ? LIMIT ?
  // SELECT count(*) AS "count" FROM "plant"."trips" WHERE "city" = ? AND "day" = ?
  // #endregion
  void [firstTwo, all]

  // #region lazy
  const window = await trips.find({ where: saturday, lazy: true }) // entities are made when they are taken
  // SELECT "city", "day", "station", "bike", "weather", "minutes", "price", "rider", "battery" FROM "plant"."trips"
  //   WHERE "city" = ? AND "day" = ?
  // #endregion
  void window
}
