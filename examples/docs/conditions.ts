import {
  And,
  Between,
  Contains,
  ContainsEntry,
  ContainsKey,
  In,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  MoreThanOrEqual,
  Raw,
  skip,
  Token,
  TupleRange,
} from 'cassiform'
import type { DataSource } from 'cassiform'
import { Announcement } from '../conditions/announcement.js'
import { Departure } from '../conditions/departure.js'
import { Station } from '../conditions/station.js'

const day = '2026-03-02'

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function askTimetable(db: DataSource, from?: string): Promise<void> {
  // #region key
  const departures = db.getRepository(Departure)
  const york = { station: 'YRK', day }

  await departures.countBy({ ...york, at: Between('08:00:00', '09:00:00') })
  // SELECT count(*) AS "count" FROM "plant"."departures"
  //   WHERE "station" = ? AND "day" = ? AND "at" >= ? AND "at" <= ?          both ends included

  await departures.countBy({ ...york, at: And(MoreThanOrEqual('08:00:00'), LessThan('09:00:00')) })
  // SELECT count(*) AS "count" FROM "plant"."departures" WHERE "station" = ? AND "day" = ? AND "at" >= ? AND "at" < ?          half open

  await departures.countBy({ ...york, at: In(['08:12:00', '08:40:00']), platform: LessThanOrEqual(5) })
  // SELECT count(*) AS "count" FROM "plant"."departures"
  //   WHERE "station" = ? AND "day" = ? AND "at" IN ? AND "platform" <= ?

  await departures.countBy({ ...york, ...TupleRange(['at', 'platform'], { moreThan: ['08:12:00', 3] }) })
  // SELECT count(*) AS "count" FROM "plant"."departures"
  //   WHERE "station" = ? AND "day" = ? AND ("at", "platform") > (?, ?)

  await departures.countBy({ ...york, at: from === undefined ? skip : MoreThan(from) }) // undefined would be refused
  // SELECT count(*) AS "count" FROM "plant"."departures" WHERE "station" = ? AND "day" = ?
  // #endregion

  // #region partitions
  const lastOfEach = await departures.find({
    where: { station: In(['NCL', 'YRK', 'LDS']), day },
    order: { at: 'desc' },
    perPartitionLimit: 1,
    select: ['station', 'at'],
  })
  // SELECT "station", "at" FROM "plant"."departures" WHERE "station" = ? AND "day" = ? ORDER BY "at" DESC
  //   PER PARTITION LIMIT ?          once a station

  await departures.count({ where: { station: In(['NCL', 'YRK', 'LDS']), day }, fanOut: false })
  // SELECT count(*) AS "count" FROM "plant"."departures" WHERE "station" IN ? AND "day" = ?          once

  const stations = db.getRepository(Station)
  await stations.countBy({ code: Token(And(MoreThan(0n), LessThanOrEqual(2n ** 62n))) }) // a part of the ring
  // SELECT count(*) AS "count" FROM "plant"."stations" WHERE token("code") > ? AND token("code") <= ?
  // #endregion
  void lastOfEach

  // #region indexes
  await departures.countBy({ ...york, calls: Contains('Garforth') }) // @Index()
  // SELECT count(*) AS "count" FROM "plant"."departures" WHERE "station" = ? AND "day" = ? AND "calls" CONTAINS ?

  await departures.countBy({ ...york, seats: ContainsKey('bicycle') }) // @Index({ target: 'keys' })
  // SELECT count(*) AS "count" FROM "plant"."departures" WHERE "station" = ? AND "day" = ? AND "seats" CONTAINS KEY ?

  await departures.countBy({ seats: ContainsEntry('first', 0) }) // @Index({ target: 'entries' })
  // SELECT count(*) AS "count" FROM "plant"."departures" WHERE "seats"[?] = ?

  await stations.countBy({ name: Like('Le%') }) // @Index({ using: 'sasi' })
  // SELECT count(*) AS "count" FROM "plant"."stations" WHERE "name" LIKE ?
  // #endregion

  // #region raw
  const announcements = db.getRepository(Announcement)
  const anHourAgo = new Date(Date.now() - 3_600_000)

  await announcements.countBy({ station: 'YRK', id: Raw`>= minTimeuuid(${anHourAgo})` })
  // SELECT count(*) AS "count" FROM "plant"."announcements" WHERE "station" = ? AND "id" >= minTimeuuid(?)
  // #endregion
}
