import type { BulkError } from '../../errors/bulk-error.js'
import { isCassiformError } from '../../errors/cassiform-error.js'
import { isThenable } from '../../objects/thenable.js'
import { isTransportFailure } from '../transport-failure.js'
import type { BulkResult, BulkSettings } from './bulk-options.js'
import { BulkTally } from './bulk-tally.js'
import type { ItemReader } from './item-reader.js'

/** Items that are sent with one request. */
export interface Parcel<Item> {
  readonly items: readonly Item[]
  /** Their places in the source. */
  readonly indexes: readonly number[]
  /** Rejects with what failed for all of them, or with `FailedAfter`. */
  readonly send: () => Promise<unknown>
}

/** The request was answered, and something else failed for some of its items. */
export class FailedAfter extends Error {
  /** `failures`: by the place of the item in its parcel. */
  constructor(readonly failures: ReadonlyMap<number, unknown>) {
    super('something failed after the request')
  }
}

/** Makes requests of items. */
export interface Packer<Item> {
  /** What is to be sent before an item may be looked at. */
  readonly ahead: (item: Item) => Parcel<Item> | undefined
  /** Checks and encodes an item; throws for a bad one. Returns what is to be sent now. */
  readonly take: (item: Item, index: number) => Parcel<Item> | undefined
  /** One of those kept back, as long as there are any. */
  readonly rest: () => Parcel<Item> | undefined
}

/** Why a run ends before its source does. */
interface Stop {
  readonly code: 'E_BULK_FAILED' | 'E_BULK_UNREACHABLE' | 'E_BULK_SOURCE' | 'E_BULK_CALLBACK' | 'E_ABORTED'
  readonly sentence: string
  readonly cause: unknown
}

/** Failures in a row to reach the servers that are borne. */
const maxUnreachable = 100
/** Items between two calls of `onProgress`. */
const progressStep = 100
/** Items that may be dealt with before timers and sockets get a turn. */
const maxItemsInATurn = 1000

/**
 * One walk through a source: an item is read only when there is a place for its request, so what is in memory does not
 * grow with the source. Used once.
 */
export class BulkRun<Item> {
  readonly #started = performance.now()
  readonly #tally = new BulkTally()
  #reported = 0
  #unreachable = 0
  #active = 0
  #stop: Stop | undefined
  #wake: (() => void) | undefined

  constructor(
    private readonly entity: string,
    private readonly settings: BulkSettings<Item>,
    private readonly concurrency: number,
    private readonly reader: ItemReader<Item>,
    private readonly packer: Packer<Item>,
  ) {}

