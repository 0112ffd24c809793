import type { PendingRequest } from './pending-request.js'

/** Freed places at the front that are worth moving the rest for. */
const enough = 1024

/** Milliseconds that a request must have left to be sent at all. */
const worthwhileMs = 30

/** Requests that wait for a place, first come, first served; those that are over are passed by. */
export class WaitingLine {
  #requests: (PendingRequest | undefined)[] = []
  #first = 0
  #length = 0

  /** Those that still wait. */
  get length(): number {
    return this.#length
  }

  join(request: PendingRequest, clock: number): void {
    request.waitsUntil = performance.now() + request.expiresAt - clock - worthwhileMs
    this.#requests.push(request)
    this.#length++
  }

  /** One that waits gave up; `next` passes it by. */
  left(): void {
    this.#length--
  }

  /** The one that has waited longest, is not late and still wanted. */
  next(): PendingRequest | undefined {
    while (this.#first < this.#requests.length) {
      const request = this.#requests[this.#first]!
      this.#requests[this.#first++] = undefined
      if (this.#first === this.#requests.length || this.#first >= enough) this.#moveUp()
      // Between two looks of the watch: what is too late now must not be sent.
      if (!request.isOver && request.waitsUntil <= performance.now()) request.expire()
      // A signal tells its requests one after the other: the place of the first must not send the second.
      if (request.options.signal?.aborted === true) request.abort()
      if (request.isOver) continue
      this.#length--
      return request
    }
    return undefined
  }

  #moveUp(): void {
    this.#requests = this.#requests.slice(this.#first)
    this.#first = 0
  }
}
