import { OptionError } from '../errors/option-error.js'
import type { AccessPath } from '../plan/access-path.js'
import { withClass } from '../plan/class-key.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import type { SelectPlan, StatementPlan } from '../plan/statement-plan.js'
import type { WriteTextOptions } from '../plan/if-clause.js'
import type { WriteOptions } from '../execution/options.js'
import type { DeleteWhere, Select, Where } from './criteria.js'
import { limitedToOne } from './entity-reader.js'
import { completePatch, supplyMissing } from './supply.js'
import type { UpdateKey } from './key.js'
import type { AggregateOptions, DeleteOptions, FindOneOptions, FindOptions } from './options.js'
import type { Insertable, Patch } from './patch.js'

/** What a call would send, without sending it. Holds no bound value. */
export interface Explanation {
  readonly cql: string
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

/** Arguments of the methods that `explain` can describe. */
export interface ExplainableCalls<E> {
  readonly find: [options: FindOptions<E, Select<E>, boolean>]
  readonly findBy: [where: Where<E>]
  readonly findOne: [options: FindOneOptions<E, Select<E>, boolean>]
  readonly findOneBy: [where: Where<E>]
  readonly count: [options: AggregateOptions<E, boolean>]
  readonly exists: [options: AggregateOptions<E, boolean>]
  readonly insert: [entity: Insertable<E>, options?: WriteOptions]
  readonly update: [key: UpdateKey<E>, patch: Patch<E>, options?: WriteOptions]
  readonly delete: [where: DeleteWhere<E>, options?: DeleteOptions]
  readonly clear: []
}

const warningsOf: Readonly<Partial<Record<AccessPath | 'scan', string>>> = {
  partitions: 'IN on the partition key makes one node gather several partitions.',
  index: 'An index without the partition key asks every node.',
  filtering: 'ALLOW FILTERING reads and discards rows.',
  scan: 'Reads the whole table.',
}

const discardsOthers = 'The server reads rows of other classes of the table as well, and discards them.'

/** Describes a plan for people and tests. */
function explainPlan(plan: StatementPlan | SelectPlan): Explanation {
  const { cql, markers, isIdempotent, source } = plan
  const accessPath = 'accessPath' in plan ? plan.accessPath : undefined
  const warning = accessPath === undefined ? undefined : warningsOf[accessPath]
  const discards = 'discardsOthers' in plan && plan.discardsOthers
  return {
    cql,
    markers,
    ...(accessPath !== undefined && { accessPath }),
    isIdempotent,
    warnings: [...(warning === undefined ? [] : [warning]), ...(discards ? [discardsOthers] : [])],
    source,
  }
}

/** Describes what a call would send. `using` adds the defaults of the repository to the options of a write. */
export function explainCall(
  plans: EntityPlans,
  method: keyof ExplainableCalls<object>,
  args: readonly unknown[],
  using: (options: WriteOptions | undefined) => WriteTextOptions,
): Explanation {
  return explainPlan(planOf(plans, method, args, using))
}

function planOf(
  plans: EntityPlans,
  method: keyof ExplainableCalls<object>,
  args: readonly unknown[],
  using: (options: WriteOptions | undefined) => WriteTextOptions,
): StatementPlan {
  const [first = {}, second, third] = args as [object | undefined, object | undefined, WriteOptions | undefined]
  switch (method) {
    case 'find':
      return plans.select(method, first).plan
    case 'findOne':
      return plans.select(method, limitedToOne(first)).plan
    case 'findBy':
      return plans.select(method, { where: first }).plan
    case 'findOneBy':
      return plans.select(method, { where: first, limit: 1 }).plan
    case 'count':
      return plans.aggregate(method, first).plan
    case 'exists':
      return plans.aggregate(method, limitedToOne(first)).plan
    case 'insert':
      return explainInsert(plans.ofEntity(method, first), first, using(second))
    case 'update':
      return explainUpdate(plans, first, second, using(third))
    case 'delete':
      return plans.delete(method, first, using(second), (second as DeleteOptions | undefined)?.partition === true)
    case 'clear':
      return plans.truncate(method)
    default:
      throw new OptionError(`explain(): cannot describe '${String(method)}'.`, { entity: plans.model.entityName })
  }
}

/** Of a copy with what an insert would supply: explaining changes nothing. */
function explainInsert(plans: EntityPlans, entity: object, using: WriteTextOptions): StatementPlan {
  const copy = Object.fromEntries(Object.entries(entity))
  supplyMissing({ model: plans.model, method: 'insert' }, copy)
  return plans.insert('insert', copy, using)
}

function explainUpdate(plans: EntityPlans, key: object, patch: unknown, using: WriteTextOptions): StatementPlan {
  const { model } = plans
  const complete = completePatch({ model, method: 'update' }, patch, using)
  return plans.update('update', withClass(model, key), complete, using)
}
