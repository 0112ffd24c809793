import type { Executor } from '../../execution/executor.js'
import type { TableModel } from '../../model/table-model.js'
import type { Call } from '../../plan/call.js'
import type { EntityPlans } from '../../plan/entity-plans.js'
import type { Applied } from '../types/applied.js'
import type { Listeners } from './listeners.js'
import type { ViewOptions } from '../types/view-options.js'
import { writeEach } from '../writes/write-each.js'
import type { Heard } from './write-events.js'

/** Who listens to a class, if anybody. */
export type ListenersOf = (model: TableModel) => Listeners | undefined

/** A write that was answered, and what is told of it. */
interface ToldWrite<Result> {
  readonly result: Result
  readonly heard: Heard | undefined
}

/** Tells those who listen to the writes of one table: before they are bound, and after they were answered. */
export class HeardWrites {
  constructor(
    private readonly listenersOf: ListenersOf,
    private readonly executor: Executor,
    private readonly defaults: ViewOptions,
  ) {}

  /** These, unless a call or view is to be told to nobody. */
  of(options: { readonly listeners?: boolean | undefined } | undefined): this | undefined {
    return (options?.listeners ?? this.defaults.listeners) === false ? undefined : this
  }

  /** Tells before; what was changed is in the entity when this resolves. */
  async before({ model, event, settle }: Heard): Promise<void> {
    await this.listenersOf(model)?.before(event)
    settle()
  }

  /** The same at once, for what is bound in the call that is under way. */
  beforeAtOnce({ model, event, settle }: Heard): void {
    this.listenersOf(model)?.beforeAtOnce(event)
    settle()
  }

  /** Tells before several, one after the other. */
  async beforeAll(heard: readonly (Heard | undefined)[]): Promise<void> {
    for (const one of heard) if (one !== undefined) await this.before(one)
  }

  /** Tells after each of several writes that were carried out, all of them; then the first failure is thrown. */
  static async afterAll(tell: readonly (() => Promise<void>)[]): Promise<void> {
    const failures: unknown[] = []
    for (const one of tell) await one().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }

  /** Tells after a write that was carried out. */
  async after({ model, event }: Heard): Promise<void> {
    await this.listenersOf(model)?.after(event)
  }

  /** One write as a call of its own, told before and after; not after a condition that was not met. */
  async around(heard: Heard, write: () => Promise<unknown>): Promise<unknown> {
    return this.executor.admit(async () => {
      await this.before(heard)
      const result = await write()
      if (wasApplied(result)) await this.after(heard)
      return result
    })
  }

  /**
   * Several writes, a bounded number at once, each told after it was answered; see `writeEach` for what fails. What those
   * who were told throw waits until all are written.
   */
  async each<Item, Result>(
    call: Call,
    items: readonly Item[],
    write: (item: Item) => Promise<ToldWrite<Result>>,
  ): Promise<Result[]> {
    const after = async ({ heard }: ToldWrite<Result>) => {
      if (heard !== undefined) await this.after(heard)
    }
    const written = await writeEach(call, items, { lanes: this.executor.lanes, write, after })
    return written.map(({ result }) => result)
  }
}

/** The writes of a table that somebody listens to; undefined if nobody does, which costs nothing then. */
export function heardWrites(
  { model }: EntityPlans,
  executor: Executor,
  { listenersOf, defaults }: { readonly listenersOf?: ListenersOf | undefined; readonly defaults: ViewOptions },
): HeardWrites | undefined {
  if (listenersOf === undefined) return undefined
  const classes = model.shared === undefined ? [model] : [model, ...model.shared.byClass.values()]
  const isHeard = classes.some((one) => listenersOf(one)?.hearsWrites === true)
  return isHeard ? new HeardWrites(listenersOf, executor, defaults) : undefined
}

/** The answer to a conditional write says whether it was applied; others always are. */
function wasApplied(answer: unknown): boolean {
  return (answer as Partial<Applied<object>> | undefined)?.applied !== false
}
