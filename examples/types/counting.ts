import { Decrement, Increment } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { PageViews } from './page-views.js'
import { show } from './show.js'

const page = '/lamps/417'
const today = { page, day: '2026-03-01' }

/** Counters begin at nothing, and many who count at once lose no step. One update may change several. */
export const counters: Question = {
  text: 'A hundred people see the page at once, ten of them are robots, three like it.',
  columns: ['property', 'CQL', 'read'],
  async answer(db) {
    const views = db.getRepository(PageViews)
    await Promise.all(Array.from({ length: 100 }, () => views.increment(today, 'seen')))
    await views.increment(today, 'liked', 3)
    await views.update(today, { seen: Decrement(10n), ever: Increment(90n) })
    const { seen, liked, ever } = await views.findOneByOrFail(today)
    return [
      ['seen', 'counter', show(seen)],
      ['liked', "counter, as: 'number'", show(liked)],
      ['ever', 'counter, static', show(ever)],
    ]
  },
}
