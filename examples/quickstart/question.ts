import type { DataSource } from 'cassiform'
import { recordStatements } from 'cassiform/testing'

/** What stands in one place of an answer. */
export type Cell = string | number

/** A question to the database, or a piece of work, with the calls that do it. */
export interface Question {
  readonly text: string
  /** Headings of the answer. */
  readonly columns: readonly string[]
  readonly answer: (db: DataSource) => Promise<readonly (readonly Cell[])[]>
}

/** A question, its answer and the statements that brought it. */
export interface Answered {
  readonly text: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly cql: readonly string[]
}

/** Puts a question, and records the CQL that its calls become. */
export async function ask(db: DataSource, { text, columns, answer }: Question): Promise<Answered> {
  const recording = recordStatements(db)
  try {
    const rows = await answer(db)
    return { text, columns, rows, cql: recording.statements.map(({ cql }) => cql) }
  } finally {
    recording.stop()
  }
}
