import type { Question } from '../quickstart/question.js'
import { show } from '../types/show.js'
import { saturday } from './fill-trips.js'
import { Trip } from './trip.js'

/** Calculated by the server, in types that neither overflow nor cut off a fraction. */
export const figures: Question = {
  text: 'What did Saturday bring?',
  columns: ['figure', 'value'],
  async answer(db) {
    const trips = db.getRepository(Trip)
    return [
      ['trips', await trips.countBy(saturday)],
      ['sum of minutes', show(await trips.sum('minutes', saturday))],
      ['average of minutes', show(await trips.average('minutes', saturday))],
      ['sum of prices', show(await trips.sum('price', saturday))],
      ['average price', show(await trips.average('price', saturday))],
      ['longest', show(await trips.maximum('minutes', saturday))],
      ['first station', show(await trips.minimum('station', saturday))],
      ['average of none', show(await trips.average('minutes', { ...saturday, station: 'Moon' }))],
    ]
  },
}

/** The rows of a list, and how many there are beyond it. */
export const listed: Question = {
  text: 'Which are the first two of how many?',
  columns: ['station', 'bike', 'of'],
  async answer(db) {
    const [found, count] = await db.getRepository(Trip).findAndCount({ where: saturday, limit: 2 })
    return found.map(({ station, bike }) => [station, bike, count])
  },
}
