import { subscribe } from 'node:diagnostics_channel'
import { isCassiformError } from 'cassiform'
import type { DataSource, QueryEvent } from 'cassiform'
import { Reading } from '../readme/reading.js'

const where = { sensorId: '6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47', day: '2026-03-01' }

/** The calls of a page in their order, each above the CQL that it becomes. */
export async function readInTime(db: DataSource, isStopped: AbortSignal, print = console.log): Promise<void> {
  // #region failure
  const readings = db.getRepository(Reading)
  try {
    await readings.find({ where, timeoutMs: 500, signal: isStopped })
    // SELECT "sensor_id", "day", "at", "site", "value", "tags", "note" FROM "plant"."readings"
    //   WHERE "sensor_id" = ? AND "day" = ?
  } catch (error) {
    if (!isCassiformError(error)) throw error
    print(error.code, error.outcome, error.message) // E_TIMEOUT unknown [Reading] …
  }

  const local = readings.withOptions({ consistency: 'LOCAL_ONE', timeoutMs: 200 }) // for all calls of this view
  // #endregion
  void local

  // #region observe
  subscribe('cassiform:query', (event) => {
    const { durationMs, outcome, attributes } = event as QueryEvent
    print(attributes['db.query.text'], outcome, durationMs)
  })

  const { inFlight, queued, plans } = db.metrics() // plans: hits, misses, evictions
  const { isHealthy, latencyMs, nodes } = await db.health({ timeoutMs: 1000 })
  // #endregion
  void [inFlight, queued, plans, isHealthy, latencyMs, nodes]
}
