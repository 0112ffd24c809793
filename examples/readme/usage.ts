import { Add, And, LessThan, MoreThanOrEqual } from 'cassiform'
import type { DataSource } from 'cassiform'
import { Reading } from './reading.js'

const sensorId = '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47'
const day = '2026-03-01'
const at = new Date('2026-03-01T07:30:00Z')
const six = new Date('2026-03-01T06:00:00Z')
const noon = new Date('2026-03-01T12:00:00Z')

/** The calls of the README in their order, each above the CQL that it becomes. */
export async function useReadings(db: DataSource): Promise<void> {
  // #region write
  const readings = db.getRepository(Reading)

  await readings.insert({ sensorId, day, at, value: 21.5, tags: new Set(['roof']) }, { ttl: 86_400 })
  // INSERT INTO "plant"."readings" ("sensor_id", "day", "at", "site", "value", "tags", "note")
  //   VALUES (?, ?, ?, ?, ?, ?, ?) USING TTL ?          what is undefined is sent as unset: no cell, no tombstone

  await readings.update({ sensorId, day, at }, { note: 'calibrated', tags: Add(['checked']) })
  // UPDATE "plant"."readings" SET "tags" = "tags" + ?, "note" = ? WHERE "sensor_id" = ? AND "day" = ? AND "at" = ?

  await readings.update({ sensorId, day }, { site: 'north' })
  // UPDATE "plant"."readings" SET "site" = ? WHERE "sensor_id" = ? AND "day" = ?          static columns only
  // #endregion

  // #region read
  const latest = await readings.find({ where: { sensorId, day }, limit: 10 })
  // SELECT "sensor_id", "day", "at", "site", "value", "tags", "note" FROM "plant"."readings"
  //   WHERE "sensor_id" = ? AND "day" = ? LIMIT ?

  const morning = await readings.find({
    where: { sensorId, day, at: And(MoreThanOrEqual(six), LessThan(noon)) },
    order: { at: 'asc' },
    select: ['at', 'value'],
  })
  // SELECT "at", "value" FROM "plant"."readings"
  //   WHERE "sensor_id" = ? AND "day" = ? AND "at" >= ? AND "at" < ? ORDER BY "at" ASC

  const howMany = await readings.count({ where: { sensorId, day } })
  // SELECT count(*) AS "count" FROM "plant"."readings" WHERE "sensor_id" = ? AND "day" = ?
  // #endregion
  void [latest, morning, howMany]

  // #region save
  const reading = await readings.findOneByOrFail({ sensorId, day, at })
  // SELECT "sensor_id", "day", "at", "site", "value", "tags", "note" FROM "plant"."readings"
  //   WHERE "sensor_id" = ? AND "day" = ? AND "at" = ? LIMIT ?

  reading.value = 21.7
  await readings.save(reading)
  // UPDATE "plant"."readings" SET "value" = ? WHERE "sensor_id" = ? AND "day" = ? AND "at" = ?

  await readings.save(reading) // nothing changed, nothing is sent

  await readings.remove(reading)
  // DELETE FROM "plant"."readings" WHERE "sensor_id" = ? AND "day" = ? AND "at" = ?

  await readings.delete({ sensorId, day }, { partition: true })
  // DELETE FROM "plant"."readings" WHERE "sensor_id" = ? AND "day" = ?
  // #endregion
}
