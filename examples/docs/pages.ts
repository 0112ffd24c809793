import type { DataSource } from 'cassiform'
import { Earthquake } from '../quickstart/earthquake.js'

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function walkEarthquakes(db: DataSource, stored?: string): Promise<void> {
  // #region page
  const earthquakes = db.getRepository(Earthquake)
  const list = (page?: string) =>
    earthquakes.findPage({ where: { day: '2018-02-06' }, select: ['magnitude', 'place'], pageSize: 50, page })

  const { items, nextPage } = await list()
  // SELECT "magnitude", "place" FROM "plant"."earthquakes_by_day" WHERE "day" = ?

  if (nextPage !== undefined) await list(nextPage) // the same statement; the token says where it goes on
  // #endregion
  void items

  // #region stream
  for await (const event of earthquakes.stream({ where: { day: '2018-02-06' }, select: ['magnitude'] })) {
    if (event.magnitude >= 6) break // nothing is left behind
  }
  // SELECT "magnitude" FROM "plant"."earthquakes_by_day" WHERE "day" = ?
  // #endregion

  // #region scan
  const events = earthquakes.scan({
    select: ['magnitude'],
    parallelism: 4,
    resume: stored, // undefined: from the beginning
    onProgress: ({ fraction, resume }) => save(fraction, resume), // awaited
  })
  let strong = 0
  for await (const { magnitude } of events) if (magnitude >= 6) strong++
  // SELECT "magnitude" FROM "plant"."earthquakes_by_day" WHERE token("day") > ? AND token("day") <= ?          each range
  // #endregion

  async function save(fraction: number, resume: string): Promise<void> {
    await Promise.resolve([fraction, resume, strong])
  }
}
