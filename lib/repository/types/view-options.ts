import type { WriteOptions } from '../../execution/options.js'
import { writeOptionNames } from '../../execution/options.js'

/** What a bound view of a repository may fix for all its calls. */
export type ViewOptions = Omit<WriteOptions, 'signal'>

/** What a view, and the defaults of a data source, know. */
export const viewOptionNames = writeOptionNames.filter((name) => name !== 'signal')
