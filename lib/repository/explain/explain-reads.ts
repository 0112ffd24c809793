import type { Call } from '../../plan/call.js'
import { wholeRing } from '../../execution/pages/token-ranges.js'
import { withClass } from '../../plan/class-key.js'
import { namedClass } from '../../plan/class-of-entity.js'
import type { EntityPlans, SelectInput } from '../../plan/entity-plans.js'
import type { StatementPlan } from '../../plan/statement-plan.js'
import { countBeside, refuseOutsidePartition } from '../reads/entity-figures.js'
import { limitedToOne, refuseWholeTable } from '../reads/entity-reader.js'
import { rangeInput, rangesOf } from '../reads/entity-scanner.js'
import type { ScanInput } from '../reads/entity-scanner.js'
import { eachOf } from '../each-of.js'
import { keyOf, wholeKey } from '../entity-shape.js'
import { planRead } from '../reads/planned-read.js'
import type { PlannedRead } from '../reads/planned-read.js'

/** A call to be described: its plans, and what errors name. */
export interface ExplainedCall {
  readonly plans: EntityPlans
  readonly call: Call
}

/** A statement of a call, and with which conditions it is sent; alone it is sent once. */
export type ExplainedPlan = StatementPlan | PlannedRead

type PlanRead = (
  explained: ExplainedCall,
  first: object,
  second?: object,
  third?: object,
) => ExplainedPlan | readonly ExplainedPlan[]

/** How each method that reads is planned. */
export const explainedReads: Readonly<Record<string, PlanRead>> = {
  find: rows,
  findAndCount(explained, options: SelectInput) {
    const planned = rows(explained, options)
    refuseOutsidePartition(explained.call, planned.plan.accessPath)
    const counting = countBeside(options)
    return counting === undefined ? planned : [planned, aggregate(explained, 'count', counting)]
  },
  findPage(explained, options) {
    refuseWholeTable(explained.call, options)
    return unfanned(explained, options)
  },
  stream: rows,
  findBy: (explained, where) => rows(explained, { where }),
  findOne: (explained, options) => rows(explained, limitedToOne(options)),
  findOneOrFail: (explained, options) => rows(explained, limitedToOne(options)),
  findOneBy: (explained, where) => rows(explained, { where, limit: 1 }),
  findOneByOrFail: (explained, where) => rows(explained, { where, limit: 1 }),
  findByKeys: (explained, keys) => {
    return Array.isArray(keys) ? eachOf(keys, (key: object) => rowOf(explained, key)) : rowOf(explained, keys)
  },
  preload: (explained, partial) => {
    const { model, method } = explained.call
    return readOf(explained, keyOf({ model: namedClass(model, partial), method }, partial as Fields))
  },
  scan(explained, options: ScanInput) {
    const { plan, conditions } = unfanned(explained, rangeInput(options, wholeRing))
    const ranges = rangesOf(options.parallelism, explained.call.model.entityName)
    return { plan, conditions: conditions.flatMap((where) => Array.from({ length: ranges }, () => where)) }
  },
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

function rows({ plans, call }: ExplainedCall, input: SelectInput): PlannedRead {
  refuseWholeTable(call, input)
  return planRead(call, input, (one) => plans.select(call.method, one))
}

/** The read of one key. */
function rowOf(explained: ExplainedCall, key: object): PlannedRead {
  const { call } = explained
  const where = wholeKey(call, withClass(call.model, key), 'getKey(entity) makes one.')
  return readOf(explained, where)
}

/** The read of the row of a whole key. */
export function readOf(explained: ExplainedCall, where: object): PlannedRead {
  return rows(explained, { where, limit: 1 })
}

/** One statement, however many partitions are named; none where nothing can match. */
function unfanned({ plans, call }: ExplainedCall, input: SelectInput): PlannedRead {
  const { plan, isEmpty } = plans.select(call.method, input)
  return { plan, conditions: isEmpty ? [] : [input.where] }
}

function aggregate({ plans, call }: ExplainedCall, kind: 'count' | 'exists', input: SelectInput): PlannedRead {
  return planRead(call, input, (one) => plans.aggregate(kind, one, call.method))
}

function figure(kind: 'sum' | 'average' | 'minimum' | 'maximum'): PlanRead {
  return ({ plans }, column, where, options) => plans.figure(kind, kind, column, { ...options, where }).plan
}
