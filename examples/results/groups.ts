import type { Question } from '../quickstart/question.js'
import { saturday } from './fill-trips.js'
import { Trip } from './trip.js'

/** The first row of each group: rows are stored by station, so nothing is sorted and nothing is read twice. */
export const firstOfEach: Question = {
  text: 'Which trip was the first at each station?',
  columns: ['station', 'bike', 'minutes'],
  async answer(db) {
    const found = await db.getRepository(Trip).find({ where: saturday, groupBy: ['station'] })
    return found.map(({ station, bike, minutes }) => [station, bike, minutes])
  },
}

/** One row a partition, of the whole table, on purpose. */
export const days: Question = {
  text: 'Which days are there, and what was the weather?',
  columns: ['city', 'day', 'weather'],
  async answer(db) {
    const found = await db.getRepository(Trip).find({ distinct: true, scan: true })
    found.sort((a, b) => a.day.localeCompare(b.day))
    return found.map(({ city, day, weather }) => [city, day, weather ?? '–'])
  },
}
