/** Something that ends by itself at some time. */
export interface Expiring {
  /** By the clock of the watch; Infinity for never. */
  readonly expiresAt: number
  /** Kept by the watch: where it stands among the others. */
  place: number
  /** When to ask a second node as well; Infinity for never, and once that is done. */
  readonly askAgainAt: number
  /** Called at most once, some time after `expiresAt`. */
  expire(): void
  /** Called some time after `askAgainAt`. */
  askAgain(): void
}

/** Milliseconds between two looks. */
const intervalMs = 50

/** Milliseconds that the clock moves between two looks at most; what it may be behind, and a deadline is moved by. */
const stepMs = 75

/** The driver's own timeout, which knows the node that did not answer, gets this many milliseconds to be first. */
const graceMs = 30

/**
 * Ends what takes too long, by one timer for all of them, which runs only while there is something to watch: a timer for each
 * request, or only the time of day for each, would cost more than binding it.
 *
 * So there is a clock of its own, moved by the timer. It stands still while nothing is under way, and while the program is busy
 * with something else: answers that came meanwhile are read before anything is said to be late.
 */
export class DeadlineWatch {
  readonly #watched: Expiring[] = []
  #timer: NodeJS.Timeout | undefined
  #clock = 0
  #looked = 0

  /** Milliseconds, behind the time by `stepMs` at most. Comparable with itself only. */
  get clock(): number {
    return this.#clock
  }

  add(one: Expiring): void {
    one.place = this.#watched.push(one) - 1
    if (this.#timer === undefined) this.#start()
  }

  /** The last one takes the place: a set would cost more than the rest of the watch. */
  remove(one: Expiring): void {
    const last = this.#watched.pop()!
    if (last === one) return
    this.#watched[one.place] = last
    last.place = one.place
  }

  #start(): void {
    this.#looked = performance.now()
    this.#timer = setInterval(() => this.#look(), intervalMs)
  }

  /** An idle look stops the timer, not the last `remove`: between two calls it would be stopped and started each time. */
  #look(): void {
    const now = performance.now()
    this.#clock += Math.min(now - this.#looked, stepMs)
    this.#looked = now
    for (const one of [...this.#watched]) {
      if (one.expiresAt + stepMs + graceMs <= this.#clock) one.expire()
      else if (one.askAgainAt <= this.#clock) one.askAgain()
    }
    if (this.#watched.length > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
