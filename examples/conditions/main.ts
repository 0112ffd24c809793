import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { Announcement } from './announcement.js'
import { Departure } from './departure.js'
import { questions } from './questions.js'
import { Station } from './station.js'
import { fillTimetable } from './timetable.js'

/** On a Cassandra that it starts: fills a timetable, puts every kind of condition to it and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db, schemaStatements } = await boot(server, keyspace, [Departure, Station, Announcement])
  try {
    print(renderBoot('Boot', schemaStatements))
    await fillTimetable(db)
    await answerAll(db, questions)
  } finally {
    await db.destroy()
  }
}

runProgram('conditions', run)
