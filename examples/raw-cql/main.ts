import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { boot, removeKeyspace } from '../quickstart/application.js'
import { ask } from '../quickstart/question.js'
import { renderAnswer, renderBoot } from '../quickstart/report.js'
import { outcomes } from './outcomes.js'
import { Parcel } from './parcel.js'
import { builder, explained, names, text, values } from './statements.js'

/** Starts a Cassandra, sends it statements of our own, fails in every way, and leaves nothing behind. */
async function main(): Promise<void> {
  const server = await startCassandra()
  const keyspace = `raw_cql_${randomBytes(4).toString('hex')}`
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
    for (const [i, question] of [values, names, text, builder, explained, outcomes].entries()) {
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
