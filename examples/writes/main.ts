import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from '../quickstart/application.js'
import { ask } from '../quickstart/question.js'
import { renderAnswer, renderBoot } from '../quickstart/report.js'
import { Basket } from './basket.js'
import { deletions, times } from './endings.js'
import { patches } from './patches.js'
import { saves } from './saves.js'

/** Starts a Cassandra, changes baskets in every way there is, and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `writes_${randomBytes(4).toString('hex')}`
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
  const { db, schemaStatements } = await boot(server, keyspace, [Basket])
  try {
    print(renderBoot('Boot', schemaStatements))
    for (const [i, question] of [patches, saves, deletions, times].entries()) {
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
