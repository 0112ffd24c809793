import { randomUUID } from 'node:crypto'
import type { BenchmarkTable } from './table.js'

/** A small row without an index. */
export interface EventData {
  id: string
  eventType: string
  payload: string
}

/** New events. */
export function newEvents(count: number): EventData[] {
  return Array.from({ length: count }, () => ({ id: randomUUID(), eventType: 'click', payload: 'data' }))
}

export const eventsTable: BenchmarkTable = {
  name: 'events',
  columns: { id: 'uuid', event_type: 'text', payload: 'text' },
  primaryKey: 'id',
}
