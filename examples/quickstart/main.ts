import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import type { DataSource } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from './application.js'
import { fillTables } from './fill-tables.js'
import { ask } from './question.js'
import { questions } from './questions.js'
import { renderAnswer, renderBoot } from './report.js'

/** Starts a Cassandra, boots an application on it twice, asks its questions and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  try {
    await runTwice(server, `quickstart_${randomBytes(4).toString('hex')}`)
  } finally {
    await server.stop()
  }
}

async function runTwice(server: CassandraServer, keyspace: string): Promise<void> {
  print(`Cassandra ${server.version} at ${server.contactPoints.join(', ')}\n`)
  try {
    await run(server, keyspace, 'First boot', async (db) => print(renderAnswer(await ask(db, fillTables))))
    await run(server, keyspace, 'Second boot', askAll)
  } finally {
    await removeKeyspace(server, keyspace)
  }
  print(`Keyspace ${keyspace} is dropped.`)
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

async function askAll(db: DataSource): Promise<void> {
  for (const [i, question] of questions.entries()) {
    const answered = await ask(db, question)
    print(renderAnswer({ ...answered, text: `${i + 1}. ${answered.text}` }))
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

main().catch((error: unknown) => {
  console.error(isCassiformError(error) ? error.message : error)
  process.exitCode = 1
})
