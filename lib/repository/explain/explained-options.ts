import { executionOptionNames, writeOptionNames } from '../../execution/options.js'
import type { Call } from '../../plan/call.js'
import { checkCallOptions } from '../call-options.js'
import type { ExplainableCalls } from '../types/explainable-calls.js'
import { findPageOptionNames, scanOptionNames, streamOptionNames } from '../types/paging-options.js'
import {
  aggregateOptionNames,
  figureOptionNames,
  findAndCountOptionNames,
  findOneOptionNames,
  findOptionNames,
} from '../types/read-options.js'
import {
  bulkRemoveOptionNames,
  bulkWriteOptionNames,
  clearOptionNames,
  counterOptionNames,
  deleteOptionNames,
  findOrCreateOptionNames,
  insertOptionNames,
  removeOptionNames,
  updateOptionNames,
  upsertOptionNames,
} from '../types/write-options.js'

type Method = keyof ExplainableCalls<object>

/** Which argument of a method are its options, and their names. */
const optionsOf: Readonly<Record<Method, readonly [argument: number, names: readonly string[]]>> = {
  find: [0, findOptionNames],
  findBy: [1, executionOptionNames],
  findOne: [0, findOneOptionNames],
  findOneBy: [1, executionOptionNames],
  findOneOrFail: [0, findOneOptionNames],
  findOneByOrFail: [1, executionOptionNames],
  findByKeys: [1, executionOptionNames],
  findAndCount: [0, findAndCountOptionNames],
  findPage: [0, findPageOptionNames],
  stream: [0, streamOptionNames],
  scan: [0, scanOptionNames],
  count: [0, aggregateOptionNames],
  countBy: [1, executionOptionNames],
  exists: [0, aggregateOptionNames],
  existsBy: [1, executionOptionNames],
  sum: [2, figureOptionNames],
  average: [2, figureOptionNames],
  minimum: [2, figureOptionNames],
  maximum: [2, figureOptionNames],
  insert: [1, insertOptionNames],
  upsert: [1, upsertOptionNames],
  save: [1, writeOptionNames],
  update: [2, updateOptionNames],
  delete: [1, deleteOptionNames],
  remove: [1, removeOptionNames],
  increment: [3, counterOptionNames],
  decrement: [3, counterOptionNames],
  findOrCreate: [2, findOrCreateOptionNames],
  preload: [1, executionOptionNames],
  clear: [0, clearOptionNames],
  insertMany: [1, bulkWriteOptionNames],
  saveMany: [1, bulkWriteOptionNames],
  removeMany: [1, bulkRemoveOptionNames],
}

/** Refuses the options that the method refuses: what would not be sent has nothing to be described. */
export function checkExplainedOptions(call: Call, args: readonly unknown[]): void {
  const [argument, names] = optionsOf[call.method as Method]
  checkCallOptions(call, args[argument] as object | undefined, names)
}
