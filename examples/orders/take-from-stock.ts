import { MoreThanOrEqual } from 'cassiform'
import type { BatchOutcome, DataSource } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Stock } from './stock.js'

const warehouse = 'north'
const wanted = { desk: 2, lamp: 3 }

/** Takes all of it or nothing: a batch with conditions is one lightweight transaction. */
async function take(db: DataSource): Promise<BatchOutcome> {
  const stock = await db.getRepository(Stock).findBy({ warehouse })
  const leftOf = new Map(stock.map(({ article, left }) => [article, left]))
  let batch = db.batch<boolean>({ kind: 'unlogged' })
  for (const [article, count] of Object.entries(wanted)) {
    const left = leftOf.get(article)! - count
    batch = batch.update(Stock, { warehouse, article }, { left }, { if: { left: MoreThanOrEqual(count) } })
  }
  return (await batch.execute())!
}

/** What the rows held where it was not applied. */
function describe(outcome: BatchOutcome): string {
  if (outcome.applied) return 'taken'
  return `left: ${outcome.rows.map(({ key, current }) => `${String(key.article)} ${(current as Stock).left}`).join(', ')}`
}

export const takeFromStock: Question = {
  text: 'Two desks and three lamps are taken together or not at all. What if one of them runs out?',
  columns: ['attempt', 'applied', 'outcome'],
  async answer(db) {
    await db.getRepository(Stock).insert([
      { warehouse, article: 'desk', left: 9 },
      { warehouse, article: 'lamp', left: 5 },
    ])
    const outcomes = [await take(db), await take(db)]
    return outcomes.map((outcome, i) => [i + 1, String(outcome.applied), describe(outcome)])
  },
}
