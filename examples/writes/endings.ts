import { setTimeout } from 'node:timers/promises'
import { In, LessThan } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Basket } from './basket.js'

const customer = 'eve'

/** One statement each, whatever the number of rows. What would delete more than it seems to has to say so. */
export const deletions: Question = {
  text: 'Eve has ten baskets. Which are left?',
  columns: ['after', 'left'],
  async answer(db) {
    const baskets = db.getRepository(Basket)
    const empty = { articles: new Map<string, number>(), vouchers: new Set<string>(), notes: [] }
    await baskets.insert(Array.from({ length: 10 }, (_, number) => ({ customer, number, ...empty })))
    const left = async () => (await baskets.findBy({ customer })).map(({ number }) => number).join(' ') || 'none'

    await baskets.delete({ customer, number: 9 })
    const one = await left()
    await baskets.delete({ customer, number: In([6, 8]) })
    const two = await left()
    await baskets.delete({ customer, number: LessThan(5) })
    const range = await left()
    await baskets.delete({ customer }, { partition: true })
    return [
      ['number 9', one],
      ['numbers 6 and 8', two],
      ['all below 5', range],
      ['the partition', await left()],
    ]
  },
}

/** Cells may have an end, and a time of their own: a write that is older than what is there changes nothing. */
export const times: Question = {
  text: 'A lamp is reserved for four seconds. And what does an old message change?',
  columns: ['moment', 'reserved', 'greeting'],
  async answer(db) {
    const baskets = db.getRepository(Basket)
    const key = { customer: 'joe', number: 1 }
    const read = async () => {
      const { reserved = '–', greeting = '–' } = await baskets.findOneByOrFail(key)
      return [reserved, greeting] as const
    }
    await baskets.insert({ ...key, articles: new Map(), vouchers: new Set(), notes: [] })
    await baskets.update({ customer: 'joe' }, { greeting: 'Good evening' })
    await baskets.update(key, { reserved: 'lamp' }, { ttl: 4 })
    const first = await read()
    await baskets.update({ customer: 'joe' }, { greeting: 'Good morning' }, { timestamp: new Date('2026-01-01') })
    const second = await read()
    await setTimeout(4500)
    return [
      ['at once', ...first],
      ['after a message of January', ...second],
      ['after four seconds', ...(await read())],
    ]
  },
}
