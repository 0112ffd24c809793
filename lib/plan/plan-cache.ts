/** What a cache has done so far; asserted by specs in place of time. */
export interface PlanCacheCounts {
  readonly hits: number
  /** Plans built. */
  readonly misses: number
  readonly evictions: number
}

/**
 * Plans by shape key, the oldest out when full. Keys come from ordinals and operator codes, so only a program with
 * hundreds of different query shapes on one entity fills it; that is worth a warning, once.
 */
export class PlanCache<Key extends string | number, Plan> {
  readonly #plans = new Map<Key, Plan>()
  #hits = 0
  #misses = 0
  #evictions = 0

  constructor(
    private readonly capacity: number,
    private readonly onFirstEviction: () => void,
  ) {}

  /** The plan of a shape, built on first use. A shape that cannot be planned throws and is not kept. */
  get<Specific extends Plan>(key: Key, build: () => Specific): Specific {
    const found = this.#plans.get(key)
    if (found !== undefined) {
      this.#hits++
      return found as Specific
    }
    const plan = build()
    this.#misses++
    if (this.#plans.size >= this.capacity) this.#evictOldest()
    this.#plans.set(key, plan)
    return plan
  }

  get counts(): PlanCacheCounts {
    return { hits: this.#hits, misses: this.#misses, evictions: this.#evictions }
  }

  #evictOldest(): void {
    const [oldest] = this.#plans.keys()
    if (oldest !== undefined) this.#plans.delete(oldest)
    if (this.#evictions++ === 0) this.onFirstEviction()
  }
}
