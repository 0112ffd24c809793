import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { Programme } from './programme.js'
import { versions } from './programmes.js'
import { Seat } from './seat.js'
import { conditions, findOrCreate, oneGuest, wishes } from './seats.js'

/** On a Cassandra that it starts: gives the seats of a show to guests who want the same ones, and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db, schemaStatements } = await boot(server, keyspace, [Seat, Programme])
  try {
    print(renderBoot('Boot', schemaStatements))
    await answerAll(db, [oneGuest, conditions, findOrCreate, wishes, versions])
  } finally {
    await db.destroy()
  }
}

runProgram('reservations', run)
