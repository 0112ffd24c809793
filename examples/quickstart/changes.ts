import { Add } from 'cassiform'
import { Earthquake } from './earthquake.js'
import type { Question } from './question.js'

const day = '2018-01-31'
const record = { day: '2018-02-06', occurredAt: new Date('2018-02-06T22:41:49.776Z'), id: 'ak18381092' }

/** The whole key, and only what changes: one cell, and one element of a set that is neither read nor replaced. */
export const reviewARecord: Question = {
  text: 'An analyst reviews the record ak18381092. What changes?',
  columns: ['when', 'status', 'products'],
  async answer(db) {
    const earthquakes = db.getRepository(Earthquake)
    const read = () => earthquakes.findOneOrFail({ where: record, select: ['status', 'products'] })
    const before = await read()
    await earthquakes.update(record, { status: 'reviewed', products: Add(['phase-data']) })
    const after = await read()
    return [
      ['before', before.status, [...before.products].join(', ')],
      ['after', after.status, [...after.products].join(', ')],
    ]
  },
}

/** Found by filtering within the day, deleted by their keys. Nothing is read back to be deleted but those keys. */
export const removeQuarryBlasts: Question = {
  text: `Quarry blasts are no earthquakes. How many events are left of ${day}?`,
  columns: ['before', 'deleted', 'after'],
  async answer(db) {
    const earthquakes = db.getRepository(Earthquake)
    const before = await earthquakes.count({ where: { day } })
    const blasts = await earthquakes.find({
      where: { day, kind: 'quarry blast' },
      allowFiltering: true,
      select: ['occurredAt', 'id'],
    })
    await Promise.all(blasts.map(({ occurredAt, id }) => earthquakes.delete({ day, occurredAt, id })))
    const after = await earthquakes.count({ where: { day } })
    return [[before, blasts.length, after]]
  },
}
