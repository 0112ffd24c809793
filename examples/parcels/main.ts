import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { chapters } from './journey.js'
import { Delayed, Delivered, ParcelEvent, Scanned } from './parcel-event.js'
import { ParcelStatus } from './parcel-status.js'
import { StatusKeeper } from './status-keeper.js'

/** On a Cassandra that it starts: follows a parcel on its way and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const keeper = new StatusKeeper()
  const entities = [ParcelEvent, Scanned, Delayed, Delivered, ParcelStatus]
  const { db, schemaStatements } = await boot(server, keyspace, entities, { subscribers: [keeper] })
  keeper.db = db
  try {
    print(renderBoot('Boot', schemaStatements))
    await answerAll(db, chapters)
  } finally {
    await db.destroy()
  }
}

runProgram('parcels', run)
