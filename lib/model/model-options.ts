import type { NamingStrategy } from './naming-strategy.js'

/** What a model depends on besides the class. */
export interface ModelOptions {
  /** Keyspace of entities that name none themselves. */
  readonly keyspace?: string | undefined
  readonly namingStrategy: NamingStrategy
  /** What absent cells read as, where the column does not say. */
  readonly absent: 'undefined' | 'null'
}
