import { EventSubscriber } from 'cassiform'
import type { DataSource, EntityClass, EntitySubscriberInterface, InsertEvent } from 'cassiform'
import { ParcelEvent } from './parcel-event.js'
import { ParcelStatus } from './parcel-status.js'

/** Keeps the status of parcels in step with their events. */
@EventSubscriber()
export class StatusKeeper implements EntitySubscriberInterface<ParcelEvent> {
  /** Set once the application is up: the data source is made with its subscribers. */
  db?: DataSource

  /** Events of every class. */
  listenTo(): EntityClass<ParcelEvent> {
    return ParcelEvent
  }

  /** Written as of the time of the event, so that the latest one wins, in whatever order they arrive. */
  async afterInsert({ entity }: InsertEvent<ParcelEvent>): Promise<void> {
    const { parcel, at } = entity
    await this.db!.getRepository(ParcelStatus).insert({ parcel, state: entity.sentence() }, { timestamp: at })
  }
}
