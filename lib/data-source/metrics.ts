import type { DispatcherCounts } from '../execution/dispatcher.js'
import type { PlanCacheCounts } from '../plan/plan-cache.js'

/** Figures of a data source, as of now. */
export interface Metrics extends DispatcherCounts {
  /** Statement plans of all entities: found, built, dropped. */
  readonly plans: PlanCacheCounts
}

/** The figures of several caches as those of one. */
export function sumCounts(all: readonly PlanCacheCounts[]): PlanCacheCounts {
  const total = { hits: 0, misses: 0, evictions: 0 }
  for (const { hits, misses, evictions } of all) {
    total.hits += hits
    total.misses += misses
    total.evictions += evictions
  }
  return total
}
