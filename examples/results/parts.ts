import { Element, Field, Ttl, Writetime } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { saturday } from './fill-trips.js'
import { Trip } from './trip.js'

/** Parts of columns, under names of one's own; the type of the rows follows. */
export const parts: Question = {
  text: 'Who rode at the castle, with how much battery, and since when is that known?',
  columns: ['bike', 'rider', 'battery at the castle', 'written', 'kept for'],
  async answer(db) {
    const found = await db.getRepository(Trip).find({
      where: { ...saturday, station: 'Castle' },
      select: {
        bike: true,
        rider: Field('rider', 'name'),
        atCastle: Element('battery', 'Castle'),
        writtenAt: Writetime('price'),
        secondsLeft: Ttl('price'),
      },
    })
    return found.map(({ bike, rider, atCastle, writtenAt, secondsLeft }) => [
      bike,
      rider ?? '–',
      `${atCastle} %`,
      new Date(Number(writtenAt / 1000n)).getTime() > Date.now() - 60_000 ? 'just now' : 'earlier',
      `${Math.round((secondsLeft ?? 0) / 3600)} hours`,
    ])
  },
}

/** What a customer gets to see. */
class Receipt {
  bike!: number
  price!: string

  get text(): string {
    return `Bicycle ${this.bike}: € ${this.price}`
  }
}

/** Rows as instances of another class than the entity. */
export const receipts: Question = {
  text: 'What is printed on the receipts of the museum?',
  columns: ['receipt'],
  async answer(db) {
    const where = { ...saturday, station: 'Museum' }
    const found = await db.getRepository(Trip).find({ where, select: ['bike', 'price'], into: Receipt })
    return found.map(({ text }) => [text])
  },
}
