import type { EntityClass } from '../metadata/entity-metadata.js'
import type { TableModel } from '../model/table-model.js'
import type { Call } from './call.js'
import { refuse } from './call.js'
import { classOfEntity } from './class-of-entity.js'
import { refuseCounterTable, refuseUsing } from './writes/counter-rules.js'
import { isExactKey } from './where/exact-key.js'
import { figureProjection, readFigureColumn } from './reads/figure.js'
import type { FigureKind } from './reads/figure.js'
import { ifKey, readIf } from './writes/if-clause.js'
import type { WriteTextOptions } from './writes/if-clause.js'
import { createOrigins } from './loaded.js'
import type { Origins } from './loaded.js'
import { readPatch } from './writes/patch.js'
import { refuseReadOnly } from './writes/read-only.js'
import { PlanCache } from './plan-cache.js'
import type { PlanCacheCounts } from './plan-cache.js'
import { planDelete, planTruncate } from './writes/plan-delete.js'
import { columnsByField, planInsert } from './writes/plan-insert.js'
import { planSelect } from './reads/plan-select.js'
import type { Projection } from './reads/projection.js'
import { planUpdate, readUpdateKey } from './writes/plan-update.js'
import { readWhere } from './where/restriction.js'
import { readSelectShape, selectKey } from './reads/select-shape.js'
import type { SelectInput } from './reads/select-shape.js'
import type { SelectPlan, StatementPlan, WritePlan } from './statement-plan.js'
import { usingKey, usingMask, usingShape } from './writes/using.js'

export type { SelectInput, WholeInput } from './reads/select-shape.js'

/** A planned call; `isEmpty`: nothing can match (`In([])`), so nothing is sent. */
export interface Planned<Plan extends StatementPlan> {
  readonly plan: Plan
  readonly isEmpty: boolean
}

/** Whether a read says more of its rows than which and how many. */
function isSpecial({ groupBy, distinct, annOf, into, lazy, tokenRange, ofEveryClass }: SelectInput): boolean {
  return (
    groupBy !== undefined ||
    distinct !== undefined ||
    annOf !== undefined ||
    into !== undefined ||
    lazy !== undefined ||
    tokenRange !== undefined ||
    ofEveryClass !== undefined
  )
}

/** Shapes an entity may have before the oldest is dropped. */
const capacity = 256

/**
 * All plans of one entity: the door from calls to statements. Three tiers, cheapest first: reads by exactly a key are
 * a field, inserts and updates of a subset of columns are found by a bit mask, everything else by the text of its shape.
 */
export class EntityPlans {
  /** Which entities are known to be in the table. */
  readonly origins: Origins
  readonly #cache: PlanCache<string, StatementPlan>
  readonly #updates: PlanCache<number, WritePlan>
  /** Inserts of all columns, by their clauses. */
  readonly #plainInserts: PlanCache<number, WritePlan>
  readonly #byKey: (SelectPlan | undefined)[] = [undefined, undefined, undefined, undefined]
  /** Marks entities as `origins` does, and tells those who listen that they were read. */
  readonly #telling: Origins
  #keyHits = 0

  /** `onLoad`: tells those who listen that an entity was read; undefined if nobody does. */
  constructor(
    readonly model: TableModel,
    onOverflow: (entityName: string, capacity: number) => void = () => {},
    private readonly plansOf?: (entity: EntityClass) => EntityPlans,
    private readonly onLoad?: (entity: object) => void,
  ) {
    const { shared } = model
    this.origins = shared === undefined || shared.isBase ? createOrigins() : plansOf!(shared.base).origins
    this.#telling = onLoad === undefined ? this.origins : tellingOrigins(this.origins, onLoad)
    const onFirstEviction = () => onOverflow(model.entityName, capacity)
    this.#cache = new PlanCache(capacity, onFirstEviction)
    this.#updates = new PlanCache(capacity, onFirstEviction)
    this.#plainInserts = new PlanCache(capacity, onFirstEviction)
  }

  get counts(): PlanCacheCounts {
    const [all, updates, inserts] = [this.#cache.counts, this.#updates.counts, this.#plainInserts.counts]
    return {
      hits: all.hits + updates.hits + inserts.hits + this.#keyHits,
      misses: all.misses + updates.misses + inserts.misses,
      evictions: all.evictions + updates.evictions,
    }
  }

  /** The plans of the class that an entity is written by: these, unless several classes share the table. */
  ofEntity(method: string, entity: unknown): EntityPlans {
    if (this.model.shared === undefined) return this
    const model = classOfEntity({ model: this.model, method }, entity)
    return this.ofClass(model)
  }

  /** The plans of one of the classes that share the table. */
  ofClass(model: TableModel): EntityPlans {
    return model === this.model ? this : this.plansOf!(model.entity)
  }

  /** A read of entities. Arguments of `bind`: `input.where`, `input`. */
  select(method: string, input: SelectInput): Planned<SelectPlan> {
    const place = this.#keyPlace(input)
    if (place === undefined) return this.#selectShape(method, input)
    const found = this.#byKey[place]
    if (found !== undefined) {
      this.#keyHits++
      return { plan: found, isEmpty: false }
    }
    const planned = this.#selectShape(method, input)
    this.#byKey[place] = planned.plan
    return planned
  }

  /** A read of one figure. Arguments of `bind`: `input.where`, `input`. */
  aggregate(kind: 'count' | 'exists', input: SelectInput, method: string = kind): Planned<SelectPlan> {
    return this.#selectShape(method, input, () => ({ kind }))
  }

  /** A read of a figure of one column, in rows of `figure` and, of an average, `count`. */
  figure(method: string, kind: FigureKind, property: unknown, input: SelectInput): Planned<SelectPlan> {
    return this.#selectShape(method, input, (call) => figureProjection(kind, readFigureColumn(call, kind, property)))
  }

  /** The field for a read by exactly the primary key or the partition key; undefined for any other read. */
  #keyPlace(input: SelectInput): number | undefined {
    const { where, select, order, limit, perPartitionLimit, allowFiltering, scan } = input
    if (select !== undefined || order !== undefined || perPartitionLimit !== undefined) return undefined
    if (allowFiltering || scan || typeof where !== 'object' || where === null) return undefined
    if (isSpecial(input) || this.#isSilent(input)) return undefined
    const offset = limit === undefined ? 0 : 1
    if (isExactKey(this.model.primaryKey, where)) return offset
    return isExactKey(this.model.partitionKey, where) ? 2 + offset : undefined
  }

  /** Entities are told of, but not those of this read. */
  #isSilent({ listeners }: Pick<SelectInput, 'listeners'>): boolean {
    return listeners === false && this.onLoad !== undefined
  }

