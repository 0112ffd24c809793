import type { Question } from '../quickstart/question.js'
import { Review } from './review.js'
import { show } from './show.js'

const sku = 'LMP-0417'
const writtenAt = new Date('2026-03-02T18:00:00Z')

/** A defined entity is asked as a decorated one is. */
export const definedEntity: Question = {
  text: 'A review, of an entity and a user-defined type without decorators:',
  columns: ['property', 'CQL', 'read'],
  async answer(db) {
    const reviews = db.getRepository(Review)
    await reviews.insert({ sku, writtenAt, stars: 4, text: 'Bright!', author: { name: 'Ada', verified: true } })
    const { author, stars, helpfulTo } = await reviews.findOneByOrFail({ sku, writtenAt })
    return [
      ['author', 'frozen<author>', show(author)],
      ['stars', 'tinyint, enum', show(stars)],
      ['helpfulTo', 'set<uuid>', show(helpfulTo)],
    ]
  },
}
