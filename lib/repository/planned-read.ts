import type { Executor } from '../execution/executor.js'
import { concurrency, mapConcurrently } from '../execution/map-concurrently.js'
import type { ExecutionOptions } from '../execution/options.js'
import type { Call } from '../plan/call.js'
import type { Planned, SelectInput } from '../plan/entity-plans.js'
import { fanOut } from '../plan/fan-out.js'
import type { SelectPlan } from '../plan/statement-plan.js'

/** A read as it is sent: one plan, and the conditions it is sent with, one request each. */
export interface PlannedRead {
  readonly plan: SelectPlan
  /** Several where an `In` on the partition key is fanned out; none where nothing can match. */
  readonly conditions: readonly unknown[]
}

/** Plans a read; `planOf` makes the plan of one statement. */
export function planRead(
  call: Call,
  input: SelectInput,
  planOf: (input: SelectInput) => Planned<SelectPlan>,
): PlannedRead {
  // What is nearest in each of several partitions is not what is nearest in all of them: refused with the plan.
  const isOne = input.fanOut === false || input.annOf !== undefined
  const fan = isOne ? undefined : fanOut(call, input.where)
  if (fan === undefined) {
    const { plan, isEmpty } = planOf(input)
    return { plan, conditions: isEmpty ? [] : [input.where] }
  }
  const { plan, isEmpty } = planOf({ ...input, where: fan.sample })
  return { plan, conditions: isEmpty ? [] : fan.conditions }
}

/**
 * The rows of a read. Of several partitions they come one partition after the other, up to the limit; each request goes
 * to a node that has its partition, and every value is checked before the first is sent.
 */
export function sendRead(
  executor: Executor,
  { plan, conditions }: PlannedRead,
  input: SelectInput,
  options?: ExecutionOptions,
  isAdmitted?: boolean,
): Promise<object[]> {
  if (conditions.length === 0) return Promise.resolve([])
  if (conditions.length === 1) return executor.read(plan, conditions[0], input, options, isAdmitted)
  for (const where of conditions) plan.bind(where, input)
  const limit = typeof input.limit === 'number' ? input.limit : Infinity
  const send = () => readUpTo(limit, conditions, (where) => executor.read(plan, where, input, options, true))
  return isAdmitted ? send() : executor.admit(send)
}

/** Rows of conditions in their order; with a limit no more are asked than it may take, some at a time. */
async function readUpTo(
  limit: number,
  conditions: readonly unknown[],
  read: (where: unknown) => Promise<object[]>,
): Promise<object[]> {
  if (limit === Infinity) return (await mapConcurrently(conditions, concurrency, read)).flat()
  const rows: object[] = []
  for (let i = 0; i < conditions.length && rows.length < limit; i += concurrency) {
    const found = await mapConcurrently(conditions.slice(i, i + concurrency), concurrency, read)
    for (const row of found.flat()) if (rows.length < limit) rows.push(row)
  }
  return rows
}
