import type { Executor } from '../../execution/executor.js'
import { mapConcurrently } from '../../execution/map-concurrently.js'
import type { ExecutionOptions } from '../../execution/options.js'
import { readFlag } from '../../plan/call.js'
import type { Call } from '../../plan/call.js'
import type { Planned, SelectInput } from '../../plan/entity-plans.js'
import { fanOut } from '../../plan/where/fan-out.js'
import type { SelectPlan } from '../../plan/statement-plan.js'

/** A read as it is sent: one plan, and the conditions it is sent with, one request each. */
export interface PlannedRead {
  readonly plan: SelectPlan
  /** Several where an `In` on the partition key is fanned out; none where nothing can match. */
  readonly conditions: readonly unknown[]
}

/** A read by a view that tells nobody, unless the call says otherwise. */
export function heardInput<Input extends SelectInput>(input: Input, isSilent: boolean): Input {
  return isSilent && input.listeners === undefined ? { ...input, listeners: false } : input
}

/** Plans a read; `planOf` makes the plan of one statement. */
export function planRead(
  call: Call,
  input: SelectInput,
  planOf: (input: SelectInput) => Planned<SelectPlan>,
): PlannedRead {
  // What is nearest in each of several partitions is not what is nearest in all of them: refused with the plan.
  const isFannedOut = input.fanOut === undefined || readFlag(call, 'fanOut', input.fanOut)
  const isOne = !isFannedOut || input.annOf !== undefined
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
 * to a node that has its partition. Every value is checked and copied before the first is sent.
 */
export function sendRead(
  executor: Executor,
  { plan, conditions }: PlannedRead,
  input: SelectInput,
  options?: ExecutionOptions,
  isAdmitted?: boolean,
): Promise<object[]> {
  const reads = conditions.map((where) => plan.bind(where, input))
  if (reads.length === 0) return Promise.resolve([])
  if (reads.length === 1) return executor.readBound(plan, reads[0]!, options, isAdmitted)
  const limit = typeof input.limit === 'number' ? input.limit : Infinity
  const kept = { ...options }
  const send = () => readUpTo(limit, reads, executor.lanes, (one) => executor.readBound(plan, one, kept, true))
  return isAdmitted ? send() : executor.admit(send)
}

/** Rows of several requests in their order; with a limit no more are asked than it may take, some at a time. */
async function readUpTo<Read>(
  limit: number,
  reads: readonly Read[],
  lanes: number,
  send: (read: Read) => Promise<object[]>,
): Promise<object[]> {
  if (limit === Infinity) return (await mapConcurrently(reads, lanes, send)).flat()
  const rows: object[] = []
  for (let i = 0; i < reads.length && rows.length < limit; i += lanes) {
    const found = await mapConcurrently(reads.slice(i, i + lanes), lanes, send)
    for (const row of found.flat()) if (rows.length < limit) rows.push(row)
  }
  return rows
}
