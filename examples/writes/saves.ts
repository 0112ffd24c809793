import type { Question } from '../quickstart/question.js'
import { Basket } from './basket.js'

const key = { customer: 'bob', number: 1 }

/** What was loaded is known, so that only what changed is sent; a copy is new, and sent whole. */
export const saves: Question = {
  text: 'What does save() send of a basket?',
  columns: ['basket', 'statements'],
  async answer(db) {
    const baskets = db.getRepository(Basket)
    const rows: [string, string][] = []
    const save = async (name: string, basket: Basket): Promise<void> => {
      const sent: string[] = []
      const stop = db.onStatement((cql) => sent.push(shorten(cql)))
      await baskets.save(basket)
      stop()
      rows.push([name, sent.join('; ') || 'none'])
    }

    await save(
      'a new one',
      baskets.create({ ...key, articles: new Map([['desk', 1]]), vouchers: new Set<string>(), notes: [] }),
    )
    const loaded = await baskets.findOneByOrFail(key)
    await save('as it was loaded', loaded)
    loaded.articles.set('lamp', 1)
    loaded.articles.delete('desk')
    await save('another article', loaded)
    loaded.greeting = 'Hello again'
    await save('another greeting', loaded)
    const copy = Object.assign(new Basket(), await baskets.findOneByOrFail(key))
    await save('a copy', copy)
    return rows
  },
}

/** Without the table, the values and the key. */
function shorten(cql: string): string {
  return cql
    .replace(/ "\w+"\."baskets"/, '')
    .replace(/ INTO .*/, ' of all columns')
    .replace(/ WHERE .*/, '')
}
