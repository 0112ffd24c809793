import { StatementError } from '../../errors/statement-error.js'
import { isThenable } from '../../objects/thenable.js'

/** Reads a source item by item, and lets go of it early where asked. */
export class ItemReader<Item> {
  readonly #iterator: Iterator<Item> | AsyncIterator<Item>
  #isDone = false
  #isPending = false
  #giveUp: (() => void) | undefined

  /** Refuses what cannot be iterated. Nothing is read yet. */
  constructor(source: Iterable<Item> | AsyncIterable<Item>, entity: string, method: string) {
    const given = source as Partial<Iterable<Item> & AsyncIterable<Item>> | null | undefined
    const open = typeof given === 'object' ? (given?.[Symbol.asyncIterator] ?? given?.[Symbol.iterator]) : undefined
    if (typeof open !== 'function') {
      throw new StatementError(`${method}(): expected an iterable or an async iterable of items.`, {
        code: 'E_BULK_SOURCE',
        entity,
        hint: 'An array, a generator, a stream of objects.',
      })
    }
    this.#iterator = Reflect.apply(open as () => Iterator<Item> | AsyncIterator<Item>, source, [])
  }

  /**
   * The next item; at once where the source is not asynchronous. `done` at its end, and as soon as `giveUp` is called.
   * Not `Promise.race`: a promise that lives as long as the source would keep a reaction for every item.
   */
  next(): IteratorResult<Item, unknown> | Promise<IteratorResult<Item, unknown>> {
    const next = this.#iterator.next()
    if (!isThenable(next)) return this.#seen(next)
    this.#isPending = true
    return new Promise((resolve, reject) => {
      this.#giveUp = () => resolve({ done: true, value: undefined })
      next
        .then(
          (result) => {
            this.#isPending = false
            resolve(this.#seen(result))
          },
          (error: Error) => {
            this.#isPending = false
            this.#isDone = true
            reject(error)
          },
        )
        .then(undefined, reject)
    })
  }

  /** Ends a wait for the next item. */
  giveUp(): void {
    this.#giveUp?.()
  }

  /** Says that the source itself failed: it is not to be closed. */
  failed(): void {
    this.#isDone = true
  }

  /** Tells the source, unless it has ended, that nothing more is read. One that is still making an item is not awaited. */
  async close(): Promise<void> {
    if (this.#isDone) return
    this.#isDone = true
    const closing = this.#return().catch(() => {})
    if (!this.#isPending) await closing
  }

  /** Never throws: a generator runs its `finally` at once. */
  async #return(): Promise<void> {
    await this.#iterator.return?.()
  }

  #seen(result: IteratorResult<Item, unknown>): IteratorResult<Item, unknown> {
    if (!isObject(result)) throw new TypeError('The iterator of the source gave a result that is no object.')
    if (result.done === true) this.#isDone = true
    return result
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
