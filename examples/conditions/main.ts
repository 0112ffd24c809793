import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from '../quickstart/application.js'
import { ask } from '../quickstart/question.js'
import { renderAnswer, renderBoot } from '../quickstart/report.js'
import { Announcement } from './announcement.js'
import { Departure } from './departure.js'
import { questions } from './questions.js'
import { Station } from './station.js'
import { fillTimetable } from './timetable.js'

/** Starts a Cassandra, fills a timetable, puts every kind of condition to it and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `conditions_${randomBytes(4).toString('hex')}`
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
  const { db, schemaStatements } = await boot(server, keyspace, [Departure, Station, Announcement])
  try {
    print(renderBoot('Boot', schemaStatements))
    await fillTimetable(db)
    for (const [i, question] of questions.entries()) {
      const answered = await ask(db, question)
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
