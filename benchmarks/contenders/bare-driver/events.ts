import type { types } from 'cassandra-driver'
import type { EventOperations } from '../../operations/events.js'
import { eventsTable } from '../../tables/events.js'
import type { EventData } from '../../tables/events.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, idOf } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class Event implements EventData {
  id: string
  eventType: string
  payload: string

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.eventType = row.event_type as string
    this.payload = row.payload as string
  }
}

export function eventOperations(client: BareClient, keyspace: string): EventOperations {
  const insert = insertInto(keyspace, eventsTable)
  const get = selectFrom(keyspace, eventsTable, 'id = ?')
  const batchOptions = { ...idempotent, logged: true }
  return {
    insertEvents: (events) =>
      client.batch(
        events.map(({ id, eventType, payload }) => ({ query: insert, params: [id, eventType, payload] })),
        batchOptions,
      ),
    getEvent: async (id) => firstOf(Event, await client.execute(get, [id], idempotent)),
  }
}
