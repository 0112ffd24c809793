import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, runProgram } from '../quickstart/program.js'
import type { Question } from '../quickstart/question.js'
import { importOrders } from './import-orders.js'
import { Order, OrderByDay } from './order.js'
import { placeOrder } from './place-order.js'
import { Stock } from './stock.js'
import { takeFromStock } from './take-from-stock.js'

const chapters: readonly Question[] = [placeOrder, takeFromStock, importOrders]

/** On a Cassandra that it starts: writes orders into it in batches and in bulk, and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db } = await boot(server, keyspace, [Order, OrderByDay, Stock])
  try {
    await answerAll(db, chapters)
  } finally {
    await db.destroy()
  }
}

runProgram('orders', run)
