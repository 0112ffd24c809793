import type * as Cassiform from '../../../lib/index.js'

/** What a program gets from `import … from 'cassiform'`: specs give the sources, the benchmark gives the built package. */
export type Package = typeof Cassiform

/** The data source of a benchmark: what its operations need of it. */
export type Database = Pick<Cassiform.DataSource, 'getRepository' | 'batch'>

/** Some entities, declared with one copy of the package, and what is done with them. */
export interface Topic<Operations> {
  readonly entities: readonly Cassiform.EntityReference[]
  readonly operations: (db: Database) => Operations
}
