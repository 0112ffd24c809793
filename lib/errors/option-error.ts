import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** An option that does not exist or has a value it cannot have. Nothing was sent. */
export class OptionError extends CassiformError {
  constructor(sentence: string, details: Partial<Omit<ErrorDetails, 'outcome'>> = {}) {
    super(sentence, { code: 'E_OPTION', ...details, outcome: 'not_sent' })
  }
}
