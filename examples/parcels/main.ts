import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from '../quickstart/application.js'
import { ask } from '../quickstart/question.js'
import { renderAnswer, renderBoot } from '../quickstart/report.js'
import { chapters } from './journey.js'
import { Delayed, Delivered, ParcelEvent, Scanned } from './parcel-event.js'
import { ParcelStatus } from './parcel-status.js'
import { StatusKeeper } from './status-keeper.js'

/** Starts a Cassandra, follows a parcel on its way and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `parcels_${randomBytes(4).toString('hex')}`
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
  const keeper = new StatusKeeper()
  const entities = [ParcelEvent, Scanned, Delayed, Delivered, ParcelStatus]
  const { db, schemaStatements } = await boot(server, keyspace, entities, { subscribers: [keeper] })
  keeper.db = db
  try {
    print(renderBoot('Boot', schemaStatements))
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
