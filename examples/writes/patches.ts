import { Add, Append, Prepend, Put, Remove, RemoveAt, SetAt, SetField } from 'cassiform'
import type { DataSource, Patch } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { show } from '../types/show.js'
import { Basket } from './basket.js'

const key = { customer: 'ada', number: 1 }

/** Each says what to do with what the column holds; nothing is read before, and nothing else is overwritten. */
const steps: readonly (readonly [string, keyof Basket & string, Patch<Basket>])[] = [
  ['Put lamp', 'articles', { articles: Put(new Map([['lamp', 2]])) }],
  ['Remove desk', 'articles', { articles: Remove(['desk']) }],
  ['Add SPRING', 'vouchers', { vouchers: Add(['SPRING']) }],
  ['Remove WINTER', 'vouchers', { vouchers: Remove(['WINTER']) }],
  ['Append', 'notes', { notes: Append(['gift']) }],
  ['Prepend', 'notes', { notes: Prepend(['urgent']) }],
  ['SetAt 1', 'notes', { notes: SetAt(1, 'ring twice') }],
  ['RemoveAt 0', 'notes', { notes: RemoveAt(0) }],
  ['SetField city', 'delivery', { delivery: SetField('city', 'Hull') }],
  ['null', 'delivery', { delivery: null }],
]

export const patches: Question = {
  text: 'A basket changes, a part at a time. What does each change leave?',
  columns: ['change', 'of', 'leaves'],
  async answer(db) {
    const baskets = db.getRepository(Basket)
    await fill(db)
    const rows: string[][] = []
    for (const [name, column, patch] of steps) {
      await baskets.update(key, patch)
      rows.push([name, column, show((await baskets.findOneByOrFail(key))[column])])
    }
    return rows
  },
}

async function fill(db: DataSource): Promise<void> {
  await db.getRepository(Basket).insert({
    ...key,
    articles: new Map([['desk', 1]]),
    vouchers: new Set(['WINTER']),
    notes: ['ring once'],
    delivery: { street: 'Quay 1', city: 'Leeds' },
  })
}
