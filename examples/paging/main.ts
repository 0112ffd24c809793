import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from '../quickstart/application.js'
import { fillTables } from '../quickstart/fill-tables.js'
import { ask } from '../quickstart/question.js'
import type { Question } from '../quickstart/question.js'
import { renderAnswer } from '../quickstart/report.js'
import { earlyBreak } from './early-break.js'
import { forgedTokens, pageWalk } from './page-walk.js'
import { resumedScan } from './resumed-scan.js'

const chapters: readonly Question[] = [pageWalk, forgedTokens, earlyBreak, resumedScan]

/** Starts a Cassandra, fills a table of it with a week of earthquakes, reads it piece by piece and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `paging_${randomBytes(4).toString('hex')}`
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
  const { db } = await boot(server, keyspace, undefined, { pageTokenSecret: randomBytes(32).toString('hex') })
  try {
    await fillTables.answer(db)
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
