import { And, LessThan, MoreThanOrEqual } from 'cassiform'
import { Earthquake } from './earthquake.js'
import { clock, dateAndClock, minute } from './moments.js'
import type { Question } from './question.js'

const week = ['01-31', '02-01', '02-02', '02-03', '02-04', '02-05', '02-06', '02-07'].map((day) => `2018-${day}`)
const day = '2018-02-06'

/** Every day is counted in its own partition; nobody counts a whole table. */
export const eventsOfEachDay: Question = {
  text: 'How many seismic events does each day of the week have?',
  columns: ['day', 'events'],
  async answer(db) {
    const earthquakes = db.getRepository(Earthquake)
    const counts = await Promise.all(week.map((day) => earthquakes.count({ where: { day } })))
    const total = counts.reduce((sum, count) => sum + count, 0)
    return [...week.map((day, i) => [day, counts[i] ?? 0]), ['total', total]]
  },
}

/** No order is asked for: rows lie newest first, and the first five are the answer. */
export const latestOfDay: Question = {
  text: `Which five were the latest on ${day}?`,
  columns: ['UTC', 'magnitude', 'place'],
  async answer(db) {
    const latest = await db
      .getRepository(Earthquake)
      .find({ where: { day }, limit: 5, select: ['occurredAt', 'magnitude', 'place'] })
    return latest.map(({ occurredAt, magnitude, place }) => [clock(occurredAt), magnitude, place])
  },
}

/** A half-open range of the first clustering column: one slice of the partition, here read from its old end. */
export const aroundTheMainShock: Question = {
  text: `What happened on ${day} from 15:45 to 16:20, in order of time?`,
  columns: ['UTC', 'magnitude', 'place', 'felt by'],
  async answer(db) {
    const occurredAt = And(MoreThanOrEqual(minute(day, '15:45')), LessThan(minute(day, '16:20')))
    const found = await db.getRepository(Earthquake).find({
      where: { day, occurredAt },
      order: { occurredAt: 'asc' },
      select: ['occurredAt', 'magnitude', 'place', 'felt'],
    })
    return found.map(({ occurredAt, magnitude, place, felt }) => [clock(occurredAt), magnitude, place, felt ?? '–'])
  },
}

/** Not a column of the key: the server reads the day and discards. Within one partition that is fair, and said so. */
export const strongestOfDay: Question = {
  text: `Which were of magnitude 5 or more on ${day}?`,
  columns: ['UTC', 'magnitude', 'place'],
  async answer(db) {
    const strong = await db.getRepository(Earthquake).find({
      where: { day, magnitude: MoreThanOrEqual(5) },
      allowFiltering: true,
      select: ['occurredAt', 'magnitude', 'place'],
    })
    return strong.map(({ occurredAt, magnitude, place }) => [clock(occurredAt), magnitude, place])
  },
}

/** A static column is the same in every row of the partition: any one will do. */
export const feedOfLastDay: Question = {
  text: 'The last day, 2018-02-07, is not complete. When was its feed taken?',
  columns: ['UTC'],
  async answer(db) {
    const { feedTakenAt } = await db
      .getRepository(Earthquake)
      .findOneOrFail({ where: { day: '2018-02-07' }, select: ['feedTakenAt'] })
    return [[feedTakenAt ? dateAndClock(feedTakenAt) : '–']]
  },
}
