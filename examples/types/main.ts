import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { hasVectors, shopOn } from './chapters.js'

/** On a Cassandra that it starts: opens a shop on it, writes and reads every kind of column and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { entities, chapters } = shopOn(server.version)
  const { db, schemaStatements } = await boot(server, keyspace, entities)
  try {
    print(renderBoot('Boot', schemaStatements))
    await answerAll(db, chapters)
  } finally {
    await db.destroy()
  }
  if (!hasVectors(server.version)) print('Vectors are left out: they need Cassandra 5.0.\n')
}

runProgram('types', run)
