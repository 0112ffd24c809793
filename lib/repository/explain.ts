import { OptionError } from '../errors/option-error.js'
import type { AccessPath } from '../plan/access-path.js'
import type { EntityPlans } from '../plan/entity-plans.js'
import type { SelectPlan, StatementPlan } from '../plan/statement-plan.js'
import type { WriteTextOptions } from '../plan/if-clause.js'
import type { Call } from '../plan/call.js'
import type { WriteOptions } from '../execution/options.js'
import { wholeRing } from '../execution/token-ranges.js'
import type { DeleteWhere, Select, Where } from './criteria.js'
import { checkVersionedDelete, checkVersionedInsert, patchWithVersion } from '../plan/version-rules.js'
import { limitedToOne } from './entity-reader.js'
import { keyOf } from './entity-shape.js'
import { rangeInput } from './entity-scanner.js'
import type { ScanInput } from './entity-scanner.js'
import { patchWithMoments, supplyMissing } from './supply.js'
import type { FullKey, UpdateKey } from './key.js'
import type {
  AggregateOptions,
  DeleteOptions,
  FindOneOptions,
  FindOptions,
  InsertOptions,
  OverwriteOptions,
  UpdateOptions,
} from './options.js'
import type { Beside, Draft, Insertable, Patch } from './patch.js'
import type { FindPageOptions, ScanOptions } from './paging-options.js'

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
  readonly findPage: [options: FindPageOptions<E, Select<E>, boolean>]
  readonly stream: [options: FindOptions<E, Select<E>, boolean>]
  readonly scan: [options?: ScanOptions<E, Select<E>>]
  readonly count: [options: AggregateOptions<E, boolean>]
  readonly exists: [options: AggregateOptions<E, boolean>]
  readonly insert: [entity: Insertable<E>, options?: InsertOptions]
  readonly upsert: [entity: Insertable<E>, options?: OverwriteOptions]
  readonly update: [key: UpdateKey<E>, patch: Patch<E>, options?: UpdateOptions<E>]
  readonly delete: [where: DeleteWhere<E>, options?: DeleteOptions<E>]
  /** What is sent where there is no row; the read before it is that of `findOneBy` with the key. */
  readonly findOrCreate: [key: FullKey<E>, init: Beside<E>, options?: WriteOptions]
  readonly preload: [partial: Draft<E>]
  readonly clear: []
  /** What would be sent for one of the items. */
  readonly insertMany: [item: Insertable<E>, options?: OverwriteOptions]
  readonly saveMany: [item: Insertable<E>, options?: OverwriteOptions]
  readonly removeMany: [item: E, options?: Omit<OverwriteOptions, 'ttl'>]
}

const warningsOf: Readonly<Partial<Record<AccessPath | 'scan', string>>> = {
  partitions: 'IN on the partition key makes one node gather several partitions.',
  index: 'An index without the partition key asks every node.',
  filtering: 'ALLOW FILTERING reads and discards rows.',
  scan: 'Reads the whole table.',
}

/** Describes a plan for people and tests. */
function explainPlan(plan: StatementPlan | SelectPlan): Explanation {
  const { cql, markers, isIdempotent, source } = plan
  const accessPath = 'accessPath' in plan ? plan.accessPath : undefined
  const warning = accessPath === undefined ? undefined : warningsOf[accessPath]
  return {
    cql,
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
  const call: Call = { model: plans.model, method }
  const [first = {}, second, third] = args as [object | undefined, object | undefined, WriteOptions | undefined]
  switch (method) {
    case 'find':
    case 'findPage':
    case 'stream':
      return plans.select(method, first).plan
    case 'findOne':
      return plans.select(method, limitedToOne(first)).plan
    case 'findBy':
      return plans.select(method, { where: first }).plan
    case 'findOneBy':
      return plans.select(method, { where: first, limit: 1 }).plan
    case 'scan':
      return plans.select(method, rangeInput(first as ScanInput, wholeRing)).plan
    case 'count':
      return plans.aggregate(method, first).plan
    case 'exists':
      return plans.aggregate(method, limitedToOne(first)).plan
    case 'insert':
    case 'insertMany':
    case 'saveMany':
    case 'upsert':
      return plans.insert(method, supplied(call, first, second ?? {}), using(second))
    case 'findOrCreate': {
      const options = { ...third, ifNotExists: true }
      return plans.insert(method, supplied(call, { ...second, ...first }, options), using(options))
    }
    case 'preload':
      return plans.select(method, { where: keyOf(call, first as Record<string, unknown>), limit: 1 }).plan
    case 'update':
      return plans.update(
        method,
        first,
        patchWithMoments(call, patchWithVersion(call, second, third ?? {})),
        using(third),
      )
    case 'delete':
      checkVersionedDelete(call, second ?? {})
      return plans.delete(method, first, using(second), (second as DeleteOptions | undefined)?.partition === true)
    case 'removeMany':
      checkVersionedDelete(call, second ?? {})
      return plans.delete(method, keyOf(call, first as Record<string, unknown>), using(second))
    case 'clear':
      return plans.truncate(method)
    default:
      throw new OptionError(`explain(): cannot describe '${String(method)}'.`, { entity: plans.model.entityName })
  }
}

/** A copy with what an insert would supply: explaining changes nothing. */
function supplied(call: Call, entity: object, options: WriteTextOptions): object {
  const copy = Object.fromEntries(Object.entries(entity))
  supplyMissing(call, copy)
  checkVersionedInsert(call, copy, options)
  return copy
}
