import type { KEY } from '../../../lib/index.js'
import type { EventOperations } from '../../operations/events.js'
import type { EventData } from '../../tables/events.js'
import type { Package, Topic } from './topic.js'

export function eventTopic({ Table, PartitionKey, Column }: Package): Topic<EventOperations> {
  @Table('events')
  class Event implements EventData {
    declare readonly [KEY]?: { partition: ['id'] }
    @PartitionKey('uuid') id!: string
    @Column('text') eventType!: string
    @Column('text') payload!: string
  }

  return {
    entities: [Event],
    operations(db) {
      const events = db.getRepository(Event)
      return {
        insertEvents(given) {
          const batch = db.batch()
          for (const event of given) batch.insert(Event, event)
          return batch.execute()
        },
        getEvent: (id) => events.findOneBy({ id }),
      }
    },
  }
}
