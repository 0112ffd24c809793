import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/**
 * A cell was read that its property cannot hold exactly: a number beyond the safe integers, a value that a transformer
 * does not take, a column whose type in the database is another one. Nothing was changed; the value is not in the
 * message.
 */
export class DecodeError extends CassiformError {
  constructor(reason: string, details: Omit<ErrorDetails, 'code' | 'outcome'>) {
    super(`was read and cannot be told exactly: ${reason}.`, { ...details, code: 'E_DECODE', outcome: 'rejected' })
  }
}
