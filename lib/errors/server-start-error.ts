import { CassiformError } from './cassiform-error.js'

/** A way to come to a server that was tried, and why it led to none. */
export interface ServerStartAttempt {
  readonly provider: 'environment' | 'jvm' | 'docker'
  /** What is missing or went wrong: `CASSANDRA_CONTACT_POINTS is not set.` */
  readonly reason: string
  /** How to mend it. */
  readonly wayOut?: string | undefined
}

/** `startCassandra` could not come to a server. The message says of every provider tried why it did not fit. */
export class ServerStartError extends CassiformError {
  readonly attempts: readonly ServerStartAttempt[]

  constructor(attempts: readonly ServerStartAttempt[], cause?: unknown) {
    const [first] = attempts
    const list = attempts.map((attempt) => `\n  - ${describe(attempt)}`).join('')
    super(`no Cassandra could be started:${attempts.length === 1 && first ? ` ${describe(first)}` : list}`, {
      code: 'E_SERVER_START',
      cause,
    })
    this.attempts = attempts
  }
}

function describe({ provider, reason, wayOut }: ServerStartAttempt): string {
  return wayOut === undefined ? `${provider}: ${reason}` : `${provider}: ${reason} ${wayOut}`
}
