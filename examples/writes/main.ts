import type { CassandraServer } from 'cassiform/testing'
import { boot } from '../quickstart/application.js'
import { answerAll, print, runProgram } from '../quickstart/program.js'
import { renderBoot } from '../quickstart/report.js'
import { Basket } from './basket.js'
import { deletions, times } from './endings.js'
import { patches } from './patches.js'
import { saves } from './saves.js'

/** On a Cassandra that it starts: changes baskets in every way there is, and leaves nothing behind. */
async function run(server: CassandraServer, keyspace: string): Promise<void> {
  const { db, schemaStatements } = await boot(server, keyspace, [Basket])
  try {
    print(renderBoot('Boot', schemaStatements))
    await answerAll(db, [patches, saves, deletions, times])
  } finally {
    await db.destroy()
  }
}

runProgram('writes', run)
