import type { DataSource } from 'cassiform'
import type { CassandraServer } from 'cassiform/testing'
import { boot } from './application.js'
import { fillTables } from './fill-tables.js'
import { ask } from './question.js'
import { answerAll, print, runProgram } from './program.js'
import { questions } from './questions.js'
import { renderAnswer, renderBoot } from './report.js'

/** On a Cassandra that it starts: boots an application twice, asks its questions and leaves nothing behind. */
async function runTwice(server: CassandraServer, keyspace: string): Promise<void> {
  await run(server, keyspace, 'First boot', async (db) => print(renderAnswer(await ask(db, fillTables))))
  await run(server, keyspace, 'Second boot', (db) => answerAll(db, questions))
}

async function run(server: CassandraServer, keyspace: string, name: string, work: (db: DataSource) => Promise<void>) {
  const { db, schemaStatements } = await boot(server, keyspace)
  try {
    print(renderBoot(name, schemaStatements))
    await work(db)
  } finally {
    await db.destroy()
  }
}

runProgram('quickstart', runTwice)
