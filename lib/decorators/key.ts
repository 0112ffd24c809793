/**
 * Names the key of an entity for the compiler, and exists only for it:
 * `declare readonly [KEY]?: { partition: ['sensorId', 'day']; clustering: ['at']; static: ['site'] }`.
 * With it, wrong and incomplete keys do not compile; without it the same rules hold at run time only.
 */
export const KEY: unique symbol = Symbol.for('cassiform.key')

/** What `KEY` may say, each a tuple of property names. */
export interface KeySpec {
  readonly partition: readonly string[]
  readonly clustering?: readonly string[]
  readonly static?: readonly string[]
  readonly counter?: readonly string[]
  /** Properties an insert may leave out because they are generated. */
  readonly generated?: readonly string[]
  /** Columns that are sets and held as arrays, `{ as: 'array' }`: a patch may `Add` to them, as it may not to a list. */
  readonly sets?: readonly string[]
  /** Columns with an index: `where` may restrict them without the partition key. */
  readonly indexed?: readonly string[]
}
