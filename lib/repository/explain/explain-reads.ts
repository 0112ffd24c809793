import { checkOptionNames } from '../../execution/options.js'
import type { Call } from '../../plan/call.js'
import { wholeRing } from '../../execution/pages/token-ranges.js'
import { withClass } from '../../plan/class-key.js'
import { namedClass } from '../../plan/class-of-entity.js'
import type { EntityPlans, SelectInput } from '../../plan/entity-plans.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import { refuseOutsidePartition } from '../reads/entity-figures.js'
import { limitedToOne, refuseWholeTable } from '../reads/entity-reader.js'
import { rangeInput } from '../reads/entity-scanner.js'
import { keyOf, wholeKey } from '../entity-shape.js'
import {
  aggregateOptionNames,
  figureOptionNames,
  findAndCountOptionNames,
  findOneOptionNames,
  findOptionNames,
} from '../types/read-options.js'
import { findPageOptionNames, scanOptionNames, streamOptionNames } from '../types/paging-options.js'
import { planRead } from '../reads/planned-read.js'
import type { PlannedRead } from '../reads/planned-read.js'

/** A call to be described: its plans, and what errors name. */
export interface ExplainedCall {
  readonly plans: EntityPlans
  readonly call: Call
}

type PlanRead = (
  explained: ExplainedCall,
  first: object,
  second?: object,
  third?: object,
) => StatementPlan | PlannedRead

/** How each method that reads is planned. */
export const explainedReads: Readonly<Record<string, PlanRead>> = {
  find: rows,
  findAndCount(explained, options) {
    const planned = rows(explained, options)
    refuseOutsidePartition(explained.call, planned.plan.accessPath)
    return planned
  },
  findPage: ({ plans, call }, options) => plans.select(call.method, options).plan,
  stream: rows,
  findBy: (explained, where) => rows(explained, { where }),
  findOne: (explained, options) => rows(explained, limitedToOne(options)),
  findOneOrFail: (explained, options) => rows(explained, limitedToOne(options)),
  findOneBy: (explained, where) => rows(explained, { where, limit: 1 }),
  findOneByOrFail: (explained, where) => rows(explained, { where, limit: 1 }),
  findByKeys: (explained, key) => {
    return rows(explained, {
      where: wholeKey(explained.call, withClass(explained.call.model, key), 'explain() takes one key.'),
      limit: 1,
    })
  },
  preload: (explained, partial) => {
    const { model, method } = explained.call
    const where = keyOf({ model: namedClass(model, partial), method }, partial as Fields)
    return rows(explained, { where, limit: 1 })
  },
  scan: ({ plans, call }, options) => plans.select(call.method, rangeInput(options, wholeRing)).plan,
  count: (explained, options) => aggregate(explained, 'count', options),
  countBy: (explained, where) => aggregate(explained, 'count', { where }),
  exists: (explained, options) => aggregate(explained, 'exists', limitedToOne(options)),
  existsBy: (explained, where) => aggregate(explained, 'exists', limitedToOne({ where })),
  sum: figure('sum'),
  average: figure('average'),
  minimum: figure('minimum'),
  maximum: figure('maximum'),
}

type Fields = Record<string, unknown>

/** Which argument of a method that reads are its options, and their names. */
const optionsOf: Readonly<Record<string, readonly [argument: number, names: readonly string[]]>> = {
  find: [0, findOptionNames],
  findAndCount: [0, findAndCountOptionNames],
  findPage: [0, findPageOptionNames],
  stream: [0, streamOptionNames],
  findOne: [0, findOneOptionNames],
  findOneOrFail: [0, findOneOptionNames],
  scan: [0, scanOptionNames],
  count: [0, aggregateOptionNames],
  exists: [0, aggregateOptionNames],
  sum: [2, figureOptionNames],
  average: [2, figureOptionNames],
  minimum: [2, figureOptionNames],
  maximum: [2, figureOptionNames],
}

/** Refuses the options that the method refuses: what would not be sent has nothing to be described. */
export function checkExplainedOptions({ model, method }: Call, args: readonly unknown[]): void {
  if (!Object.hasOwn(optionsOf, method)) return
  const [argument, names] = optionsOf[method]!
  const options = args[argument]
  if (options !== undefined) checkOptionNames(model.entityName, method, options as object, names)
}

function rows({ plans, call }: ExplainedCall, input: SelectInput): PlannedRead {
  refuseWholeTable(call, input)
  return planRead(call, input, (one) => plans.select(call.method, one))
}

function aggregate({ plans, call }: ExplainedCall, kind: 'count' | 'exists', input: SelectInput): PlannedRead {
  return planRead(call, input, (one) => plans.aggregate(kind, one, call.method))
}

function figure(kind: 'sum' | 'average' | 'minimum' | 'maximum'): PlanRead {
  return ({ plans }, column, where, options) => plans.figure(kind, kind, column, { ...options, where }).plan
}