  /** Resolves at the end of the source; rejects with `BulkError` if the run ends before. */
  async run(): Promise<BulkResult> {
    const { signal } = this.settings
    const onAbort = () =>
      this.#end({ code: 'E_ABORTED', sentence: 'aborted before the end of its source', cause: signal?.reason })
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      await this.#readAll()
      await this.#sendRest()
      while (this.#active > 0) await this.#change()
      await this.reader.close()
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
    this.#report()
    while (this.#active > 0) await this.#change()
    if (this.#stop !== undefined) throw this.#errorOf(this.#stop)
    return { succeeded: this.#tally.succeeded }
  }

  async #readAll(): Promise<void> {
    for (let index = 0; this.#stop === undefined; index++) {
      if (this.#active >= this.concurrency) {
        await this.#place()
        if (this.#stop !== undefined) return
      } else if (index % maxItemsInATurn === maxItemsInATurn - 1) {
        await new Promise(setImmediate)
      }
      try {
        const next = this.reader.next()
        const { done, value } = next instanceof Promise ? await next : next
        if (done === true) return
        if (this.#stop === undefined) this.#take(value, index)
      } catch (cause) {
        this.reader.failed()
        this.#end({ code: 'E_BULK_SOURCE', sentence: 'ended because its source failed', cause })
      }
    }
  }

  async #sendRest(): Promise<void> {
    for (;;) {
      await this.#place()
      if (this.#stop !== undefined) return
      const parcel = this.packer.rest()
      if (parcel === undefined) return
      void this.#track(this.#send(parcel))
    }
  }

  /** Never throws: what it raises would look like an error of the source. */
  #take(item: Item, index: number): void {
    const ahead = this.packer.ahead(item)
    if (ahead !== undefined) void this.#track(this.#send(ahead))
    try {
      const parcel = this.packer.take(item, index)
      if (parcel !== undefined) void this.#track(this.#send(parcel))
    } catch (error) {
      void this.#track(this.#fail({ items: [item], indexes: [index] }, error))
    }
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#active++
    await work
    this.#active--
    this.#wake?.()
  }

  async #send(parcel: Parcel<Item>): Promise<void> {
    try {
      await parcel.send()
      this.#tally.succeed(undefined, parcel.items.length)
      this.#unreachable = 0
      this.#reportIfDue()
    } catch (error) {
      if (error instanceof FailedAfter) await this.#failAfter(parcel, error.failures)
      else await this.#fail(parcel, error)
    }
  }

  async #failAfter({ items, indexes }: Parcel<Item>, failures: ReadonlyMap<number, unknown>): Promise<void> {
    this.#tally.succeed(undefined, items.length - failures.size)
    this.#unreachable = 0
    for (const [i, error] of failures) await this.#fail({ items: [items[i]!], indexes: [indexes[i]!] }, error)
  }

  async #fail({ items, indexes }: Omit<Parcel<Item>, 'send'>, error: unknown): Promise<void> {
    this.#tally.fail(indexes, error)
    this.#count(error)
    this.#reportIfDue()
    const { onFailure } = this.settings
    if (onFailure === undefined) {
      return this.#end({ code: 'E_BULK_FAILED', sentence: `ended at item ${indexes[0]!}, which failed`, cause: error })
    }
    for (const [i, item] of items.entries()) {
      try {
        await onFailure({ item, index: indexes[i]!, error })
      } catch (cause) {
        return this.#end({ code: 'E_BULK_CALLBACK', sentence: 'ended because onFailure() threw', cause })
      }
    }
  }

  /** Bad input says nothing about the servers; an answer of theirs, also a refusal, says that they are there. */
  #count(error: unknown): void {
    if (isTransportFailure(error)) this.#unreachable++
    else if (isCassiformError(error) && error.outcome !== 'not_sent') this.#unreachable = 0
    if (this.#unreachable < maxUnreachable) return
    this.#end({
      code: 'E_BULK_UNREACHABLE',
      sentence: `ended after ${maxUnreachable} failures in a row to reach the servers`,
      cause: error,
    })
  }

  #end(stop: Stop): void {
    this.#stop ??= stop
    this.reader.giveUp()
    this.#wake?.()
  }

  #reportIfDue(): void {
    const { succeeded, failed } = this.#tally
    if (succeeded + failed - this.#reported >= progressStep) this.#report()
  }

  #report(): void {
    const { succeeded, failed } = this.#tally
    this.#reported = succeeded + failed
    const durationMs = performance.now() - this.#started
    try {
      const telling = this.settings.onProgress?.({ succeeded, failed, durationMs })
      if (isThenable(telling)) void this.#track(Promise.resolve(telling).then(nothing, this.#endByProgress))
    } catch (cause) {
      this.#endByProgress(cause)
    }
  }

  readonly #endByProgress = (cause: unknown): void => {
    this.#end({ code: 'E_BULK_CALLBACK', sentence: 'ended because onProgress() threw', cause })
  }

  /** Waits until there is a place for another request, or the run ends. */
  async #place(): Promise<void> {
    while (this.#active >= this.concurrency && this.#stop === undefined) await this.#change()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #errorOf({ code, sentence, cause }: Stop): BulkError {
    return this.#tally.error(`bulk write ${sentence}`, { code, entity: this.entity, cause })
  }
}

const nothing = (): void => {}
