import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** A value that its column cannot hold exactly. Nothing was sent; the value itself is not in the message. */
export class ValueError extends CassiformError {
  /** The CQL type of the column, `map<text, int>`. */
  readonly cqlType: string
  /** What the column takes, in words. */
  readonly expected: string
  /** What kind of thing was given, in words. */
  readonly given: string

  constructor(
    refusal: { readonly cqlType: string; readonly expected: string; readonly given: string },
    details: Partial<Omit<ErrorDetails, 'outcome'>> = {},
  ) {
    super(`${refusal.cqlType} cannot hold this value exactly; expected ${refusal.expected}, given ${refusal.given}.`, {
      code: 'E_VALUE',
      ...details,
      outcome: 'not_sent',
    })
    this.cqlType = refusal.cqlType
    this.expected = refusal.expected
    this.given = refusal.given
  }
}
