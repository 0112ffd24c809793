import type { DataSource, EntityClass } from 'cassiform'
import { createTestDataSource, recordStatements } from 'cassiform/testing'
import { commentsOf } from '../../../examples/pages/source-regions.js'

const statement = /^(SELECT|INSERT|UPDATE|DELETE|TRUNCATE|BEGIN) /

/** What calls send, in the keyspace of the pages; what is sent several times in a row stands once. */
export async function sentBy(
  entities: readonly EntityClass[],
  use: (db: DataSource) => Promise<void>,
): Promise<readonly string[]> {
  const db = await createTestDataSource({ entities, logging: [] })
  try {
    const recording = recordStatements(db)
    await use(db)
    const sent = recording.statements.map(({ cql }) => cql.replaceAll(/\s+/g, ' ').replaceAll(/"test_\w+"/g, '"plant"'))
    return sent.filter((cql, i) => !/ "?system"?\./.test(cql) && cql !== sent[i - 1])
  } finally {
    await db.destroy()
  }
}

/** What the comments of a file say that its calls send. */
export function saidIn(file: string): readonly string[] {
  return commentsOf(file, statement)
}
