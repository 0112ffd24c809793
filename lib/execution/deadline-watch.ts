/** Something that ends by itself at some time. */
export interface Expiring {
  /** In milliseconds of `performance.now()`; Infinity for never. */
  readonly expiresAt: number
  /** When to ask a second node as well; Infinity for never, and once that is done. */
  readonly askAgainAt: number
  /** Called at most once, some time after `expiresAt`. */
  expire(): void
  /** Called some time after `askAgainAt`. */
  askAgain(): void
}

/** Milliseconds between two looks; a deadline is missed by this much at most, plus the grace. */
const intervalMs = 100

/** The driver's own timeout, which knows the node that did not answer, gets this many milliseconds to be first. */
const graceMs = 30

/**
 * Ends what takes too long, by one timer for all of them: a timer for each request would cost more than binding it. The
 * timer runs only while there is something to watch.
 */
export class DeadlineWatch {
  readonly #watched = new Set<Expiring>()
  #timer: NodeJS.Timeout | undefined

  add(one: Expiring): void {
    this.#watched.add(one)
    this.#timer ??= setInterval(() => this.#look(), intervalMs)
  }

  remove(one: Expiring): void {
    this.#watched.delete(one)
  }

  /** An idle look stops the timer, not the last `remove`: between two calls it would be stopped and started each time. */
  #look(): void {
    const now = performance.now() - graceMs
    for (const one of this.#watched) {
      if (one.expiresAt <= now) one.expire()
      else if (one.askAgainAt <= now) one.askAgain()
    }
    if (this.#watched.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
