import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { fillTrips } from './fill-trips.js'
import { rentalOn } from './rental.js'

/** On a Cassandra that it starts: asks a bicycle rental everything that reads can return besides rows, and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { entities, questions } = rentalOn(server.version)
  const { db, schemaStatements } = await boot(server, keyspace, entities)
  try {
    print(renderBoot('Boot', schemaStatements))
    await fillTrips(db)
    await answerAll(db, questions)
  } finally {
    await db.destroy()
  }
}

runProgram('results', run)
