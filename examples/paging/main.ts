import { randomBytes } from 'node:crypto'
import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, runProgram } from '../quickstart/program.js'
import { fillTables } from '../quickstart/fill-tables.js'
import type { Question } from '../quickstart/question.js'
import { earlyBreak } from './early-break.js'
import { forgedTokens, pageWalk } from './page-walk.js'
import { resumedScan } from './resumed-scan.js'

const chapters: readonly Question[] = [pageWalk, forgedTokens, earlyBreak, resumedScan]

/** On a Cassandra that it starts: fills a table of it with a week of earthquakes, reads it piece by piece and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db } = await boot(server, keyspace, undefined, { pageTokenSecret: randomBytes(32).toString('hex') })
  try {
    await fillTables.answer(db)
    await answerAll(db, chapters)
  } finally {
    await db.destroy()
  }
}

runProgram('paging', run)
