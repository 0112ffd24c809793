import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { outcomes } from './outcomes.js'
import { Parcel } from './parcel.js'
import { builder, explained, names, text, values } from './statements.js'

/** On a Cassandra that it starts: sends it statements of our own, fails in every way, and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db, schemaStatements } = await boot(server, keyspace, [Parcel])
  try {
    print(renderBoot('Boot', schemaStatements))
    await db.getRepository(Parcel).insert([
      { depot: 'Leeds', number: 1, grams: 250, labels: new Set() },
      { depot: 'Leeds', number: 2, grams: 1800, labels: new Set(['fragile', 'this side up']) },
      { depot: 'Leeds', number: 3, grams: 1200, labels: new Set(['books']) },
      { depot: 'Hull', number: 1, grams: 90, labels: new Set() },
      { depot: 'Hull', number: 2, grams: 4000, labels: new Set(['heavy']) },
    ])
    await answerAll(db, [values, names, text, builder, explained, outcomes])
  } finally {
    await db.destroy()
  }
}

runProgram('raw_cql', run)
