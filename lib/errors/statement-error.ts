import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** A call that cannot become valid CQL, or only by reading far more than asked. Nothing was sent. */
export class StatementError extends CassiformError {
  constructor(sentence: string, details: Omit<ErrorDetails, 'outcome'>) {
    super(sentence, { ...details, outcome: 'not_sent' })
  }
}
