import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from '../quickstart/application.js'
import { ask } from '../quickstart/question.js'
import type { Question } from '../quickstart/question.js'
import { renderAnswer } from '../quickstart/report.js'
import { importOrders } from './import-orders.js'
import { Order, OrderByDay } from './order.js'
import { placeOrder } from './place-order.js'
import { Stock } from './stock.js'
import { takeFromStock } from './take-from-stock.js'

const chapters: readonly Question[] = [placeOrder, takeFromStock, importOrders]

/** Starts a Cassandra, writes orders into it in batches and in bulk, and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `orders_${randomBytes(4).toString('hex')}`
  try {
    print(`Cassandra ${server.version} at ${server.contactPoints.join(', ')}\n`)
    await run(server, keyspace)
    await removeKeyspace(server, keyspace)
    print(`Keyspace ${keyspace} is dropped.`)
  } finally {
    await server.stop()
  }
}

async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db } = await boot(server, keyspace, [Order, OrderByDay, Stock])
  try {
    for (const [i, chapter] of chapters.entries()) {
      const answered = await ask(db, chapter)
      print(renderAnswer({ ...answered, text: `${i + 1}. ${answered.text}` }))
    }
  } finally {
    await db.destroy()
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

main().catch((error: unknown) => {
  console.error(isCassiformError(error) ? error.message : error)
  process.exitCode = 1
})
