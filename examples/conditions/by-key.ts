import { Between, MoreThanOrEqual, Raw, skip, TupleRange } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Announcement } from './announcement.js'
import { departureColumns, rowsOf } from './board.js'
import { Departure } from './departure.js'
import { day } from './timetable.js'

const york = { station: 'YRK', day }

/** A range ends what is said of the key. */
export const aRange: Question = {
  text: 'What leaves York between eight and nine?',
  columns: departureColumns,
  answer: async (db) =>
    rowsOf(await db.getRepository(Departure).findBy({ ...york, at: Between('08:00:00', '09:00:00') })),
}

/** Two trains leave at 08:12: the time alone would miss one of them, or tell one twice. */
export const aTupleRange: Question = {
  text: 'And after the 08:12 from platform 3?',
  columns: departureColumns,
  async answer(db) {
    const after = TupleRange(['at', 'platform'], { moreThan: ['08:12:00', 3] })
    return rowsOf(await db.getRepository(Departure).find({ where: { ...york, ...after }, limit: 2 }))
  },
}

/** A condition that may be missing is left out on purpose; undefined would be refused. */
export const aSkippedCondition: Question = {
  text: 'How many trains on the whole day, and how many from nine on?',
  columns: ['from', 'trains'],
  async answer(db) {
    const count = (from: string | undefined) =>
      db.getRepository(Departure).count({ where: { ...york, at: from === undefined ? skip : MoreThanOrEqual(from) } })
    return [
      ['–', await count(undefined)],
      ['09:00', await count('09:00:00')],
    ]
  },
}

/** What no operator says: the text is the program's, the value in it is bound. */
export const inWordsOfCql: Question = {
  text: 'What was announced at York in the last hour?',
  columns: ['words'],
  async answer(db) {
    const anHourAgo = new Date(Date.now() - 3_600_000)
    const since = Raw`>= minTimeuuid(${anHourAgo})`
    const announced = await db.getRepository(Announcement).findBy({ station: 'YRK', id: since })
    return announced.map(({ words }) => [words])
  },
}
