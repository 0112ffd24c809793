import type { DataSource } from 'cassiform'
import { DailyWeather } from './daily-weather.js'
import { Earthquake } from './earthquake.js'
import type { Question } from './question.js'
import { readEarthquakes } from './read-earthquakes.js'
import { readWeather } from './read-weather.js'

/** Inserts every row of both files: one INSERT a row, 64 of them under way at once. */
export const fillTables: Question = {
  text: 'Every row of both files is inserted.',
  columns: ['file', 'rows'],
  async answer(db) {
    return [
      ['earthquakes.json', await fillEarthquakes(db)],
      ['seattle-weather.csv', await fillWeather(db)],
    ]
  },
}

async function fillEarthquakes(db: DataSource): Promise<number> {
  const earthquakes = db.getRepository(Earthquake)
  const { takenAt, events } = readEarthquakes()
  await earthquakes.insert(events)
  // A static column belongs to the partition: it is written once a day, by the partition key alone.
  const days = new Set(events.map(({ day }) => day))
  for (const day of days) await earthquakes.update({ day }, { feedTakenAt: takenAt })
  return events.length
}

async function fillWeather(db: DataSource): Promise<number> {
  const days = readWeather()
  await db.getRepository(DailyWeather).insert(days)
  return days.length
}
