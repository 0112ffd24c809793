import { BulkRun } from '../../execution/bulk/bulk.js'
import type { Packer, Parcel } from '../../execution/bulk/bulk.js'
import { checkBulkSettings } from '../../execution/bulk/bulk-options.js'
import type { BulkResult } from '../../execution/bulk/bulk-options.js'
import { ItemReader } from '../../execution/bulk/item-reader.js'
import { executionOptionNames } from '../../execution/options.js'
import type { ExecutionOptions } from '../../execution/options.js'
import { groupLimits, PartitionGroups } from '../../execution/bulk/partition-groups.js'
import type { PreparedItem } from '../../execution/bulk/partition-groups.js'
import { refuseVersionedMembers } from '../../plan/writes/version-rules.js'
import { entityMember } from '../batches/batch-members.js'
import type { BulkWriteOptions } from '../types/write-options.js'
import type { HeardWrites } from '../hooks/heard-writes.js'
import type { PreparedSave } from './entity-saver.js'
import { forgetRemoved } from './forget-removed.js'
import type { RepositoryParts } from '../repository-parts.js'
import type { BoundWrite } from './write-binder.js'
import { insertion, removal, saving } from '../hooks/write-events.js'
import type { Heard } from '../hooks/write-events.js'

type BulkMethod = 'insertMany' | 'saveMany' | 'removeMany'

type Options = BulkWriteOptions<object>

/** An item checked and bound; `bound` is undefined where there is nothing to send. */
interface Prepared {
  readonly bound: BoundWrite | undefined
  /** What is known of the item once its request is under way and answered. */
  readonly follow: (sending: Promise<unknown>) => Promise<unknown>
}

/** `insertMany`, `saveMany`, `removeMany`: each item prepared as by `insert`, `save`, `remove`, sent as there is room. */
export class BulkWriter {
  constructor(private readonly parts: RepositoryParts) {}

  write(
    method: BulkMethod,
    source: Iterable<object> | AsyncIterable<object>,
    options: Options = {},
  ): Promise<BulkResult> {
    const { executor, context } = this.parts
    refuseVersionedMembers(this.parts.call(method), options)
    const { entityName } = context.plans.model
    const concurrency = checkBulkSettings(options, context.door.maxInFlight, entityName)
    const limits = groupLimits(options.groupByPartition, entityName)
    const packer = limits === undefined ? this.#single(method, options) : this.#grouped(method, options, limits)
    // Nothing is admitted, and the source not opened, before all options are known to be good.
    return executor.admit(() => {
      const reader = new ItemReader(source, entityName, method)
      return new BulkRun(entityName, options, concurrency, reader, packer).run()
    })
  }

  /** One request an item. */
  #single(method: BulkMethod, options: Options): Packer<object> {
    const { executor } = this.parts
    const sending = sendOptions(options)
    return {
      ahead: () => undefined,
      take: (item, index): Parcel<object> => {
        const heard = this.parts.heard?.of(options)
        if (heard !== undefined) {
          return { items: [item], indexes: [index], send: () => this.#sendHeard(heard, method, item, options) }
        }
        const { bound, follow } = this.#prepare(method, item, options)
        return {
          items: [item],
          indexes: [index],
          send: () =>
            follow(bound === undefined ? Promise.resolve() : executor.execute(bound.plan, bound.values, sending, true)),
        }
      },
      rest: () => undefined,
    }
  }

  /** An item bound when those who listen were told of it; it has failed if they fail, also after it was written. */
  async #sendHeard(heard: HeardWrites, method: BulkMethod, item: object, options: Options): Promise<unknown> {
    const told = this.#told(method, item, options)
    if (told !== undefined) await heard.before(told)
    const { bound, follow } = this.#prepare(method, item, options)
    const { executor } = this.parts
    const sending = bound && executor.execute(bound.plan, bound.values, sendOptions(options), true)
    const result = await follow(sending ?? Promise.resolve())
    if (told !== undefined && bound !== undefined) await heard.after(told)
    return result
  }

  #told(method: BulkMethod, item: object, options: Options): Heard | undefined {
    const { plans } = this.parts.binder
    if (method === 'saveMany') return saving(plans, item, options)
    return method === 'insertMany' ? insertion(plans, method, item, options) : removal(plans, item, options)
  }

  /** One request a group of items of one partition. */
  #grouped(method: BulkMethod, options: Options, limits: { maxItems: number; maxBytes: number }): Packer<object> {
    const { executor, context } = this.parts
    const sending = sendOptions(options)
    const heard = this.parts.heard?.of(options)
    const prepare = (item: object): PreparedItem => {
      const told = heard && this.#told(method, item, options)
      if (told !== undefined) heard!.beforeAtOnce(told)
      const { bound, follow } = this.#prepare(method, item, options)
      const member = bound && entityMember(this.parts, method, bound, item, options)
      const isDifference = method === 'saveMany'
      if (told === undefined || bound === undefined) return { member, follow, isDifference }
      return { member, follow: (sending) => follow(sending).then(() => heard!.after(told)), isDifference }
    }
    const kind = context.plans.model.isCounter ? 'counter' : 'unlogged'
    return new PartitionGroups(limits, kind, prepare, ({ plan, values }) =>
      executor.execute(plan, values, sending, true),
    )
  }

  /** The one place through which every item gets into a bulk write. */
  #prepare(method: BulkMethod, item: object, options: Options): Prepared {
    const { binder, saver } = this.parts
    const { origins } = binder.plans
    // A class may count versions although the one of the repository does not.
    refuseVersionedMembers({ model: binder.plans.ofEntity(method, item).model, method }, options)
    switch (method) {
      case 'insertMany': {
        const bound = binder.insert(method, item, options)
        origins.forget(item)
        return { bound, follow: (sending) => sending }
      }
      case 'saveMany':
        return this.#prepareSave(saver.prepare(item, options))
      case 'removeMany': {
        const bound = binder.remove(item, options)
        return { bound, follow: (sending) => forgetRemoved(() => origins.forget(item), sending) }
      }
    }
  }

  #prepareSave(save: PreparedSave): Prepared {
    return { bound: save.change?.bound, follow: (sending) => this.parts.saver.follow(save, () => sending) }
  }
}

/** Options of each request; undefined for none, which is quicker. The signal ends the source, not what is under way. */
function sendOptions(options: Options): ExecutionOptions | undefined {
  const given = executionOptionNames.filter(
    (name) => name !== 'signal' && name !== 'fetchSize' && (options as ExecutionOptions)[name] !== undefined,
  )
  return given.length === 0
    ? undefined
    : Object.fromEntries(given.map((name) => [name, (options as ExecutionOptions)[name]]))
}
