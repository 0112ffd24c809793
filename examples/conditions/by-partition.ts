import { And, In, LessThan, LessThanOrEqual, MoreThan, Token } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { departureColumns, rowsOf } from './board.js'
import { Departure } from './departure.js'
import { Station } from './station.js'
import { day } from './timetable.js'

/** Each partition is read by itself, from a node that has it; the answers keep the order of the list. */
export const severalPartitions: Question = {
  text: 'The last train before nine from Newcastle, York and Leeds.',
  columns: departureColumns,
  async answer(db) {
    const departures = db.getRepository(Departure)
    const where = { station: In(['NCL', 'YRK', 'LDS']), day, at: LessThan('09:00:00') }
    return rowsOf(await departures.find({ where, order: { at: 'desc' }, perPartitionLimit: 1 }))
  },
}

/** The ring in halves, as a job on two machines would divide it. */
export const halvesOfTheRing: Question = {
  text: 'Every station, by halves of the ring.',
  columns: ['half', 'stations'],
  async answer(db) {
    const stations = db.getRepository(Station)
    const lower = await stations.findBy({ code: Token(LessThanOrEqual(0n)) })
    const upper = await stations.findBy({ code: Token(And(MoreThan(0n), LessThanOrEqual(2n ** 63n - 1n))) })
    const codes = (half: readonly Station[]) => half.map(({ code }) => code).join(' ')
    return [
      ['lower', codes(lower)],
      ['upper', codes(upper)],
    ]
  },
}
