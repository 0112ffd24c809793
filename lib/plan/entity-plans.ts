import type { TableModel } from '../model/table-model.js'
import type { Call } from './call.js'
import { refuse } from './call.js'
import type { OrderInput } from './order-by.js'
import { orderKey } from './order-by.js'
import { readPatch } from './patch.js'
import { PlanCache } from './plan-cache.js'
import type { PlanCacheCounts } from './plan-cache.js'
import { planDelete, planTruncate } from './plan-delete.js'
import { planInsert } from './plan-insert.js'
import { planSelect, readSelect } from './plan-select.js'
import type { Projection } from './plan-select.js'
import { planUpdate, readUpdateKey } from './plan-update.js'
import { readWhere } from './restriction.js'
import type { WhereShape } from './restriction.js'
import type { SelectPlan, StatementPlan, WritePlan } from './statement-plan.js'
import { usingKey, usingShape } from './using.js'
import type { UsingOptions } from './using.js'

/** What a reader may say besides its condition. */
export interface SelectInput {
  readonly where?: unknown
  readonly select?: unknown
  readonly order?: OrderInput | undefined
  readonly limit?: unknown
  readonly perPartitionLimit?: unknown
  readonly allowFiltering?: boolean | undefined
  readonly scan?: boolean | undefined
}

/** A planned call; `isEmpty`: nothing can match (`In([])`), so nothing is sent. */
export interface Planned<Plan extends StatementPlan> {
  readonly plan: Plan
  readonly isEmpty: boolean
}

/** Shapes an entity may have before the oldest is dropped. */
const capacity = 256

const noRestrictions: WhereShape = { restrictions: [], key: '', isEmpty: false }

/** All plans of one entity: the door from calls to statements. */
export class EntityPlans {
  readonly #cache: PlanCache<StatementPlan>

  constructor(
    readonly model: TableModel,
    onOverflow: (entityName: string, capacity: number) => void = () => {},
  ) {
    this.#cache = new PlanCache(capacity, () => onOverflow(model.entityName, capacity))
  }

  get counts(): PlanCacheCounts {
    return this.#cache.counts
  }

  /** Arguments of `bind`: `input.where`, `input`. */
  select(
    method: string,
    input: SelectInput,
    aggregate?: Projection & { kind: 'count' | 'exists' },
  ): Planned<SelectPlan> {
    const call: Call = { model: this.model, method }
    const where = input.where === undefined && input.scan === true ? noRestrictions : readWhere(call, input.where ?? {})
    const hasLimit = input.limit !== undefined
    const hasPerPartitionLimit = input.perPartitionLimit !== undefined
    const allowFiltering = input.allowFiltering === true
    const projection = aggregate ?? readSelect(call, input.select)
    const flags = `${hasLimit ? 'l' : ''}${hasPerPartitionLimit ? 'p' : ''}${allowFiltering ? 'f' : ''}${input.scan === true ? 's' : ''}`
    const key = `select ${where.key} ${projectionKey(projection)} ${orderKey(call, input.order)} ${flags}`
    const plan = this.#cache.get(key, () =>
      planSelect(call, {
        where,
        projection,
        order: input.order,
        hasLimit,
        hasPerPartitionLimit,
        allowFiltering,
        scan: input.scan === true,
      }),
    )
    return { plan, isEmpty: where.isEmpty }
  }

  /** Arguments of `bind`: entity, options. */
  insert(method: string, options: UsingOptions): WritePlan {
    const using = usingShape(options)
    return this.#cache.get(`insert ${usingKey(using)}`, () => planInsert({ model: this.model, method }, using))
  }

  /** Arguments of `bind`: key, patch, options. */
  update(method: string, key: unknown, patch: unknown, options: UsingOptions): WritePlan {
    const call: Call = { model: this.model, method }
    const shape = readPatch(call, patch)
    const isPartition = readUpdateKey(call, key, shape)
    const using = usingShape(options)
    return this.#cache.get(`update ${shape.key} ${isPartition ? 'partition' : 'row'} ${usingKey(using)}`, () =>
      planUpdate(call, shape, isPartition, using),
    )
  }

  /** Arguments of `bind`: condition, options. */
  delete(
    method: string,
    where: unknown,
    options: UsingOptions & { readonly partition?: boolean | undefined },
  ): WritePlan {
    const call: Call = { model: this.model, method }
    const shape = readWhere(call, where)
    if (shape.isEmpty) refuseEmptyIn(call)
    const isPartitionWanted = options.partition === true
    const { hasTimestamp } = usingShape(options)
    const flags = `${isPartitionWanted ? 'partition' : ''} ${hasTimestamp ? 'timestamp' : ''}`
    return this.#cache.get(`delete ${shape.key} ${flags}`, () =>
      planDelete(call, shape, { isPartitionWanted, hasTimestamp }),
    )
  }

  truncate(method: string): WritePlan {
    return this.#cache.get('truncate', () => planTruncate({ model: this.model, method }))
  }
}

function projectionKey(projection: Projection): string {
  return projection.kind === 'columns' ? projection.columns.map(({ ordinal }) => ordinal).join(',') : projection.kind
}

function refuseEmptyIn(call: Call): never {
  return refuse(call, 'E_EMPTY_IN', 'In([]) matches nothing, so nothing would be deleted.', {
    hint: 'Test for an empty list before deleting.',
  })
}
