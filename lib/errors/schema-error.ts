import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** The live schema does not fit the entities, or could not be brought to fit them. */
export class SchemaError extends CassiformError {
  constructor(sentence: string, details: ErrorDetails) {
    super(sentence, details)
  }
}
