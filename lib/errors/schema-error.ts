import { CassiformError } from './cassiform-error.js'
import type { ErrorDetails } from './cassiform-error.js'

/** What kind of thing differs between the live schema and the entities. */
export type SchemaObjectKind =
  'keyspace' | 'type' | 'field' | 'table' | 'primary key' | 'column' | 'property' | 'index' | 'view'

/**
 * What is to be done about a difference: `create`, `add` and `alter` are statements sync may send, `report` is told and
 * never touched, `refuse` cannot be brought about without a rewrite or a drop, which sync never does.
 */
export type SchemaAction = 'create' | 'add' | 'alter' | 'report' | 'refuse'

/** One difference between the live schema and the entities, as data. */
export interface SchemaDifference {
  /** Where, as CQL would name it: `shop.readings.site`, quoted only where CQL needs quotes. */
  readonly object: string
  readonly kind: SchemaObjectKind
  /** What the database has; undefined if nothing. */
  readonly is: string | undefined
  /** What the entities want; undefined if nothing. */
  readonly wanted: string | undefined
  readonly action: SchemaAction
  /** What is wrong, as the middle of a sentence: `has another type`. */
  readonly reason: string
  /** How to mend it by hand. */
  readonly hint?: string | undefined
  /** What to do instead of what is refused, as code to copy and change: a new column or table, the copying, the switch. */
  readonly recipe?: string | undefined
  /** The statement that mends it; differences that one statement mends share its text. */
  readonly cql?: string | undefined
}

interface SchemaErrorDetails extends ErrorDetails {
  readonly differences?: readonly SchemaDifference[]
  readonly grants?: readonly string[]
}

/** The live schema does not fit the entities, or could not be brought to fit them. */
export class SchemaError extends CassiformError {
  /** The differences the error is about; empty where it is about none. */
  readonly differences: readonly SchemaDifference[]
  /** The `GRANT` statements that `E_SCHEMA_UNAUTHORIZED` asks for; empty in other errors. */
  readonly grants: readonly string[]

  constructor(sentence: string, { differences = [], grants = [], ...details }: SchemaErrorDetails) {
    super(sentence, details)
    this.differences = differences
    this.grants = grants
  }
}
