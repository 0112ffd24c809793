import { setImmediate } from 'node:timers/promises'
import type { BulkFailure, Insertable } from 'cassiform'
import { isCassiformError } from 'cassiform'
import type { Question } from '../quickstart/question.js'
import { Order } from './order.js'

const total = 5000

/** Orders as they come from elsewhere, a line at a time; some are no orders. It is asked for the next when there is room. */
async function* oldOrders(): AsyncGenerator<Insertable<Order>> {
  for (let n = 0; n < total; n++) {
    if (n % 500 === 0) await setImmediate()
    const customer = `customer ${Math.floor(n / 3)}`
    const day = n === 1234 ? '31 February' : '2025-12-24'
    const number = n === 4321 ? 0.5 : n
    yield { customer, number, day, articles: new Map([['lamp', 1 + (n % 3)]]), state: 'shipped' }
  }
}

export const importOrders: Question = {
  text: `${total.toLocaleString('en')} old orders are imported, and those that are none are put aside. How far is it, and what is wrong?`,
  columns: ['line', 'written', 'put aside', 'because'],
  async answer(db) {
    const rows: (string | number)[][] = []
    let next = 1000
    const putAside = ({ index, error }: BulkFailure<object>): void => {
      rows.push([index, '', '', isCassiformError(error) ? `${error.property}: ${error.code}` : String(error)])
    }
    const { succeeded } = await db.getRepository(Order).insertMany(oldOrders(), {
      groupByPartition: true,
      concurrency: 16,
      // Nobody waits for an import: a server that is busy for some seconds is no reason to put orders aside.
      timeoutMs: 60_000,
      onFailure: putAside,
      onProgress({ succeeded: written, failed }) {
        if (written + failed < next) return
        rows.push(['', written, failed, ''])
        next += 1000
      },
    })
    return [...rows, ['all', succeeded, total - succeeded, '']]
  },
}
