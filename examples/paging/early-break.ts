import { Earthquake } from '../quickstart/earthquake.js'
import type { Question } from '../quickstart/question.js'

/**
 * Rows come while they are asked for: whoever has seen enough leaves the loop. Three pages of fifty were read: the one
 * that had the answer in it, the one before it, and the one that was read ahead. Nobody read the rest of the day.
 */
export const earlyBreak: Question = {
  text: 'Which was the latest event of magnitude 6 or more on 2018-02-06?',
  columns: ['events looked at', 'UTC', 'magnitude', 'place'],
  async answer(db) {
    let seen = 0
    for await (const event of db.getRepository(Earthquake).stream({ where: { day: '2018-02-06' }, fetchSize: 50 })) {
      seen++
      if (event.magnitude < 6) continue
      return [[seen, event.occurredAt.toISOString(), event.magnitude, event.place]]
    }
    return []
  },
}
