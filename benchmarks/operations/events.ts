import type { EventData } from '../tables/events.js'

/** Several rows in one request. */
export interface EventOperations {
  /** Writes all or none of them: one logged batch. */
  insertEvents(events: readonly EventData[]): Promise<unknown>
  getEvent(id: string): Promise<EventData | null>
}