  #selectShape(method: string, input: SelectInput, figure?: (call: Call) => Projection): Planned<SelectPlan> {
    const call: Call = { model: this.model, method }
    const shape = readSelectShape(call, input, figure?.(call))
    const isSilent = this.#isSilent(input)
    const key = `${selectKey(call, shape)}${isSilent ? 'silent' : ''}`
    return {
      plan: this.#cache.get(key, () => planSelect(call, shape, isSilent ? this.origins : this.#telling)),
      isEmpty: shape.where.isEmpty,
    }
  }

  /** Arguments of `bind`: entity, options. */
  insert(method: string, entity: object, options: WriteTextOptions & Pick<SelectInput, 'listeners'>): WritePlan {
    const call = this.#writeCall(method)
    if (this.model.isCounter) refuseCounterTable(call)
    const using = usingShape(options)
    const ifShape = readIf(call, options)
    const byField = columnsByField(this.model, entity)
    // The row that is in the way is an entity that was loaded.
    const isSilent = ifShape !== undefined && this.#isSilent(options)
    const build = () => planInsert(call, { using, ifShape, byField }, isSilent ? this.origins : this.#telling)
    const isConditional = ifShape === 'not exists'
    if (byField.length === 0 && (isConditional || ifShape === undefined)) {
      return this.#plainInserts.get(usingMask(using) + (isConditional ? 4 : 0) + (isSilent ? 8 : 0), build)
    }
    const ordinals = byField.map(({ ordinal }) => ordinal).join(',')
    return this.#cache.get(`insert ${usingKey(using)}${ordinals}${ifKey(ifShape)}${isSilent ? 'silent' : ''}`, build)
  }

  /** Arguments of `bind`: key, patch, options. */
  update(method: string, key: unknown, patch: unknown, options: WriteTextOptions): WritePlan {
    const call = this.#writeCall(method)
    const shape = readPatch(call, patch)
    const ifShape = readIf(call, options)
    const isPartition = readUpdateKey(call, key, shape, ifShape)
    const using = usingShape(options)
    if (this.model.isCounter) refuseUsing(call, using)
    const build = () => planUpdate(call, shape, { isPartition, using, ifShape }, this.#telling)
    const isPlain = !isPartition && !using.hasTtl && !using.hasTimestamp && ifShape === undefined
    if (shape.mask !== undefined && isPlain) return this.#updates.get(shape.mask, build)
    const flags = `${isPartition ? 'partition' : 'row'} ${usingKey(using)}${ifKey(ifShape)}`
    return this.#cache.get(`update ${shape.key()} ${flags}`, build)
  }

  /** Arguments of `bind`: condition, options. */
  delete(method: string, where: unknown, options: WriteTextOptions, isPartitionWanted = false): WritePlan {
    const call = this.#writeCall(method)
    const shape = readWhere(call, where)
    if (shape.isEmpty) refuseEmptyIn(call)
    const ifShape = readIf(call, options)
    const { hasTimestamp } = usingShape(options)
    if (this.model.isCounter) refuseUsing(call, { hasTtl: false, hasTimestamp })
    const flags = `${isPartitionWanted ? 'partition' : ''} ${hasTimestamp ? 'timestamp' : ''} ${ifKey(ifShape)}`
    return this.#cache.get(`delete ${shape.key} ${flags}`, () =>
      planDelete(call, shape, { isPartitionWanted, hasTimestamp, ifShape }, this.#telling),
    )
  }

  truncate(method: string): WritePlan {
    const call = this.#writeCall(method)
    return this.#cache.get('truncate', () => planTruncate(call))
  }

  #writeCall(method: string): Call {
    const call: Call = { model: this.model, method }
    refuseReadOnly(call)
    return call
  }
}

function tellingOrigins(origins: Origins, onLoad: (entity: object) => void): Origins {
  return {
    ...origins,
    mark: (entity, origin) => {
      origins.mark(entity, origin)
      onLoad(entity)
    },
  }
}

function refuseEmptyIn(call: Call): never {
  return refuse(call, 'E_EMPTY_IN', 'In([]) matches nothing, so nothing would be deleted.', {
    hint: 'Test for an empty list before deleting.',
  })
}
