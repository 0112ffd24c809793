import { randomBytes } from 'node:crypto'
import { isCassiformError } from 'cassiform'
import type { DataSource } from 'cassiform'
import { startCassandra } from 'cassiform/testing'
import type { CassandraServer } from 'cassiform/testing'
import { removeKeyspace } from './application.js'
import { ask } from './question.js'
import type { Question } from './question.js'
import { renderAnswer } from './report.js'

/** Starts a Cassandra, works on it in a keyspace whose name begins so, and leaves nothing behind. */
export function runProgram(name: string, work: (server: CassandraServer, keyspace: string) => Promise<void>): void {
  start(`${name}_${randomBytes(4).toString('hex')}`, work).catch((error: unknown) => {
    console.error(isCassiformError(error) ? error.message : error)
    process.exitCode = 1
  })
}

async function start(
  keyspace: string,
  work: (server: CassandraServer, keyspace: string) => Promise<void>,
): Promise<void> {
  const server = await startCassandra()
  try {
    print(`Cassandra ${server.version} at ${server.contactPoints.join(', ')}\n`)
    try {
      await work(server, keyspace)
    } finally {
      await removeKeyspace(server, keyspace)
    }
    print(`Keyspace ${keyspace} is dropped.`)
  } finally {
    await server.stop()
  }
}

/** Puts questions in their order and prints the answers, numbered. */
export async function answerAll(db: DataSource, questions: readonly Question[]): Promise<void> {
  for (const [i, question] of questions.entries()) {
    const answered = await ask(db, question)
    print(renderAnswer({ ...answered, text: `${i + 1}. ${answered.text}` }))
  }
}

/** A block of the report. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
