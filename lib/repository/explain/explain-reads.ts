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
  scan: (explained, options) => unfanned(explained, rangeInput(options, wholeRing)),
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
