import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** The data source is not connected, could not connect, or was given a client it cannot use. */
export class ConnectionError extends CassiformError {
  constructor(sentence: string, details: ErrorDetails) {
    super(sentence, { outcome: 'not_sent', ...details })
  }
}
