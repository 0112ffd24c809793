import { OptionError } from '../errors/option-error.js'
import type { AccessPath } from '../plan/access-path.js'
import type { EntityPlans, SelectInput } from '../plan/entity-plans.js'
import type { SelectPlan, StatementPlan } from '../plan/statement-plan.js'
import type { UsingOptions } from '../plan/using.js'
import type { Call } from '../plan/call.js'
import type { WriteOptions } from '../execution/options.js'
import type { DeleteWhere, LooseWhere, Select, Where } from './criteria.js'
import { limitedToOne, refuseWholeTable } from './entity-reader.js'
import { patchWithMoments, supplyMissing } from './supply.js'
import type { ColumnsOf, UpdateKey } from './key.js'
import { planRead } from './planned-read.js'
import type { PlannedRead } from './planned-read.js'
import type { AggregateOptions, DeleteOptions, FigureOptions, FindAndCountOptions, ReadOptions } from './options.js'
import type { Insertable, Patch } from './patch.js'
import type { IntoClass, Nearest, NumberColumns } from './row.js'

/** What a call would send, without sending it. Holds no bound value. */
export interface Explanation {
  readonly cql: string
  /** How often it is sent: once for each partition of an `In` on the partition key; not at all where nothing can match. */
  readonly requests: number
  /** Names of the markers in their order: `sensorId`, `in(day)`, `limit`. */
  readonly markers: readonly string[]
  /** How the server reaches the rows; only of reads. */
  readonly accessPath?: AccessPath | 'scan'
  /** Whether the driver may send it again after a failure. */
  readonly isIdempotent: boolean
  readonly warnings: readonly string[]
  /** Generated functions by name; empty where code generation is forbidden. */
  readonly source: Readonly<Record<string, string | undefined>>
}

/** What `find` takes, whatever the type of its rows would be. */
interface ExplainedFind<E> extends ReadOptions<E> {
  readonly where?: Where<E> | LooseWhere<E> | undefined
  readonly select?: Select<E>
  readonly allowFiltering?: boolean
  readonly annOf?: Nearest<E> | undefined
  readonly distinct?: boolean | undefined
  readonly scan?: boolean | undefined
  readonly into?: IntoClass
  readonly lazy?: boolean | undefined
}

/** Arguments of `sum` and the like. */
type FigureCall<E, C> = [
  column: C,
  where: LooseWhere<E> | Where<E> | undefined,
  options?: FigureOptions<boolean, boolean>,
]

/** Arguments of the methods that `explain` can describe. */
export interface ExplainableCalls<E> {
  readonly find: [options: ExplainedFind<E>]
  readonly findBy: [where: Where<E>]
  readonly findOne: [options: Omit<ExplainedFind<E>, 'limit' | 'perPartitionLimit' | 'lazy'>]
  readonly findOneBy: [where: Where<E>]
  /** The statement of the rows; that of their number is the one of `count`. */
  readonly findAndCount: [options: FindAndCountOptions<E, Select<E>, boolean>]
  readonly count: [options: AggregateOptions<E, boolean>]
  readonly countBy: [where: Where<E>]
  readonly exists: [options: AggregateOptions<E, boolean>]
  readonly existsBy: [where: Where<E>]
  readonly sum: FigureCall<E, NumberColumns<E>>
  readonly average: FigureCall<E, NumberColumns<E>>
  readonly minimum: FigureCall<E, ColumnsOf<E>>
  readonly maximum: FigureCall<E, ColumnsOf<E>>
  readonly insert: [entity: Insertable<E>, options?: WriteOptions]
  readonly update: [key: UpdateKey<E>, patch: Patch<E>, options?: WriteOptions]
  readonly delete: [where: DeleteWhere<E>, options?: DeleteOptions]
  readonly clear: []
}

const warningsOf: Readonly<Partial<Record<AccessPath | 'scan', string>>> = {
  partitions: 'IN on the partition key makes one node gather several partitions.',
  tokens: 'A range of tokens reads every partition in it.',
  index: 'An index without the partition key asks every node.',
  raw: 'Whether a Raw reads more than it answers is for the server to say.',
  filtering: 'ALLOW FILTERING reads and discards rows.',
  scan: 'Reads the whole table.',
}

/** Describes a plan for people and tests. */
function explainPlan(plan: StatementPlan | SelectPlan, requests: number): Explanation {
  const { cql, markers, isIdempotent, source } = plan
  const accessPath = 'accessPath' in plan ? plan.accessPath : undefined
  const warning = accessPath === undefined ? undefined : warningsOf[accessPath]
  return {
    cql,
    requests,
    markers,
    ...(accessPath !== undefined && { accessPath }),
    isIdempotent,
    warnings: warning === undefined ? [] : [warning],
    source,
  }
}

/** Describes what a call would send. `using` adds the defaults of the repository to the options of a write. */
export function explainCall(
  plans: EntityPlans,
  method: keyof ExplainableCalls<object>,
  args: readonly unknown[],
  using: (options: WriteOptions | undefined) => UsingOptions,
): Explanation {
  const sent = planOf(plans, method, args, using)
  return 'conditions' in sent ? explainPlan(sent.plan, sent.conditions.length) : explainPlan(sent, 1)
}

function planOf(
  plans: EntityPlans,
  method: keyof ExplainableCalls<object>,
  args: readonly unknown[],
  using: (options: WriteOptions | undefined) => UsingOptions,
): StatementPlan | PlannedRead {
  const call: Call = { model: plans.model, method }
  const select = (input: SelectInput) => planRead(call, input, (one) => plans.select(method, one))
  const aggregate = (kind: 'count' | 'exists', input: SelectInput) =>
    planRead(call, input, (one) => plans.aggregate(kind, one, method))
  const [first = {}, second, third] = args as [object | undefined, object | undefined, WriteOptions | undefined]
  switch (method) {
    case 'find':
    case 'findAndCount':
    case 'findOne':
      refuseWholeTable(call, first)
      return select(method === 'findOne' ? limitedToOne(first) : first)
    case 'findBy':
      return select({ where: first })
    case 'findOneBy':
      return select({ where: first, limit: 1 })
    case 'count':
      return aggregate('count', first)
    case 'countBy':
      return aggregate('count', { where: first })
    case 'exists':
      return aggregate('exists', limitedToOne(first))
    case 'existsBy':
      return aggregate('exists', limitedToOne({ where: first }))
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
      return plans.figure(method, method, first, { ...third, where: second }).plan
    case 'insert':
      return plans.insert(method, supplied(call, first), using(second))
    case 'update':
      return plans.update(method, first, patchWithMoments(call, second), using(third))
    case 'delete':
      return plans.delete(method, first, using(second), (second as DeleteOptions | undefined)?.partition === true)
    case 'clear':
      return plans.truncate(method)
    default:
      throw new OptionError(`explain(): cannot describe '${String(method)}'.`, { entity: plans.model.entityName })
  }
}

/** A copy with what an insert would supply: explaining changes nothing. */
function supplied(call: Call, entity: object): object {
  const copy = Object.fromEntries(Object.entries(entity))
  supplyMissing(call, copy)
  return copy
}
