import type { DataSource } from '../data-source/data-source.js'

/** A statement as it was handed to the driver. */
export interface RecordedStatement {
  readonly cql: string
  readonly params?: readonly unknown[]
}

export interface StatementRecording {
  readonly statements: readonly RecordedStatement[]
  /** Forgets what was recorded so far. */
  clear(): void
  /** Stops recording; what was recorded stays. */
  stop(): void
}

/** Records every statement a data source sends from now on, schema sync included; works before `initialize`. */
export function recordStatements(db: DataSource): StatementRecording {
  const statements: RecordedStatement[] = []
  const stop = db.onStatement((cql, values) => {
    statements.push(values.length === 0 ? { cql } : { cql, params: values })
  })
  return {
    statements,
    clear: () => {
      statements.length = 0
    },
    stop,
  }
}
