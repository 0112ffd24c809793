import type { Client } from 'cassandra-driver'
import type { EventOperations } from '../../operations/events.js'
import type { EventData } from '../../tables/events.js'
import { id, mapTable } from './model.js'

class Event {}

export function eventOperations(client: Client, keyspace: string): EventOperations {
  const { mapper, model } = mapTable<EventData>(client, keyspace, 'events', Event, { id: id('id') })
  return {
    insertEvents: (events) => mapper.batch(events.map((event) => model.batching.insert(event))),
    getEvent: (key) => model.get({ id: key }),
  }
}
