import type { CqlType } from '../cql/data-type.js'

/**
 * Between the value of a property and the value the driver takes and gives, for one CQL type.
 * Strict: each value is stored exactly or refused. Neither side is ever null or undefined: absent cells are the
 * column's business.
 */
export interface Codec<Property = unknown, Driver = unknown> {
  readonly type: CqlType
  /** Property value → what is bound. Throws `ValueRefusal` for a value the type cannot hold exactly. */
  readonly encode: (value: unknown) => Driver
  /** Driver value → property value; anything mutable is a fresh copy that shares nothing with the row. */
  readonly decode: (value: Driver) => Property
  /** Whether two property values would be stored alike. */
  readonly equals: (a: Property, b: Property) => boolean
  /** An independent copy of a property value; the value itself when it is immutable. */
  readonly copy: (value: Property) => Property
}
