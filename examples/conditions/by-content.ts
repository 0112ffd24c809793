import { Contains, ContainsEntry, ContainsKey, Like } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { departureColumns, rowsOf } from './board.js'
import { Departure } from './departure.js'
import { Station } from './station.js'
import { day } from './timetable.js'

/** Answered by the index on the elements of the set; within one partition no other node is asked. */
export const anElement: Question = {
  text: 'Which trains from York call at Garforth?',
  columns: departureColumns,
  answer: async (db) =>
    rowsOf(await db.getRepository(Departure).findBy({ station: 'YRK', day, calls: Contains('Garforth') })),
}

/** Answered by the index on the keys of the map. */
export const aMapKey: Question = {
  text: 'Which of them take bicycles?',
  columns: departureColumns,
  answer: async (db) =>
    rowsOf(await db.getRepository(Departure).findBy({ station: 'YRK', day, seats: ContainsKey('bicycle') })),
}

/** Answered by the index on the entries of the map. */
export const aMapEntry: Question = {
  text: 'Where is first class full?',
  columns: departureColumns,
  async answer(db) {
    const full = await db.getRepository(Departure).findBy({ seats: ContainsEntry('first', 0) })
    return rowsOf(full.sort((a, b) => a.at.localeCompare(b.at)))
  },
}

/** Only SASI indexes answer patterns; without one the condition is refused before it is sent. */
export const aPattern: Question = {
  text: 'Which stations begin with Le?',
  columns: ['code', 'name'],
  async answer(db) {
    const found = await db.getRepository(Station).findBy({ name: Like('Le%') })
    return found.map(({ code, name }) => [code, name] as const).sort()
  },
}
