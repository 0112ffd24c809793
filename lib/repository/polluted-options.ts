import { OptionError } from '../errors/option-error.js'
import { isPrototypePolluted } from '../objects/property.js'
import { aggregateOptionNames, findOptionNames } from './types/read-options.js'
import { bulkWriteOptionNames, deleteOptionNames, insertOptionNames } from './types/write-options.js'
import { findPageOptionNames, scanOptionNames } from './types/paging-options.js'
import { writeOptionNames } from '../execution/options.js'

const optionNames = [
  ...new Set([
    ...findOptionNames,
    ...findPageOptionNames,
    ...scanOptionNames,
    ...aggregateOptionNames,
    ...writeOptionNames,
    ...insertOptionNames,
    ...deleteOptionNames,
    ...bulkWriteOptionNames,
    // Of batches.
    'kind',
    'conditional',
  ]),
]

/**
 * Refuses to work while something has given every object an option, `Object.prototype.partition = true`: no call could
 * be told from one that says so.
 */
export function refusePollutedOptions(entity: string, method: string): void {
  if (!isPrototypePolluted()) return
  const name = optionNames.find((option) => option in Object.prototype)
  if (name === undefined) return
  throw new OptionError(`${method}(): Object.prototype has a property '${name}', so every call seems to say it.`, {
    code: 'E_POLLUTED_OPTION',
    entity,
    hint: 'Find the code that assigned it: a careless merge of data from outside, if not an attack.',
  })
}
