import type { DataSource } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Order, OrderByDay } from './order.js'

const key = { customer: 'ada', number: 17 }
const day = '2026-03-01'

/** Both rows or, in the end, none: the servers note a logged batch down before they carry it out. */
async function place(db: DataSource): Promise<void> {
  const articles = new Map([
    ['desk', 1],
    ['lamp', 2],
  ])
  await db
    .batch()
    .insert(Order, { ...key, day, articles, state: 'placed' })
    .insert(OrderByDay, { day, number: key.number, customer: key.customer, state: 'placed' })
    .execute()
}

/** What was read is changed and saved; only what changed is sent. */
async function ship(db: DataSource): Promise<void> {
  const order = await db.getRepository(Order).findOneByOrFail(key)
  order.state = 'shipped'
  await db.batch().save(order).update(OrderByDay, { day, number: order.number }, { state: 'shipped' }).execute()
}

export const placeOrder: Question = {
  text: 'An order lives in two tables. How do both learn of it, and of each change?',
  columns: ['table', 'after placing', 'after shipping'],
  async answer(db) {
    const states = async () => [
      (await db.getRepository(Order).findOneByOrFail(key)).state,
      (await db.getRepository(OrderByDay).findOneByOrFail({ day, number: key.number })).state,
    ]
    await place(db)
    const placed = await states()
    await ship(db)
    const shipped = await states()
    return ['orders', 'orders_by_day'].map((table, i) => [table, placed[i]!, shipped[i]!])
  },
}
