import type { ExecutionOptions, WriteOptions } from '../../execution/options.js'
import { executionOptionNames, writeOptionNames } from '../../execution/options.js'

/** What a bound view of a repository may fix for all its calls. */
export type ViewOptions = Omit<WriteOptions & ExecutionOptions, 'signal'>

/** What a view, and the defaults of a data source, know. */
export const viewOptionNames = [...new Set([...executionOptionNames, ...writeOptionNames])].filter(
  (name) => name !== 'signal',
)
