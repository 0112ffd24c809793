import { In, IsNull, RemoveAt, SetAt } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Seat } from './seat.js'

const show = 'Hamlet'
const seat = { show, seat: '4A' }

/** `IF NOT EXISTS`: of many who want a seat one gets it, and the others learn who. */
export const oneGuest: Question = {
  text: 'Three people reserve seat 4A at the same moment.',
  columns: ['guest', 'answer'],
  async answer(db) {
    const seats = db.getRepository(Seat)
    const guests = ['Ann', 'Bob', 'Eve']
    const answers = await Promise.all(guests.map((guest) => seats.insert({ ...seat, guest }, { ifNotExists: true })))
    const sat = answers.findIndex(({ applied }) => applied)
    return answers.map((answer, i) => {
      if (answer.applied) return [`guest ${i + 1}`, 'has the seat']
      const isTaken = answer.current?.guest === guests[sat]
      return [`guest ${i + 1}`, isTaken ? 'is told who has it' : 'is told nothing']
    })
  },
}

/** `IF …`: what is not so any more changes nothing, and the answer says what is. */
export const conditions: Question = {
  text: 'Seats change hands, on conditions.',
  columns: ['change', 'applied', 'what the row holds'],
  async answer(db) {
    const seats = db.getRepository(Seat)
    const seat = { show, seat: '4B' }
    await seats.insert({ ...seat, guest: 'Ann' }, { ifNotExists: true })
    const changes = {
      'from Bob to Eve': await seats.update(seat, { guest: 'Eve' }, { if: { guest: 'Bob' } }),
      'from Ann or Bob to Eve': await seats.update(seat, { guest: 'Eve' }, { if: { guest: In(['Ann', 'Bob']) } }),
      'seat 9Z, if it is there': await seats.update({ show, seat: '9Z' }, { guest: 'Eve' }, { ifExists: true }),
      'open the show, once': await seats.update({ show }, { isOpen: true }, { if: { isOpen: IsNull() } }),
      'open it again': await seats.update({ show }, { isOpen: true }, { if: { isOpen: IsNull() } }),
      'Ann gives it back': await seats.delete(seat, { if: { guest: 'Ann' } }),
    }
    return Object.entries(changes).map(([change, answer]) => {
      const current = answer.applied ? undefined : answer.current
      return [change, answer.applied ? 'yes' : 'no', current === undefined ? '–' : JSON.stringify(current)]
    })
  },
}

/** The row of a key, made if there is none: whoever asks, all get the same. */
export const findOrCreate: Question = {
  text: 'Two counters serve the same guest.',
  columns: ['counter', 'created', 'the same reservation'],
  async answer(db) {
    const seats = db.getRepository(Seat)
    const key = { show, seat: '5B' }
    const first = await seats.findOrCreate(key, { guest: 'Joe' })
    const second = await seats.findOrCreate(key, { guest: 'Joe' })
    const isSame = first.entity.reservation === second.entity.reservation
    return [
      ['left', first.created ? 'yes' : 'no', '–'],
      ['right', second.created ? 'yes' : 'no', isSame ? 'yes' : 'no'],
    ]
  },
}

/** Elements of a list by their index. The server reads the list first; none of these is sent twice. */
export const wishes: Question = {
  text: 'A guest changes one of three wishes and drops another.',
  columns: ['after', 'wishes'],
  async answer(db) {
    const seats = db.getRepository(Seat)
    const key = { show, seat: '6C' }
    await seats.insert({ ...key, guest: 'Sue', wishes: ['aisle', 'cushion', 'programme'] })
    const read = async () => ((await seats.findOneByOrFail(key)).wishes ?? []).join(', ')
    await seats.update(key, { wishes: SetAt(1, 'two cushions') })
    const changed = await read()
    await seats.update(key, { wishes: RemoveAt(0) })
    return [
      ['SetAt(1, …)', changed],
      ['RemoveAt(0)', await read()],
    ]
  },
}
